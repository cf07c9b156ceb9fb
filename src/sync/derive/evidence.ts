import { readTime } from "../../base/index.ts";
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
import { findDocuments } from "../documents/lookup.ts";
import type { EvaluationSighting, SurveySighting } from "../documents/sightings.ts";

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

/** Everything that is stored of some responses. */
export interface Evidence {
  readonly survey: (id: string) => WireSurvey | null;
  readonly evaluation: (id: string) => WireEvaluation | null;
  readonly surveySighting: (id: string) => SurveySighting | null;
  readonly evaluationSighting: (id: string) => EvaluationSighting | null;
  readonly surveyTotals: (id: string) => SurveyTotals | null;
  readonly interaction: (id: string | null) => InteractionFacts | null;
  /** Why an interaction is not there, as a sentence. */
  readonly unlinked: (id: string | null) => string;
}

/** Reads what is stored of these responses and of their interactions. */
export async function readEvidence(
  reader: Pick<Reader, "query">,
  organization: string,
  keys: readonly ResponseKey[],
): Promise<Evidence> {
  const documents = new Map<string, unknown>();
  const parents = new Set<string>();
  const read = async (kinds: readonly StoredKind[], ids: readonly string[]): Promise<void> => {
    const wanted = ids.flatMap((id) => kinds.map((kind) => ({ kind, id })));
    for (const { kind, id, parent_id, json } of await findDocuments(reader, organization, wanted, "parent_id, json")) {
      documents.set(`${kind} ${id}`, JSON.parse(String(json)));
      if (parent_id !== null && parent_id !== undefined) parents.add(String(parent_id));
    }
  };
  for (const source of ["survey", "evaluation"] as const) {
    const ids = keys.filter((key) => key.source === source).map(({ id }) => id);
    await read([source, `${source}-sighting`], ids);
  }
  await read(["interaction", "unlinked"], [...parents]);

  const interactions = new Map<string, InteractionFacts>();
  const totals = new Map<string, SurveyTotals>();
  for (const id of parents) {
    const document = documents.get(`interaction ${id}`);
    if (document === undefined) continue;
    const wire = decode(conversation, document, { endpoint: endpoints.conversationDetails, id });
    interactions.set(id, readInteraction(wire));
    for (const row of wire.surveys ?? []) {
      const { surveyId, surveyType: type = null } = row;
      const completed = readTime(row.surveyCompletedDate);
      const status = readSurveyStatus(row.surveyStatus, completed !== null);
      if (surveyId) totals.set(surveyId, { status, type, completed });
    }
  }
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
    surveySighting: (id) => find<SurveySighting>("survey-sighting", id),
    evaluationSighting: (id) => find<EvaluationSighting>("evaluation-sighting", id),
    surveyTotals: (id) => totals.get(id) ?? null,
    interaction: (id) => (id === null ? null : (interactions.get(id) ?? null)),
    unlinked: (id) =>
      (id === null ? null : find<{ readonly reason: string }>("unlinked", id)?.reason) ??
      (id === null ? "The response does not name its interaction." : "The interaction has not been read."),
  };
}
