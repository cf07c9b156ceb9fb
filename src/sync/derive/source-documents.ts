import type { EvaluationStub, SurveyStub } from "../../collect/index.ts";
import {
  type AnsweredEvaluation,
  type AnsweredSurvey,
  type InteractionFacts,
  readInteraction,
  type SurveyTotals,
} from "../../csat/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { StoredKind } from "../documents/documents.ts";
import { type ForgottenParts, isEmptied } from "../documents/emptied.ts";
import { readDocument, type StoredDocuments } from "../documents/kept-fields.ts";
import { findDocuments, keyOf, type Located, locate, readArrivals } from "../documents/lookup.ts";

export interface ResponseKey {
  readonly source: "survey" | "evaluation";
  readonly id: string;
}

/** Everything that is stored of some responses. Each throws DecodeError where a stored document cannot be read. */
export interface SourceDocuments {
  readonly survey: (id: string) => AnsweredSurvey | null;
  readonly evaluation: (id: string) => AnsweredEvaluation | null;
  readonly surveyStub: (id: string) => SurveyStub | null;
  readonly evaluationStub: (id: string) => EvaluationStub | null;
  /** What its interaction shows of it. */
  readonly surveyTotals: (id: string, interactionId: string | null) => SurveyTotals | null;
  readonly interaction: (id: string | null) => InteractionFacts | null;
  /** Why an interaction is not there, as a sentence. */
  readonly unlinked: (id: string) => string;
  /** What is not kept of a response any more of which no document is; null where it is, or none ever came. */
  readonly forgotten: (key: ResponseKey) => ForgottenParts | null;
  /** Whether the document of an interaction is not kept any more. */
  readonly isForgotten: (interactionId: string | null) => boolean;
}

/** Characters of documents that are in memory together, but for one response that has more. */
const maxCharacters = 8_000_000;

/**
 * Reads the stored documents of these responses and of their interactions: of as many responses, from the first on, as
 * the bound on document sizes allows. `keys` of the result are these.
 */
export async function readSourceDocuments(
  reader: Pick<Reader, "query">,
  organization: string,
  wanted: readonly ResponseKey[],
): Promise<
  SourceDocuments & {
    readonly keys: readonly ResponseKey[];
    /** Whether something that the rows of a response were made of is not kept any more. */
    readonly isIncomplete: (key: ResponseKey) => boolean;
  }
> {
  const { keys, located } = await choose(reader, wanted);
  const names = new Set(keys.flatMap((key) => kindsOf(key).map((kind) => `${kind} ${key.id}`)));
  /** JSON, read when it is asked for: one that cannot be read costs only the responses of its own. */
  const documents = new Map<string, string>();
  const parents = new Set<string>();
  /** The interaction of each document of a response. */
  const parentOf = new Map<string, string>();
  const interactions = new Set<string>();
  for (const row of await readArrivals(reader, located, "organization_id, kind, id, parent_id, json")) {
    const { kind, id, parent_id, json } = row;
    const name = `${kind} ${id}`;
    if (row["organization_id"] !== organization || !(names.has(name) || kind === "interaction")) continue;
    documents.set(name, String(json));
    if (kind === "interaction") interactions.add(String(id));
    else if (parent_id !== null && parent_id !== undefined) {
      parents.add(String(parent_id));
      parentOf.set(name, String(parent_id));
    }
  }
  const unlinked = [...parents].filter((id) => !interactions.has(id)).map((id) => ({ kind: "unlinked" as const, id }));
  for (const { kind, id, json } of await findDocuments(reader, organization, unlinked, "json"))
    documents.set(`${kind} ${id}`, String(json));

  const find = <Kind extends StoredKind>(kind: Kind, id: string): StoredDocuments[Kind] | null => {
    const json = documents.get(`${kind} ${id}`);
    return json === undefined || isEmptied(json) ? null : readDocument(kind, id, json);
  };
  const isGone = (kind: StoredKind, id: string): boolean => isEmptied(documents.get(`${kind} ${id}`) ?? "");
  const linked = new Map<string, InteractionFacts | null>();
  const link = (id: string | null): InteractionFacts | null => {
    const known = linked.get(id ?? "");
    if (known !== undefined) return known;
    const wire = id !== null && parents.has(id) ? find("interaction", id) : null;
    const read = wire && readInteraction(wire);
    linked.set(id ?? "", read);
    return read;
  };
  return {
    survey: (id) => find("survey", id),
    evaluation: (id) => find("evaluation", id),
    surveyStub: (id) => find("survey-sighting", id),
    evaluationStub: (id) => find("evaluation-sighting", id),
    keys,
    isIncomplete: (key) =>
      kindsOf(key).some((kind) => {
        const name = `${kind} ${key.id}`;
        return isGone(kind, key.id) || isGone("interaction", parentOf.get(name) ?? "");
      }),
    surveyTotals: (id, interactionId) =>
      link(interactionId)?.surveys.findLast(({ surveyId }) => surveyId === id) ?? null,
    interaction: link,
    isForgotten: (id) => id !== null && parents.has(id) && isGone("interaction", id),
    forgotten({ source, id }) {
      const own = documents.get(`${source} ${id}`);
      if (own !== undefined) return isEmptied(own) ? (readDocument(source, id, own).forgotten ?? {}) : null;
      const interaction = documents.get(`interaction ${parentOf.get(`${source}-sighting ${id}`)}`) ?? "";
      return isEmptied(interaction) ? (readDocument("interaction", id, interaction).forgotten ?? {}) : null;
    },
    unlinked: (id) => find("unlinked", id)?.reason ?? "The interaction has not been read.",
  };
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
