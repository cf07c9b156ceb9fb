import { expect, test } from "vitest";
import { day, isoTime } from "../base/index.ts";
import { breaksOf, type QuestionVersion, type VersionTimes, wordings } from "./question-versions.ts";

/** A version that was answered in the period from this day on. */
const version = (form: string, first: number, changes: Partial<QuestionVersion> = {}): QuestionVersion => ({
  ...{ bucket: null, group_id: null, form_id: form, form_context_id: "form", form_name: "Form" },
  ...{ question_id: "q", text: `As ${form} asks`, role: "csat", lead: true, points: 5, scale_min: 1, scale_max: 5 },
  ...{ direction: "confirmed", best: "high", satisfied_from: 4, options: "1 Bad; 5 Good", in_form: true },
  ...{ first_answer: isoTime(first * day), last_answer: isoTime(100 * day), answers: 9 },
  ...changes,
});

/** In days: when it was changed in Genesys, and first answered in the whole warehouse. */
const timesOf = (times: Record<string, readonly [modified: number | null, first: number]>): VersionTimes =>
  new Map(
    Object.entries(times).map(([id, [modified, first]]) => [
      id,
      { modified: modified === null ? null : modified * day, first: first * day },
    ]),
  );

const breaks = (versions: readonly QuestionVersion[], times: Parameters<typeof timesOf>[0]) =>
  breaksOf(versions, null, timesOf(times)).map(({ at, text }) => [at / day, text]);

test("a question changes with the first answer to the later version, whoever gave it", () => {
  expect(breaks([version("new", 14), version("old", 10)], { old: [1, 2], new: [11, 12] })).toEqual([
    [12, "As new asks"],
  ]);
  expect(breaks([version("new", 14), version("old", 10)], {})).toEqual([[14, "As new asks"]]);
});

test("late answers to an old version are no change", () => {
  const versions = [version("old", 20), version("new", 10)];
  expect(breaks(versions, { old: [1, 2], new: [3, 4] })).toEqual([]);
  // Where the warehouse has nothing but late answers to the old one, Genesys knows which came first.
  expect(breaks(versions, { old: [1, 20], new: [3, 10] })).toEqual([]);
  expect(breaks(versions, { old: [null, 2], new: [3, 4] })).toEqual([]);
  expect(breaks([version("old", 3), version("new", 10)], { old: [1, 2], new: [3, 4] })).toEqual([[4, "As new asks"]]);
});

test("a version that was answered late alone does not hide the change from the one before to the one after", () => {
  const three = [version("oldest", 10), version("old", 30), version("new", 20)];
  expect(breaks(three, { oldest: [1, 2], old: [15, 30], new: [16, 17] })).toEqual([[17, "As new asks"]]);
});

test("versions that ask alike are one, whatever lies between two periods", () => {
  const same = { text: "How was it?" };
  const asked = [version("old", 10, same), version("new", 20, same), version("old", 40, same)];
  expect(breaks(asked, { old: [1, 2], new: [11, 12] })).toEqual([]);
  expect(breaks([version("a", 10, same), version("b", 20, { ...same, points: 7 })], {})).toEqual([[20, "How was it?"]]);
});

test("a response that was scored by another version than it names changes nothing", () => {
  const stray = version("new", 30, { text: "As old asks", options: null, in_form: false });
  const times = { old: [1, 2], new: [3, 4] } as const;
  for (const versions of [
    [version("old", 3), stray],
    [stray, version("new", 10)],
  ])
    expect(breaks(versions, times)).toEqual([]);
  expect(breaks([stray, version("old", 3), version("new", 10)], times)).toEqual([[4, "As new asks"]]);
  expect(wordings([version("new", 10), stray])).toEqual(wordings([version("new", 10)]));
});
