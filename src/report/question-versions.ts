import { ask, type Filter, type Grouping, groupedBy } from "../metrics/index.ts";
import type { Reader } from "../warehouse/index.ts";

/** The questions that were answered in a period, version by version. */
export const readQuestions = (reader: Reader, filter: Filter, signal?: AbortSignal, by: Grouping | null = null) =>
  ask(reader, "questions", { filter, by, signal });

export type QuestionVersion = Awaited<ReturnType<typeof readQuestions>>[number];

/** A question that became another one: its text, its options or its scale. */
export interface Break {
  /** When the first answer to the later version came. */
  readonly at: number;
  readonly text: string;
}

/** Those that the numbers are about: the questions that were asked for, else the leads. */
export const counted = (versions: readonly QuestionVersion[], filter: Filter): readonly QuestionVersion[] =>
  versions.filter((one) => isWanted(one, filter) ?? one.lead);

/** The same of the NPS: the questions that were asked for, else all. */
export const countedNps = (versions: readonly QuestionVersion[], filter: Filter): readonly QuestionVersion[] =>
  versions.filter((one) => one.role === "nps" && (isWanted(one, filter) ?? true));

/** Null where no question was asked for. */
const isWanted = ({ question_id: id }: QuestionVersion, { questions = [] }: Filter): boolean | null =>
  questions.length === 0 ? null : questions.some((one) => one.toLowerCase() === id?.toLowerCase());

/** Of the questions that a number covers: those that were ever asked on a scale of its length; null where it takes any. */
export function breaksOf(versions: readonly QuestionVersion[], points: number | null): readonly Break[] {
  const covered = new Set(
    versions.filter((one) => points === null || one.points === points).map(({ question_id }) => question_id),
  );
  const own = versions.filter(({ first_answer, question_id }) => first_answer !== null && covered.has(question_id));
  return [...groupedBy(own, ({ question_id }) => question_id).values()].flatMap((same) => {
    const inOrder = same.toSorted((a, b) => timeOf(a) - timeOf(b));
    return inOrder.flatMap((version, index) => {
      const before = inOrder[index - 1];
      const unchanged = !before || (asked(before) === asked(version) && before.points === version.points);
      return unchanged ? [] : [{ at: timeOf(version), text: version.text ?? "" }];
    });
  });
}

/** What each version of a form asked, of the questions that the numbers are about: answers to one wording are alike, those to two are not. */
export const wordings = (versions: readonly QuestionVersion[]): ReadonlyMap<string | null, string> =>
  new Map(versions.map((version) => [version.form_id, asked(version)] as const));

const timeOf = ({ first_answer }: QuestionVersion): number => Date.parse(first_answer ?? "");
const asked = ({ text, options }: QuestionVersion): string => JSON.stringify([text, options]);
