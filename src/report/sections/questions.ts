import { ask, type Filter, groupedBy } from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";

/** The questions that were answered in a period, version by version. */
export const readQuestions = (reader: Reader, filter: Filter, signal?: AbortSignal) =>
  ask(reader, "questions", { filter, signal });

export type QuestionVersion = Awaited<ReturnType<typeof readQuestions>>[number];

/** A lead question that became another one: its text, its options or its scale. */
export interface Break {
  /** When the first answer to the later version came. */
  readonly at: number;
  readonly text: string;
}

export function breaksOf(versions: readonly QuestionVersion[]): readonly Break[] {
  const leads = versions.filter(({ lead, first_answer }) => lead && first_answer !== null);
  return [...groupedBy(leads, ({ question_id }) => question_id).values()].flatMap((own) => {
    const inOrder = own.toSorted((a, b) => timeOf(a) - timeOf(b));
    return inOrder.flatMap((version, index) => {
      const before = inOrder[index - 1];
      const same = !before || (asked(before) === asked(version) && before.points === version.points);
      return same ? [] : [{ at: timeOf(version), text: version.text ?? "" }];
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
