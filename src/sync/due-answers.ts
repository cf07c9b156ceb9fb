import { isoTime } from "../base/index.ts";
import {
  chunks,
  isPartial,
  type Source,
  type SurveyStub,
  whyNotAnswered,
  withoutInteractions,
} from "../collect/index.ts";
import { statusOfEvaluation, statusOfSurvey } from "../csat/index.ts";
import type { Reader } from "../warehouse/index.ts";
import type { SyncContext } from "./context.ts";
import { linkAndName } from "./link.ts";
import { readSql } from "./sql.ts";
import { readEvaluations } from "./sweeps/read-evaluations.ts";
import { readAnswers } from "./sweeps/survey-sweep.ts";

/*
 * A listing is believed for the responses it lists, never for answers: a response that is listed as answered stays due
 * until its own document has shown them. So a document that was cut short, refused, answered by a cache or read too
 * early is asked for again.
 */

const due = readSql("answers-due");
const missing = readSql("answers-missing");

type Kind = "survey" | "evaluation";
const kinds = { surveys: "survey", evaluations: "evaluation" } as const satisfies Record<Source, Kind>;

interface Due {
  readonly kind: Kind;
  readonly id: string;
}

interface DueOptions {
  readonly sources: readonly Source[];
  /** How long after its first failure an answer is asked for. Milliseconds. */
  readonly horizon: number;
  readonly now: number;
}

/** Responses whose documents a sync asks for. */
export async function findDueAnswers(
  reader: Pick<Reader, "query">,
  organization: string,
  { sources, horizon, now }: DueOptions,
): Promise<readonly Due[]> {
  const rows = await reader.query(due, {
    organization,
    sources: sources.map((source) => kinds[source]),
    now: isoTime(now),
    horizon: isoTime(now - horizon),
  });
  return rows.map(({ source, id }) => ({ kind: source === "survey" ? "survey" : "evaluation", id: String(id) }));
}

/** Responses in memory together. */
const batchSize = 1_000;

/** Asks for every document that is due, once; a missing one stays due. */
export async function readDueAnswers(context: SyncContext): Promise<void> {
  const { warehouse, store, clock, request, horizon } = context;
  const all = await findDueAnswers(warehouse, store.organizationId, {
    sources: request.sources,
    horizon,
    now: clock.now(),
  });
  const failed = new Set(context.findings.report().problems.map(({ kind, id }) => `${kind} ${id}`));
  for (const source of readable(context)) {
    const kind = kinds[source];
    // What failed in this run has had its turn.
    const ids = all.flatMap((one) => (one.kind === kind && !failed.has(`${kind} ${one.id}`) ? [one.id] : []));
    try {
      for (const chunk of chunks(ids, batchSize)) await read[kind](context, chunk);
    } catch (error) {
      if (!isPartial(error)) throw error;
      context.findings.miss(`Answers that were missing could not be asked for again. ${error.message}`);
    }
  }
}

/** A source that was skipped is named as a whole, not response by response. */
export function readable({ request, findings }: SyncContext): ReadonlySet<Source> {
  const skipped = new Set(findings.report().skipped.map(({ source }) => source));
  return new Set(request.sources.filter((source) => !skipped.has(source)));
}

const read = {
  async survey(context: SyncContext, ids: readonly string[]): Promise<void> {
    const seen = new Map<string, SurveyStub>();
    for (const [id, stub] of await context.store.read("survey-sighting", ids)) if (!stub.deleted) seen.set(id, stub);
    for (const id of seen.keys()) context.findings.solve("survey", id);
    // One by one: the surveys of an interaction come together from another cache than a survey by itself.
    const alone = [...seen].map(([surveyId, { conversationId }]) => ({
      ...{ surveyId, conversationId, formId: null, queueId: null, isAlone: true },
    }));
    await readAnswers(withoutInteractions(context), seen, alone);
  },
  async evaluation(context: SyncContext, ids: readonly string[]): Promise<void> {
    const stubs = await context.store.read("evaluation-sighting", ids);
    const tasks = [...stubs].map(([id, stub]) => ({ kind: "evaluation" as const, id, stub }));
    for (const { id } of tasks) context.findings.solve("evaluation", id);
    const evaluations = await readEvaluations(context, tasks);
    await linkAndName(
      withoutInteractions(context),
      tasks.map(({ stub }) => stub.conversationId),
      { evaluations },
    );
  },
};

/** At the end of a run: reports every response that was found and is missing, each with its reason. */
export async function nameMissing(context: SyncContext): Promise<void> {
  const { warehouse, store, findings } = context;
  const rows = await warehouse.query(missing, { organization: store.organizationId });
  const named = new Set(findings.report().problems.map(({ kind, id }) => `${kind} ${id}`));
  for (const source of readable(context)) {
    const kind = kinds[source];
    const ids = rows.flatMap(({ source: of, id }) =>
      of === kind && !named.has(`${kind} ${String(id)}`) ? [String(id)] : [],
    );
    const statuses =
      kind === "survey"
        ? mapValues(await store.read(kind, ids), statusOfSurvey)
        : mapValues(await store.read(kind, ids), statusOfEvaluation);
    for (const id of ids) findings.problem(kind, id, whyMissing(statuses.get(id)));
  }
}

const mapValues = <From, To>(map: ReadonlyMap<string, From>, change: (value: From) => To): ReadonlyMap<string, To> =>
  new Map([...map].map(([id, value]) => [id, change(value)]));

/** @param status of its document; undefined where none has come */
const whyMissing = (status: string | null | undefined): string =>
  status === undefined ? "Genesys lists it as answered, and its document has not come yet." : whyNotAnswered(status);
