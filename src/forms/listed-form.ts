import type { FormKind, FormVersion } from "../collect/index.ts";
import { chooseLead, contextOf, type Lead, type Question, type ScoreSettings } from "../csat/index.ts";
import type { AnswerCounts } from "./answer-counts.ts";
import type { FormEntry } from "./versions.ts";

/** A question of a form across its published versions, as the newest version that has it asks it. */
export interface ListedQuestion extends Question {
  /** The id that settings use for it: its context id, or its id where it has none. */
  readonly key: string;
  /** Its id in each version that has it, oldest first. */
  readonly versionIds: readonly string[];
  /** False where the newest version no longer asks it. */
  readonly asked: boolean;
  readonly isLead: boolean;
  /** How often it was answered in the range; null where that is not known. */
  readonly answered: number | null;
}

/** One published form with its questions. */
export interface ListedForm {
  readonly kind: FormKind;
  readonly contextId: string;
  /** Of its newest version. */
  readonly name: string | null;
  /** Languages of its versions, once each. */
  readonly languages: readonly string[];
  /** Published versions, oldest first. */
  readonly versions: readonly { readonly id: string; readonly modified: number }[];
  readonly lead: Lead;
  /** In the order of the newest version; those that it no longer asks last. */
  readonly questions: readonly ListedQuestion[];
  /** Genesys withholds parts of it from this client. */
  readonly redacted: boolean;
}

/** One form out of its versions that could be read, oldest first; at least one. */
export function makeForm(
  { kind, contextId, name, versions }: FormEntry,
  read: readonly FormVersion[],
  counts: AnswerCounts,
  scores: ScoreSettings,
): ListedForm {
  const forms = read.map(({ form }) => form);
  const newest = forms.at(-1);
  const lead = chooseLead(forms, scores);
  const byKey = new Map<string, Question[]>();
  // Newest first, so that its order leads.
  for (const form of forms.toReversed()) {
    for (const question of form.questions) {
      byKey.set(contextOf(question), [question, ...(byKey.get(contextOf(question)) ?? [])]);
    }
  }
  const questions = [...byKey].flatMap(([key, ofVersions]): ListedQuestion[] => {
    const current = ofVersions.at(-1);
    if (!current) return [];
    const versionIds = ofVersions.map(({ id }) => id);
    return [
      {
        ...current,
        key,
        versionIds,
        asked: newest?.questions.some(({ id }) => id === current.id) === true,
        isLead: lead.contextId === key,
        answered: counts.of([...new Set([key, ...versionIds])]),
      },
    ];
  });
  const languages = [...new Set(read.flatMap(({ language }) => language ?? []))];
  const redacted = forms.some((form) => form.redacted);
  return { kind, contextId, name: newest?.name ?? name, languages, versions, lead, questions, redacted };
}
