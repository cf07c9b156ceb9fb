import { z } from "zod";
import { day, type Interval, isoTime } from "../../../base/index.ts";
import type { Interaction } from "../../model.ts";
import { interactionOf, overlapping, select, startedOnDaysOf } from "../conversation-selection.ts";
import { endpoint } from "../endpoint.ts";
import { availableAt, type Job, jobDocument, stateOf } from "../jobs.ts";
import { noBody, noParameters, text, whole } from "../parameters.ts";
import type { Present } from "../present.ts";
import { badRequest, notFound } from "../refusals.ts";
import { filtersOf, parts, selectionFields } from "../selection.ts";
import { usualSize } from "../smaller-pages.ts";
import { demandTimeValues } from "../time-values.ts";
import { withAttributes } from "../wire/attributes.ts";
import { conversationDocument } from "../wire/conversation.ts";

const path = "/api/v2/analytics/conversations/details/jobs";
const permissions = { any: ["analytics:conversationDetail:view", "analytics:agentConversationDetail:view"] };

function jobOf({ jobs }: Present, id: string): Job {
  const job = jobs.find(id);
  if (!job) throw notFound("job", id);
  return job;
}

/** Of the variant `limited-jobs`. */
const longest = 7 * day;

function demandRoom({ from, to }: Interval, { jobs, now }: Present): void {
  if (to - from > longest) throw badRequest("interval", `longer than ${longest / day} days`);
  if (jobs.underWay(now) > 0) throw badRequest("jobs", "one is under way");
}

/** What the job found: nothing younger than its lag, and everything as it stood then. */
function found(job: Job, past: Present): readonly string[] {
  const { selection } = job;
  if (job.found) return job.found;
  const within = selection.startOfDayIntervalMatching ? startedOnDaysOf : overlapping;
  const before = { ...past, now: past.now - 1 };
  const chosen = select(within(selection.interval, before), selection, past);
  job.found = chosen.slice(0, selection.limit ?? chosen.length).map((begun) => interactionOf(begun, past).id);
  return job.found;
}

function document(interaction: Interaction | undefined, past: Present) {
  return interaction ? [withAttributes(interaction, conversationDocument(interaction, past))] : [];
}

const cursorOf = (job: Job, offset: number): string => Buffer.from(`${job.id} ${offset}`).toString("base64url");

function offsetOf(job: Job, cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const [id, offset = ""] = Buffer.from(cursor, "base64url").toString("utf8").split(" ");
  if (id !== job.id || !/^\d+$/.test(offset)) throw badRequest("cursor", "unknown cursor");
  return Number(offset);
}

/**
 * Details in bulk: submit, wait, read by cursor. By default every interaction that the interval overlaps, whenever it
 * started. Only here participants carry their attributes, and nothing here is younger than `dataAvailabilityDate`.
 */
export const conversationJobs = [
  endpoint({
    method: "GET",
    path: `${path}/availability`,
    permissions: { any: ["analytics:conversationDetail:view"] },
    query: noParameters,
    body: noBody,
    answer: ({ present }) => ({ dataAvailabilityDate: isoTime(availableAt(present.now)) }),
  }),
  endpoint({
    method: "POST",
    path,
    status: 202,
    permissions,
    query: noParameters,
    body: z.strictObject({
      ...selectionFields,
      limit: z.int().min(1).nullish(),
      startOfDayIntervalMatching: z.boolean().nullish(),
    }),
    answer: ({ body, present }) => {
      demandTimeValues(
        parts.flatMap((part) => filtersOf(body, part)),
        present,
      );
      if (present.plays("limited-jobs")) demandRoom(body.interval, present);
      return { jobId: present.jobs.submit(body, present.now).id };
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/{jobId}`,
    permissions,
    query: noParameters,
    body: noBody,
    answer: ({ params, present }) => jobDocument(jobOf(present, params.jobId), present.now),
  }),
  endpoint({
    method: "GET",
    path: `${path}/{jobId}/results`,
    permissions,
    query: z.strictObject({ cursor: text, pageSize: whole(1, 1000).optional() }),
    body: noBody,
    answer: ({ params, query, present }) => {
      const job = jobOf(present, params.jobId);
      const state = stateOf(job, present.now);
      if (state !== "FULFILLED") throw badRequest("jobId", `the job is ${state}`);
      const past = { ...present, now: availableAt(job.submitted), heard: availableAt(job.submitted) };
      const [ids, offset] = [found(job, past), offsetOf(job, query.cursor)];
      const end = offset + present.pageLength(query.pageSize ?? usualSize(1000, present), offset);
      return {
        conversations: ids.slice(offset, end).flatMap((id) => document(present.org.interaction(id), past)),
        cursor: end < ids.length ? cursorOf(job, end) : undefined,
        dataAvailabilityDate: isoTime(past.now),
      };
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{jobId}`,
    status: 204,
    permissions,
    query: noParameters,
    body: noBody,
    answer: ({ params, present }) => present.jobs.remove(jobOf(present, params.jobId), present.now),
  }),
];
