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

/**
 * Characters of documents whose rows are made in one transaction, but for one response that has more, and of those that are in
 * memory together. Of 16 million at once a sync took some 25 MB more; fewer in a transaction would mean more transactions, each
 * with a dozen looks at whole tables.
 */
const maxCharacters = { transaction: 16_000_000, memory: 4_000_000 } as const;

export interface SomeSources extends SourceDocuments {
  readonly keys: readonly ResponseKey[];
  /** Whether something that the rows of a response were made of is not kept any more. */
  readonly isIncomplete: (key: ResponseKey) => boolean;
}

/**
 * Reads the stored documents of these responses and of their interactions, some at a time: of as many responses, from the
 * first on, as the bound on a transaction allows.
 */
export async function* readSourceDocuments(
  reader: Pick<Reader, "query">,
  organization: string,
  wanted: readonly ResponseKey[],
): AsyncGenerator<SomeSources> {
  const chosen = takeWhileFew(await findSources(reader, wanted), maxCharacters.transaction);
  const unlinked = await readUnlinked(reader, organization, chosen);
  for (let left = chosen; left.length > 0; ) {
    const some = takeWhileFew(left, maxCharacters.memory);
    left = left.slice(some.length);
    yield await readSome(reader, organization, some, unlinked);
  }
}

/** Why interactions of these are not there, as JSON by their ids: looked for at once, since it is a look at all documents. */
async function readUnlinked(
  reader: Pick<Reader, "query">,
  organization: string,
  chosen: readonly Sources[],
): Promise<ReadonlyMap<string, string>> {
  const alone = chosen.flatMap((one) => one.alone);
  const parents = (await readArrivals(reader, alone, "organization_id, parent_id")).flatMap(
    ({ organization_id, parent_id }) =>
      organization_id === organization && typeof parent_id === "string" ? [parent_id] : [],
  );
  const wanted = [...new Set(parents)].map((id) => ({ kind: "unlinked" as const, id }));
  const found = await findDocuments(reader, organization, wanted, "json");
  return new Map(found.map(({ id, json }) => [String(id), String(json)]));
}

async function readSome(
  reader: Pick<Reader, "query">,
  organization: string,
  some: readonly Sources[],
  unlinked: ReadonlyMap<string, string>,
): Promise<SomeSources> {
  const keys = some.map(({ key }) => key);
  const names = new Set(keys.flatMap((key) => kindsOf(key).map((kind) => `${kind} ${key.id}`)));
  /** JSON, read when it is asked for: one that cannot be read costs only the responses of its own. */
  const documents = new Map<string, string>();
  const parents = new Set<string>();
  /** The interaction of each document of a response. */
  const parentOf = new Map<string, string>();
  const located = [...new Set(some.flatMap(documentsOf))];
  for (const row of await readArrivals(reader, located, "organization_id, kind, id, parent_id, json")) {
    const { kind, id, parent_id, json } = row;
    const name = `${kind} ${id}`;
    if (row["organization_id"] !== organization || !(names.has(name) || kind === "interaction")) continue;
    documents.set(name, String(json));
    if (kind !== "interaction" && parent_id !== null && parent_id !== undefined) {
      parents.add(String(parent_id));
      parentOf.set(name, String(parent_id));
    }
  }
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
    unlinked: (id) => {
      const json = unlinked.get(id);
      return json === undefined || isEmptied(json)
        ? "The interaction has not been read."
        : readDocument("unlinked", id, json).reason;
    },
  };
}

const kindsOf = ({ source }: ResponseKey): readonly StoredKind[] => [source, `${source}-sighting`];

/** A response, where its documents lie, and those of its interactions. */
interface Sources {
  readonly key: ResponseKey;
  readonly own: readonly Located[];
  readonly interactions: readonly Located[];
  /** Those of its own whose interaction is not stored. */
  readonly alone: readonly Located[];
}

const documentsOf = ({ own, interactions }: Sources): readonly Located[] => [...own, ...interactions];

async function findSources(reader: Pick<Reader, "query">, wanted: readonly ResponseKey[]): Promise<readonly Sources[]> {
  const keysOf = (key: ResponseKey): readonly number[] => kindsOf(key).map((kind) => keyOf(kind, key.id));
  const byKey = (all: readonly Located[]): ReadonlyMap<number, readonly Located[]> => {
    const map = new Map<number, Located[]>();
    for (const one of all) map.set(one.key, [...(map.get(one.key) ?? []), one]);
    return map;
  };
  const found = byKey(await locate(reader, wanted.flatMap(keysOf)));
  const parents = new Set([...found.values()].flat().flatMap(({ parentKey }) => parentKey ?? []));
  const linked = byKey(await locate(reader, [...parents]));
  return wanted.map((key) => {
    const own = keysOf(key).flatMap((one) => found.get(one) ?? []);
    const interactionsOf = ({ parentKey }: Located) => (parentKey === null ? [] : (linked.get(parentKey) ?? []));
    return {
      ...{ key, own, interactions: [...new Set(own.flatMap(interactionsOf))] },
      alone: own.filter((one) => one.parentKey !== null && interactionsOf(one).length === 0),
    };
  });
}

/** The first of these whose documents have no more characters together; at least one. */
function takeWhileFew(sources: readonly Sources[], most: number): readonly Sources[] {
  const counted = new Set<Located>();
  let characters = 0;
  const end = sources.findIndex((one, index) => {
    const more = documentsOf(one).filter((document) => !counted.has(document));
    for (const document of more) counted.add(document);
    characters += more.reduce((sum, { size }) => sum + size, 0);
    return index > 0 && characters > most;
  });
  return end < 0 ? sources : sources.slice(0, end);
}
