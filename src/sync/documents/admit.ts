import { isRecord, readJson, textOf } from "../../base/index.ts";
import type { Problem } from "../../collect/index.ts";
import type { Row } from "../../warehouse/index.ts";
import { sourceOf } from "./documents.ts";
import type { Erasures } from "./erasures.ts";
import type { Arrival } from "./kept-document.ts";
import { withoutErasedPeople } from "./people-in-documents.ts";

/** Documents that may be stored, and what is known from the others. */
export interface Admitted {
  readonly arrivals: readonly Arrival[];
  /** Interactions of erased customers: something of them may be stored, since responses come before their interactions. */
  readonly erased: readonly Response[];
  /** Of things that were not known to be erased. */
  readonly marks: readonly Row[];
}

interface Response {
  readonly interactionId: string;
  readonly responses: readonly { readonly source: "survey" | "evaluation"; readonly id: string }[];
}

type Named = Pick<Arrival, "kind" | "id" | "parentId">;

/** Leaves out documents of what was erased, and people who were. */
export function admit(arrivals: readonly Arrival[], erasures: Erasures): Admitted {
  const marks: (Row | null)[] = [];
  const erased: Response[] = [];
  for (const { kind, id, kept } of arrivals) {
    if (kind !== "interaction" || kept === null || !isOfCustomer(kept.document, erasures)) continue;
    marks.push(erasures.add("interaction", id));
    const responses = responsesOf(kept.document);
    for (const response of responses) marks.push(erasures.add(response.source, response.id));
    erased.push({ interactionId: id, responses });
  }
  const admitted = arrivals.flatMap((arrival): Arrival[] => {
    if (!isErased(arrival, erasures)) return [withoutPeople(arrival, erasures)];
    const source = sourceOf[arrival.kind];
    // Its next document may not say what it belongs to.
    if (source) marks.push(erasures.add(source, arrival.id));
    return [];
  });
  return { arrivals: admitted, erased, marks: marks.filter((row) => row !== null) };
}

/** Whether a document is of something that was erased, by its ids. */
export function isErased({ kind, id, parentId }: Named, erasures: Erasures): boolean {
  if (kind === "interaction" || kind === "unlinked") return erasures.has("interaction", id);
  if (kind === "user") return erasures.has("agent", id);
  const source = sourceOf[kind];
  if (source === undefined) return false;
  return erasures.has(source, id) || (parentId !== null && erasures.has("interaction", parentId));
}

/** Whether a customer who was erased took part in a stored interaction. */
export function isOfCustomer(document: unknown, erasures: Erasures): boolean {
  if (!erasures.hasAny("customer") || !isRecord(document)) return false;
  const { addresses } = document;
  return (
    Array.isArray(addresses) && addresses.some((hash) => typeof hash === "string" && erasures.has("customer", hash))
  );
}

/** The responses that an interaction lists. */
export function responsesOf(document: unknown): Response["responses"] {
  if (!isRecord(document)) return [];
  const listed = (field: string, idField: string): string[] => {
    const rows = document[field];
    return Array.isArray(rows) ? rows.flatMap((row) => textOf(row, idField) ?? []) : [];
  };
  return [
    ...listed("surveys", "surveyId").map((id) => ({ source: "survey" as const, id })),
    ...listed("evaluations", "evaluationId").map((id) => ({ source: "evaluation" as const, id })),
  ];
}

/** What an erased person is replaced within: an interaction, by whichever of its documents. */
export const scopeOf = ({
  kind,
  id,
  parentId,
}: {
  readonly kind: string;
  readonly id: string;
  readonly parentId: string | null;
}): string => (kind === "interaction" ? id : (parentId ?? id));

function withoutPeople(arrival: Arrival, erasures: Erasures): Arrival {
  const { kept } = arrival;
  if (kept === null) return arrival;
  const document = withoutErasedPeople(kept.document, scopeOf(arrival), erasures);
  return document === kept.document
    ? arrival
    : { ...arrival, kept: { ...kept, document, json: JSON.stringify(document) } };
}

/** The JSON of a problem without erased people; undefined where the problem is of something that was erased. */
export function admitProblem(
  { kind, id }: Pick<Problem, "kind" | "id">,
  json: string | null,
  erasures: Erasures,
): string | null | undefined {
  const document = json === null ? null : readJson(json);
  const conversation = isRecord(document) ? textOf(document["conversation"], "id") : null;
  if (kind === "survey" || kind === "evaluation" || kind === "interaction") {
    if (isErased({ kind, id, parentId: conversation }, erasures) || isOfCustomer(document, erasures)) return undefined;
  }
  if (json === null) return null;
  return JSON.stringify(withoutErasedPeople(document, scopeOf({ kind, id, parentId: conversation }), erasures));
}
