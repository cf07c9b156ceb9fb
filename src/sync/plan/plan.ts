import { type Interval, isoTime, systemClock } from "../../base/index.ts";
import {
  createFindings,
  createForms,
  createServerClock,
  defaultRequest,
  type FetchContext,
  idsPerRequest,
  isPartial,
  type Report,
  requestsPerMinute,
  type Source,
} from "../../collect/index.ts";
import type { Genesys, Spent } from "../../genesys/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import { findDueAnswers } from "../due-answers.ts";
import { askOrganization, checkJoins, type Organization } from "../organization.ts";
import { findDueInteractions, findOverdueSurveys } from "../re-read.ts";
import type { SyncOptions, SyncRequest } from "../request.ts";
import { byServer, chooseSince, storedSince } from "../since.ts";
import { readSql } from "../sql.ts";
import { costOfHandled } from "../sweeps/handled.ts";
import { readCoverage, readOpen } from "../sweeps/windows.ts";
import { planEvaluations } from "./evaluations.ts";
import { planNewlySelected } from "./labelled.ts";
import type { Cost, Planning } from "./planning.ts";
import { planSurveys } from "./surveys.ts";

/** What a sync would read and spend. */
export interface SyncPlan extends Report {
  readonly organization: Organization;
  /** From when on it would know things, ISO 8601. */
  readonly since: string;
  /** Answers that it would read, one request each; null where that is unknown. */
  readonly surveys: number | null;
  /** The same of evaluations. */
  readonly evaluations: number | null;
  /** The requests it would spend; a lower bound where one of them is unknown. */
  readonly requests: number;
  /** Minutes that these take at the client's allowance. */
  readonly minutes: number;
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
  const organization = await askOrganization(genesys, signal);
  if (reader) await checkJoins(reader, organization, request);
  const clock = createServerClock(genesys, ours);
  const now = clock.now();
  const before = reader ? await storedSince(reader, organization.id) : null;
  const wanted = { from: chooseSince(byServer(request.since, ours.now() - now), before, now), to: now };
  const findings = createFindings();
  const context: FetchContext = {
    ...{ genesys, findings, clock, signal, count: () => {} },
    request: defaultRequest(wanted, { ...request.definition, sources: request.sources }),
  };
  const planning: Planning = {
    context,
    request,
    forms: createForms(context),
    open: async (source) => (reader ? readOpen(reader, organization.id, source, wanted) : [wanted]),
    stored: {
      survey: (window) => countStored(reader, organization.id, "survey", window),
      evaluation: (window) => countStored(reader, organization.id, "evaluation", window),
    },
  };
  const costs = { surveys: planSurveys, evaluations: planEvaluations };
  const answers: Record<Source, number | null> = { surveys: 0, evaluations: 0 };
  let requests = before === null ? handful : 0;
  if (reader && before !== null) requests += again + (await costOfSettling(reader, organization.id, request, now));
  if (request.sources.includes("surveys")) {
    requests += costOfHandled(reader ? await readCoverage(reader, organization.id, "handled") : [], wanted);
  }
  let labelled: Cost = { answers: 0, requests: 0 };
  if (reader && request.sources.includes("evaluations")) {
    const { definition } = request;
    const open = await planning.open("evaluations");
    const looking = { context, reader, organization: organization.id, definition, forms: planning.forms, open };
    labelled = await planNewlySelected(looking);
  }
  requests += labelled.answers + labelled.requests;
  for (const source of new Set(request.sources)) {
    try {
      const cost = await costs[source](planning);
      answers[source] = cost.answers;
      requests += cost.answers + cost.requests;
    } catch (error) {
      if (!isPartial(error)) throw error;
      answers[source] = null;
      findings.note(`How many ${source} there are to read is not known: ${error.message}`);
    }
  }
  if (answers.evaluations !== null) answers.evaluations += labelled.answers;
  const spent = genesys.spent();
  const minutes = requests / (spent.allowed ?? requestsPerMinute);
  return { ...findings.report(), organization, since: isoTime(wanted.from), ...answers, requests, minutes, spent };
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
