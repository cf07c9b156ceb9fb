import { readTime } from "../base/index.ts";
import { contextOf, type Form, readForm, type ScoreSettings, withScoredQuestions } from "../csat/index.ts";
import {
  decode,
  type Endpoint,
  endpoints,
  evaluationForm,
  surveyForm,
  type WireEvaluation,
  type WireForm,
  type WireSurvey,
} from "../genesys/index.ts";

export type FormKind = Form["kind"];

/** How forms of each kind are listed and read. */
export const formRoutes = {
  survey: {
    schema: surveyForm,
    listing: endpoints.surveyForms,
    single: endpoints.surveyForm,
    bulk: endpoints.surveyFormsBulk,
    versions: endpoints.surveyFormVersions,
  },
  evaluation: {
    schema: evaluationForm,
    listing: endpoints.evaluationForms,
    single: endpoints.evaluationForm,
    bulk: endpoints.evaluationFormsBulk,
    versions: endpoints.evaluationFormVersions,
  },
} as const;

/** One form version with its questions and its source. */
export interface FormVersion {
  readonly form: Form;
  /** As in the form, `en-US`; forms of evaluations have none. */
  readonly language: string | null;
  readonly published: boolean | null;
  /** Milliseconds since 1970 UTC. */
  readonly modified: number | null;
}

/**
 * Reads one form version, from any endpoint; null where it comes without questions, as in a listing. Throws
 * DecodeError.
 */
export function readFormVersion(
  kind: FormKind,
  document: unknown,
  scores: ScoreSettings,
  endpoint: Endpoint<unknown> = formRoutes[kind].bulk,
): FormVersion | null {
  const wire = decode<WireForm>(formRoutes[kind].schema, document, { endpoint });
  if (!wire.questionGroups) return null;
  return {
    form: readForm(wire, kind, scores),
    language: "language" in wire ? (wire.language ?? null) : null,
    published: wire.published ?? null,
    modified: readTime(wire.modifiedDate),
  };
}

/** A response with the form version that it names and the scores of its questions. */
export interface Scored {
  readonly id: string;
  readonly formId: string | null | undefined;
  readonly scores: Parameters<typeof withScoredQuestions>[1];
}

/** A response as far as its form is completed by it. */
export const scoredSurvey = ({ id, surveyForm, answers }: WireSurvey): Scored => ({
  ...{ id, formId: surveyForm?.id, scores: answers?.questionGroupScores },
});
export const scoredEvaluation = ({ id, evaluationForm, answers }: WireEvaluation): Scored => ({
  ...{ id, formId: evaluationForm?.id, scores: answers?.questionGroupScores },
});

/** The form versions that are known. */
export function createFormVersions() {
  const known = new Map<string, FormVersion>();
  const get = (id: string | null | undefined): Form | null => (id ? (known.get(id)?.form ?? null) : null);
  const ofContext = (context: string): FormVersion[] =>
    [...known.values()].filter(({ form }) => contextOf(form) === context);
  return {
    add: (version: FormVersion): void => void known.set(version.form.id, version),
    get,
    all: (): FormVersion[] => [...known.values()],
    /** The known versions of a form, by what all of them share. */
    oldestFirst: (context: string): Form[] =>
      ofContext(context)
        .sort((a, b) => (a.modified ?? 0) - (b.modified ?? 0))
        .map(({ form }) => form),
    /** The form version that a response names, with the questions of other versions that it was scored by. */
    scored: ({ formId, scores }: Pick<Scored, "formId" | "scores">): Form | null => {
      const form = get(formId);
      return form && withScoredQuestions(form, scores, () => ofContext(contextOf(form)).map((other) => other.form));
    },
  };
}
