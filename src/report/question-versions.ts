import { readTime } from "../base/index.ts";
import { ask, type Filter, type Grouping, groupedBy } from "../metrics/index.ts";
import type { Reader } from "../warehouse/index.ts";

/** The questions that were answered in a period, version by version. */
export const readQuestions = (reader: Reader, filter: Filter, signal?: AbortSignal, by: Grouping | null = null) =>
  ask(reader, "questions", { filter, by, signal });

export type QuestionVersion = Awaited<ReturnType<typeof readQuestions>>[number];

/** A question that became another one: its text, its options or its scale. */
export interface Break {
  /** When the first answer to the later version came, by the basis. */
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

/** When the versions of forms were changed in Genesys, and first answered in the whole warehouse, by the basis: by their ids. */
export type VersionTimes = ReadonlyMap<
  string | null,
  { readonly modified: number | null; readonly first: number | null }
>;

const firstColumns = { completed: "first_completed", interaction: "first_interaction", sent: "first_sent" } as const;

export async function readVersionTimes(
  reader: Reader,
  { basis = "completed" }: Filter,
  signal?: AbortSignal,
): Promise<VersionTimes> {
  const rows = await ask(reader, "form-versions", { signal });
  return new Map(
    rows.map((row) => [
      row.form_id,
      { modified: readTime(row.modified_at), first: readTime(row[firstColumns[basis]]) },
    ]),
  );
}

/** Whether any question was asked in two ways; without one there are no breaks, and no times to read. */
export const wereReworded = (versions: readonly QuestionVersion[]): boolean =>
  [...groupedBy(versions, ({ question_id }) => question_id).values()].some(
    ([first, ...others]) => first !== undefined && others.some((one) => !isAlike(first, one)),
  );

/** Of the questions that a number covers: those that were ever asked on a scale of its length; null where it takes any. */
export function breaksOf(
  versions: readonly QuestionVersion[],
  points: number | null,
  times: VersionTimes,
): readonly Break[] {
  const covered = new Set(
    versions.filter((one) => points === null || one.points === points).map(({ question_id }) => question_id),
  );
  const own = versions.filter(({ in_form, question_id }) => in_form && covered.has(question_id));
  return [...groupedBy(own, ({ question_id }) => question_id).values()].flatMap((same) => {
    const asked = withoutLate(inOrder(same, times));
    return asked.flatMap(({ version, start }, index) => {
      const before = asked[index - 1]?.version;
      return !before || isAlike(before, version) ? [] : [{ at: start, text: version.text ?? "" }];
    });
  });
}

/** One version of a question, with its answers in the periods that are looked at. */
interface Asked {
  readonly version: QuestionVersion;
  /** The first of these answers. */
  readonly first: number;
  /** The first answer of all. */
  readonly start: number;
  readonly modified: number | null;
}

/** The versions of one question, oldest first. */
function inOrder(same: readonly QuestionVersion[], times: VersionTimes): readonly Asked[] {
  const asked = [...groupedBy(same, ({ form_id }) => form_id)].flatMap(([id, rows]): Asked[] => {
    const [version] = rows;
    const answered = rows.flatMap(({ first_answer }) => readTime(first_answer) ?? []);
    if (version === undefined || answered.length === 0) return [];
    const [first, known] = [Math.min(...answered), times.get(id)];
    return [{ version, first, start: known?.first ?? first, modified: known?.modified ?? null }];
  });
  const byStart = (a: Asked, b: Asked): number => a.start - b.start;
  // Some by the one and some by the other would be in no order at all.
  if (asked.some(({ modified }) => modified === null)) return asked.toSorted(byStart);
  return asked.toSorted((a, b) => (a.modified ?? 0) - (b.modified ?? 0) || byStart(a, b));
}

/**
 * Without versions that were answered only after a later one had begun. A survey is answered for weeks after it was sent: such
 * answers are no change of the question, which changed before the period, or with the later version.
 */
function withoutLate(asked: readonly Asked[]): readonly Asked[] {
  let begun = Number.POSITIVE_INFINITY;
  const kept: Asked[] = [];
  for (const one of asked.toReversed()) {
    if (one.first < begun) kept.unshift(one);
    begun = Math.min(begun, one.start);
  }
  return kept;
}

/** What each version of a form asked, of the questions that the numbers are about: answers to one wording are alike, those to two are not. */
export const wordings = (versions: readonly QuestionVersion[]): ReadonlyMap<string | null, string> =>
  new Map(versions.filter(({ in_form }) => in_form).map((version) => [version.form_id, wording(version)] as const));

const isAlike = (a: QuestionVersion, b: QuestionVersion): boolean => wording(a) === wording(b) && a.points === b.points;
const wording = ({ text, options }: QuestionVersion): string => JSON.stringify([text, options]);
