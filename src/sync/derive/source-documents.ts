import { readTime } from "../../base/index.ts";
import type { EvaluationStub, SurveyStub } from "../../collect/index.ts";
import { type InteractionFacts, readInteraction, readSurveyStatus } from "../../csat/index.ts";
import {
  conversation,
  decode,
  endpoints,
  evaluation,
  survey,
  type WireEvaluation,
  type WireSurvey,
} from "../../genesys/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { StoredKind } from "../documents/documents.ts";
import { findDocuments, keyOf, type Located, locate, readArrivals } from "../documents/lookup.ts";

export interface ResponseKey {
  readonly source: "survey" | "evaluation";
  readonly id: string;
}

/** What a survey's totals in its interaction add to what sweeps said of it. */
export interface SurveyTotals {
  readonly status: string | null;
  readonly type: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly completed: number | null;
}

/** Everything that is stored of some responses. Each throws DecodeError where what is stored cannot be read. */
export interface SourceDocuments {
  readonly survey: (id: string) => WireSurvey | null;
  readonly evaluation: (id: string) => WireEvaluation | null;
  readonly surveyStub: (id: string) => SurveyStub | null;
  readonly evaluationStub: (id: string) => EvaluationStub | null;
  /** What its interaction says of it. */
  readonly surveyTotals: (id: string, interactionId: string | null) => SurveyTotals | null;
  readonly interaction: (id: string | null) => InteractionFacts | null;
  /** Why an interaction is not there, as a sentence. */
  readonly unlinked: (id: string | null) => string;
}

/** Characters of documents that are in memory together, but for one response that has more. */
const maxCharacters = 16_000_000;

/**
 * Reads what is stored of these responses and of their interactions: of as many of them, from the first on, as their
 * documents are not too much for. `keys` of the answer are these.
 */
export async function readSourceDocuments(
  reader: Pick<Reader, "query">,
  organization: string,
  wanted: readonly ResponseKey[],
): Promise<SourceDocuments & { readonly keys: readonly ResponseKey[] }> {
  const { keys, located } = await choose(reader, wanted);
  const names = new Set(keys.flatMap((key) => kindsOf(key).map((kind) => `${kind} ${key.id}`)));
  const documents = new Map<string, unknown>();
  const parents = new Set<string>();
  const interactions = new Set<string>();
  for (const row of await readArrivals(reader, located, "organization_id, kind, id, parent_id, json")) {
    const { kind, id, parent_id, json } = row;
    const name = `${kind} ${id}`;
    if (row["organization_id"] !== organization || !(names.has(name) || kind === "interaction")) continue;
    documents.set(name, JSON.parse(String(json)));
    if (kind === "interaction") interactions.add(String(id));
    else if (parent_id !== null && parent_id !== undefined) parents.add(String(parent_id));
  }
  const unlinked = [...parents].filter((id) => !interactions.has(id)).map((id) => ({ kind: "unlinked" as const, id }));
  for (const { kind, id, json } of await findDocuments(reader, organization, unlinked, "json"))
    documents.set(`${kind} ${id}`, JSON.parse(String(json)));

  const linked = new Map<string, Linked | null>();
  /** Read when it is asked for: one that cannot be read costs only the responses of its own. */
  const link = (id: string): Linked | null => {
    const known = linked.get(id);
    if (known !== undefined) return known;
    const document = documents.get(`interaction ${id}`);
    const read = document === undefined || !parents.has(id) ? null : readLinked(document, id);
    linked.set(id, read);
    return read;
  };
  const find = <One>(kind: string, id: string): One | null =>
    (documents.get(`${kind} ${id}`) as One | undefined) ?? null;
  const decoded = <One>(kind: "survey" | "evaluation", id: string, schema: typeof survey | typeof evaluation) => {
    const document = documents.get(`${kind} ${id}`);
    const endpoint = kind === "survey" ? endpoints.survey : endpoints.evaluation;
    return document === undefined ? null : (decode<unknown>(schema, document, { endpoint, id }) as One);
  };
  return {
    survey: (id) => decoded<WireSurvey>("survey", id, survey),
    evaluation: (id) => decoded<WireEvaluation>("evaluation", id, evaluation),
    surveyStub: (id) => find<SurveyStub>("survey-sighting", id),
    evaluationStub: (id) => find<EvaluationStub>("evaluation-sighting", id),
    keys,
    surveyTotals: (id, interactionId) =>
      interactionId === null ? null : (link(interactionId)?.totals.get(id) ?? null),
    interaction: (id) => (id === null ? null : (link(id)?.facts ?? null)),
    unlinked: (id) =>
      (id === null ? null : find<{ readonly reason: string }>("unlinked", id)?.reason) ??
      (id === null ? "The response does not name its interaction." : "The interaction has not been read."),
  };
}

interface Linked {
  readonly facts: InteractionFacts;
  readonly totals: ReadonlyMap<string, SurveyTotals>;
}

function readLinked(document: unknown, id: string): Linked {
  const wire = decode(conversation, document, { endpoint: endpoints.conversationDetails, id });
  const totals = new Map<string, SurveyTotals>();
  for (const { surveyId, surveyType: type = null, ...row } of wire.surveys ?? []) {
    const completed = readTime(row.surveyCompletedDate);
    const status = readSurveyStatus(row.surveyStatus, completed !== null);
    if (surveyId) totals.set(surveyId, { status, type, completed });
  }
  return { facts: readInteraction(wire), totals };
}

const kindsOf = ({ source }: ResponseKey): readonly StoredKind[] => [source, `${source}-sighting`];

/** As many responses as their documents, and their interactions', are not too much for, and where all of these lie. */
async function choose(
  reader: Pick<Reader, "query">,
  wanted: readonly ResponseKey[],
): Promise<{ readonly keys: readonly ResponseKey[]; readonly located: readonly Located[] }> {
  const keysOf = (key: ResponseKey): readonly number[] => kindsOf(key).map((kind) => keyOf(kind, key.id));
  const byKey = (all: readonly Located[]): ReadonlyMap<number, readonly Located[]> => {
    const map = new Map<number, Located[]>();
    for (const one of all) map.set(one.key, [...(map.get(one.key) ?? []), one]);
    return map;
  };
  const own = byKey(await locate(reader, wanted.flatMap(keysOf)));
  const parents = new Set([...own.values()].flat().flatMap(({ parentKey }) => parentKey ?? []));
  const interactions = byKey(await locate(reader, [...parents]));
  const keys: ResponseKey[] = [];
  const located = new Set<Located>();
  let characters = 0;
  for (const key of wanted) {
    const documents = keysOf(key).flatMap((one) => own.get(one) ?? []);
    const linked = documents.flatMap(({ parentKey }) =>
      parentKey === null ? [] : (interactions.get(parentKey) ?? []),
    );
    const more = [...new Set([...documents, ...linked])].filter((one) => !located.has(one));
    const size = more.reduce((sum, one) => sum + one.size, 0);
    if (keys.length > 0 && characters + size > maxCharacters) break;
    for (const one of more) located.add(one);
    characters += size;
    keys.push(key);
  }
  return { keys, located: [...located] };
}
