import type { Answer, FormVersion, Org } from "../model.ts";
import { createRandom } from "../org/random.ts";
import type { WireVariant } from "../variants.ts";

interface Response<Given extends Answer> {
  readonly id: string;
  readonly formId: string;
  readonly answers: readonly Given[];
}

/**
 * What the routes that read many responses at once (survey aggregates, the evaluation search by question) take for the
 * answers of a response: the answers, unless a variant has those routes be wrong about a form.
 */
export type BulkAnswers = <Given extends Answer>(response: Response<Given>) => readonly Given[];

/** One answer in `wrongOneIn` is another option: seeded, the same whenever it is asked for. */
export function createBulkAnswers(
  org: Org,
  wrongOneIn: number,
  hasVariant: (variant: WireVariant) => boolean,
): BulkAnswers {
  const kinds = [...wrongVariants].flatMap(([variant, kind]) => (hasVariant(variant) ? kind : []));
  const contextIds = kinds.flatMap((kind) => wrongForm(org, kind)?.contextId ?? []);
  const versions = org.forms.filter(({ contextId }) => contextIds.includes(contextId));
  const others = new Map(versions.map((form) => [form.id, otherOptions(form)]));
  return ({ id, formId, answers }) => {
    const other = others.get(formId);
    if (!other) return answers;
    const isWrong = ({ questionId }: Answer) =>
      createRandom(org.seed, "wrong answer", id, questionId).next() < 1 / wrongOneIn;
    return answers.map((answer) => {
      const optionId = other.get(answer.optionId ?? "");
      return optionId !== undefined && isWrong(answer) ? { ...answer, optionId } : answer;
    });
  };
}

const wrongVariants = new Map<WireVariant, FormVersion["kind"]>([
  ["wrong-survey-answers", "survey"],
  ["wrong-evaluation-answers", "evaluation"],
]);

/**
 * The form that the variants are about: the first with a question on satisfaction and without one for text, since answers
 * next to a text are read one by one anyway.
 */
export function wrongForm({ forms }: Pick<Org, "forms">, kind: FormVersion["kind"]): FormVersion | undefined {
  const candidates = forms.filter((form) => form.kind === kind && form.leadContextId !== null);
  return candidates.find((form) => !asksForText(form)) ?? candidates[0] ?? forms.find((form) => form.kind === kind);
}

const asksForText = ({ groups }: FormVersion): boolean =>
  groups.some(({ questions }) => questions.some(({ type }) => type === "freeTextQuestion" || type === "npsQuestion"));

/** The option after each option of a question, after the last one the first. */
function otherOptions({ groups }: FormVersion): ReadonlyMap<string, string> {
  const questions = groups.flatMap((group) => group.questions);
  return new Map(
    questions.flatMap(({ options }) =>
      options.map(({ id }, at) => [id, options[(at + 1) % options.length]?.id ?? id] as const),
    ),
  );
}
