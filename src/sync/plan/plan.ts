import { type Interval, isoTime, systemClock } from "../../base/index.ts";
import {
  type Context,
  createContext,
  createFindings,
  createServerClock,
  defaultRequest,
  type FormPrice,
  idsPerRequest,
  isPartial,
  type Report,
  requestsPerMinute,
  rethrowUnlessPartial,
  type Source,
} from "../../collect/index.ts";
import type { Genesys, Spent } from "../../genesys/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import { readShared } from "../documents/shared-documents.ts";
import { findDueAnswers } from "../due-answers.ts";
import { findDoubted, recallFormRoutes } from "../form-routes.ts";
import { askOrganization, checkJoins, type Organization } from "../organization.ts";
import { findDueInteractions, findOverdueSurveys } from "../re-read.ts";
import type { SyncOptions, SyncRequest } from "../request.ts";
import { byServer, chooseSince, storedSince } from "../since.ts";
import { readSql } from "../sql.ts";
import { costOfHandled } from "../sweeps/handled.ts";
import { firstWindow, readCoverage, readLength, readOpen } from "../sweeps/windows.ts";
import { readDissatisfied } from "./dissatisfied.ts";
import { planEvaluations } from "./evaluations.ts";
import { planNewlySelected } from "./labelled.ts";
import type { Cost, Planning } from "./planning.ts";
import { planSurveys } from "./surveys.ts";

/** What a sync would read and spend. */
export interface SyncPlan extends Report {
  readonly organization: Organization;
  /** From when on it would know things, ISO 8601. */
  readonly since: string;
  /** Answers that it would read; null where that is unknown. */
  readonly surveys: number | null;
  /** The same of evaluations. */
  readonly evaluations: number | null;
  /**
   * The requests it would spend: in bulk where the form has proved that it holds, or may prove it. A lower bound where one of
   * the counts is unknown.
   */
  readonly requests: number;
  /** Minutes that these take at the client's allowance. */
  readonly minutes: number;
  /** The same with one request for each answer. */
  readonly oneByOne: { readonly requests: number; readonly minutes: number };
  /** How the answers of each form would be read. */
  readonly forms: readonly FormPrice[];
  /** What asking has spent. */
  readonly spent: Spent;
}

/** The org's name; names of people, queues, codes and divisions; versions of forms. */
const handful = 20;
/** The org's name, and what became of evaluations since they were read: released, deleted, scored again, withdrawn. */
const again = 10;

const answersStored = readSql("answers-stored");

/**
 * Returns what a sync would spend, from a handful of requests; `reader` is null where there is no warehouse yet.
 * Nothing is written. Throws CredentialsError, UnreachableError, InterruptedError, and UsageError for another
 * organization's warehouse.
 */
