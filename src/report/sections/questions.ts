import { ask, type Filter, groupedBy } from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";

/** The questions that were answered in a period, version by version. */
export const readQuestions = (reader: Reader, filter: Filter, signal?: AbortSignal) =>
  ask(reader, "questions", { filter, signal });

export type QuestionVersion = Awaited<ReturnType<typeof readQuestions>>[number];

/** A question that became another one: its text, its options or its scale. */
export interface Break {
  /** When the first answer to the later version came. */
  readonly at: number;
  readonly text: string;
}

/** Those that the numbers are about: the questions that were asked for, else the leads. */
export function counted(versions: readonly QuestionVersion[], { questions = [] }: Filter): readonly QuestionVersion[] {
  const wanted = new Set(questions.map((id) => id.toLowerCase()));
  return versions.filter(({ lead, question_id }) =>
    wanted.size === 0 ? lead : wanted.has(question_id?.toLowerCase() ?? ""),
  );
}

/** Of the questions that the headline covers: those that were ever asked on a scale of its length. */
export function breaksOf(versions: readonly QuestionVersion[], points: number | null): readonly Break[] {
  const covered = new Set(versions.filter((one) => one.points === points).map(({ question_id }) => question_id));
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

const timeOf = ({ first_answer }: QuestionVersion): number => Date.parse(first_answer ?? "");
const asked = ({ text, options }: QuestionVersion): string => JSON.stringify([text, options]);

/** Questions that have answers on a scale and no role. */
export const awaitingRole = (versions: readonly QuestionVersion[]): number =>
  new Set(versions.filter(({ role }) => role === "unconfirmed").map(({ question_id }) => question_id)).size;

/** Texts of csat questions whose better end nobody confirmed. */
export const assumedDirections = (versions: readonly QuestionVersion[]): readonly string[] => [
  ...new Set(
    versions.flatMap(({ role, direction, text }) => (role === "csat" && direction === "assumed" && text ? [text] : [])),
  ),
];
