import { day, hour, isoTime, second } from "../../base/index.ts";
import type { Selection } from "./selection.ts";

/** Jobs read a store that is filled in one go: what is younger than this is not in it. Genesys says "up to a day". */
const lag = 12 * hour;
const queued = second;
const running = 3 * second;
const kept = 7 * day;

/** The moment before which everything is in the store that jobs read. */
export const availableAt = (now: number): number => Math.floor((now - lag) / hour) * hour;

export interface Job {
  readonly id: string;
  readonly selection: Selection & {
    readonly limit?: number | null | undefined;
    readonly startOfDayIntervalMatching?: boolean | null | undefined;
  };
  readonly submitted: number;
  cancelled: boolean;
  /** Ids of the interactions, once the first page was asked for. */
  found: readonly string[] | null;
}

/** The jobs of one sandbox, by id. */
export interface Jobs {
  submit(selection: Job["selection"], now: number): Job;
  find(id: string): Job | undefined;
  /** How many are neither done nor cancelled. */
  underWay(now: number): number;
  /** A job that is under way becomes CANCELLED, one that is done is forgotten. */
  remove(job: Job, now: number): void;
}

export function createJobs(idOf: (count: number) => string): Jobs {
  const jobs = new Map<string, Job>();
  let count = 0;
  return {
    submit(selection, now) {
      count += 1;
      const job: Job = { id: idOf(count), selection, submitted: now, cancelled: false, found: null };
      jobs.set(job.id, job);
      return job;
    },
    find: (id) => jobs.get(id),
    underWay: (now) => [...jobs.values()].filter((job) => ["QUEUED", "PENDING"].includes(stateOf(job, now))).length,
    remove(job, now) {
      if (stateOf(job, now) === "FULFILLED") jobs.delete(job.id);
      else job.cancelled = true;
    },
  };
}

export function stateOf({ submitted, cancelled }: Job, now: number): string {
  const age = now - submitted;
  if (cancelled) return "CANCELLED";
  if (age < queued) return "QUEUED";
  if (age < running) return "PENDING";
  return age < running + kept ? "FULFILLED" : "EXPIRED";
}

/** Official SDK model AsyncQueryStatus. */
export function jobDocument(job: Job, now: number) {
  const state = stateOf(job, now);
  const done = state === "FULFILLED" || state === "EXPIRED" ? job.submitted + running : null;
  return {
    state,
    submissionDate: isoTime(job.submitted),
    completionDate: done === null ? undefined : isoTime(done),
    expirationDate: done === null ? undefined : isoTime(done + kept),
  };
}