export async function planSync(
  genesys: Genesys,
  reader: (Reader & { readonly place: string }) | null,
  request: SyncRequest,
  { clock: ours = systemClock, signal }: Pick<SyncOptions, "clock" | "signal"> = {},
): Promise<SyncPlan> {
  const organization = await askOrganization(genesys, reader, signal);
  if (reader) await checkJoins(reader, organization, request);
  const clock = createServerClock(genesys, ours);
  const now = clock.now();
  const before = reader ? await storedSince(reader, organization.id) : null;
  const wanted = { from: chooseSince(byServer(request.since, ours.now() - now), before, now), to: now };
  const findings = createFindings();
  const context = createContext({
    ...{ genesys, findings, clock, signal, count: () => {} },
    request: defaultRequest(wanted, { ...request.definition, sources: request.sources, texts: request.texts }),
  });
  const decided = new Set<string>();
  if (reader) await recallStored(reader, organization.id, context, decided);
  const planning: Planning = {
    context,
    request,
    open: async (source) => (reader ? readOpen(reader, organization.id, source, wanted) : [wanted]),
    firstWindow: async (source) =>
      (reader && (await readLength(reader, organization.id, source))) ?? firstWindow[source],
    stored: {
      survey: (window) => countStored(reader, organization.id, "survey", window),
      evaluation: (window) => countStored(reader, organization.id, "evaluation", window),
    },
    dissatisfied: reader && request.texts === "low" ? await readDissatisfied(reader, organization.id) : () => null,
  };
  const costs = { surveys: planSurveys, evaluations: planEvaluations };
  const answers: Record<Source, number | null> = { surveys: 0, evaluations: 0 };
  let requests = before === null ? handful : 0;
  if (reader && before !== null) requests += again + (await costOfSettling(reader, organization.id, request, now));
  if (request.sources.includes("surveys")) {
    requests += costOfHandled(reader ? await readCoverage(reader, organization.id, "handled") : [], wanted);
  }
  let labelled: Omit<Cost, "reading"> = { answers: 0, requests: 0 };
  if (reader && request.sources.includes("evaluations")) {
    const { definition } = request;
    const open = await planning.open("evaluations");
    labelled = await planNewlySelected({ context, reader, organization: organization.id, definition, decided, open });
  }
  if (reader) requests += await costOfDoubted(reader, organization.id, context);
  requests += labelled.answers + labelled.requests;
  let [reading, single] = [0, 0];
  const forms: FormPrice[] = [];
  for (const source of new Set(request.sources)) {
    try {
      const cost = await costs[source](planning);
      answers[source] = cost.answers;
      requests += cost.requests;
      single += cost.answers;
      reading += cost.reading.requests;
      forms.push(...cost.reading.forms);
    } catch (error) {
      if (!isPartial(error)) throw error;
      answers[source] = null;
      findings.note(`How many ${source} there are to read is not known: ${error.message}`);
    }
  }
  if (answers.evaluations !== null) answers.evaluations += labelled.answers;
  const spent = genesys.spent();
  const price = (reading: number) => {
    const all = Math.ceil(requests + reading);
    return { requests: all, minutes: all / (spent.allowed ?? requestsPerMinute) };
  };
  return {
    ...{ ...findings.report(), organization, since: isoTime(wanted.from), ...answers, ...price(reading) },
    ...{ oneByOne: price(single), forms, spent },
  };
}

/** Takes the stored forms, and their routes; adds those whose lead question is decided. */
async function recallStored(
  reader: Reader,
  organization: string,
  { forms, routes }: Context,
  decided: Set<string>,
): Promise<void> {
  await readShared(reader, organization, {
    form: forms.recall,
    lead: (contextId) => void decided.add(contextId),
    name: () => {},
    failed: (_kind, _id, error) => rethrowUnlessPartial(error),
  });
  await recallFormRoutes(reader, organization, routes);
}

/** Responses that were read in bulk, and are read one by one now. */
async function costOfDoubted(reader: Reader, organization: string, context: Context): Promise<number> {
  let responses = 0;
  for (const source of context.request.sources)
    responses += (await findDoubted(reader, organization, source, context)).length;
  if (responses > 0)
    context.findings.note(
      `${responses} ${responses === 1 ? "response that was" : "responses that were"} read in bulk would be read one by one, ` +
        "for the texts that are wanted now or because the form is not trusted any more.",
    );
  return responses;
}

async function countStored(
  reader: Reader | null,
  organization: string,
  source: "survey" | "evaluation",
  { from, to }: Interval,
): Promise<ReadonlyMap<string | null, number>> {
  if (!reader) return new Map();
  const rows = await reader.query(answersStored, { organization, source, from: isoTime(from), to: isoTime(to) });
  return new Map(rows.map(({ form_id, n }) => [typeof form_id === "string" ? form_id : null, Number(n)]));
}

/** Interactions that are read again, and surveys that are asked for at the horizon. */
async function costOfSettling(
  reader: Reader,
  organization: string,
  request: SyncRequest,
  now: number,
): Promise<number> {
  const due = await findDueInteractions(reader, organization, request.horizon, now);
  const answers = await findDueAnswers(reader, organization, { ...request, now });
  const overdue = await findOverdueSurveys(reader, organization, request.horizon, now);
  return Math.ceil(due.length / idsPerRequest) + overdue.length + answers.length;
}
