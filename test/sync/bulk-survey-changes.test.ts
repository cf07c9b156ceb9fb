import { expect, test } from "vitest";
import { day, isoTime, isRecord } from "../../src/base/index.ts";
import { truth } from "../../src/sandbox/index.ts";
import { createChoiceOrg } from "../orgs/choice-surveys.ts";
import { type Altered, openAltered } from "../servers/altered.ts";
import type { Answer } from "../servers/loopback.ts";
import { present } from "../servers/sandboxed.ts";

/*
 * Surveys that are gone, or are answered again, between the question for their groups and the look at their documents: they
 * show nothing of how the groups of their form are to be believed.
 */

const days = 2;
const range = { from: present - (days + 1) * day, to: present };
const surveys = 280;
const org = createChoiceOrg({ seed: 5, surveys, days, present });

const placeOf = (id: string): number => Number.parseInt(id.slice(0, 6), 16) % 24;

type Fields = Readonly<Record<string, unknown>>;
/** What comes in place of the document of a survey that was asked for the first time, or again. */
type Change = (id: string, document: Fields, isFirst: boolean, now: number) => Answer | undefined;

async function read(change: Change) {
  const asked: string[] = [];
  await using altered: Altered = await openAltered(
    ({ path }, document) => {
      const id = /\/quality\/surveys\/([^/]+)$/.exec(path)?.[1];
      if (id === undefined || !isRecord(document)) return undefined;
      const isFirst = !asked.includes(id);
      asked.push(id);
      return change(id, document, isFirst, altered.clock.now());
    },
    { org },
  );
  const { records, notes } = await altered.extract(range, { sources: ["surveys"], texts: "never" });
  const shown = new Map(
    records.map(({ response_id, csat_score, nps_score }) => [response_id, { csat_score, nps_score }]),
  );
  const expected = truth(org, { ...range, now: altered.clock.now() }, { sources: ["survey"] });
  return {
    asked,
    notes: notes.join("\n"),
    /** Those that are not the truth. */
    other: expected.filter(({ response_id, csat_score, nps_score }) => {
      const one = shown.get(response_id);
      return one?.csat_score !== csat_score || one.nps_score !== nps_score;
    }),
  };
}

/** No question is answered any more. */
const answeredAgain = (document: Fields, completed: number): Answer => {
  const body = JSON.stringify({ ...document, completedDate: isoTime(completed) }, (key, value: unknown) =>
    key === "questionScores" ? [] : value,
  );
  return { body };
};

const gone: Answer = { status: 404, body: { status: 404, code: "not.found", message: "There is no such survey." } };

test("some that are gone leave no form to be read one by one", async () => {
  const { asked, other, notes } = await read((id) => (placeOf(id) === 0 ? gone : undefined));
  const missing = new Set(asked.filter((id) => placeOf(id) === 0));
  expect(missing.size).toBeGreaterThan(3);
  expect(notes).not.toContain("one by one");
  // The sample, those in place of the ones that are gone, and one in 200 ever after.
  expect(new Set(asked).size).toBeLessThan(surveys - 40);
  expect(other.filter(({ response_id }) => !missing.has(response_id))).toEqual([]);
});

test("one that was answered again after its groups were asked for is no lie of analytics", async () => {
  const { asked, other, notes } = await read((id, document, _, now) =>
    placeOf(id) === 0 ? answeredAgain(document, now) : undefined,
  );
  expect(asked.filter((id) => placeOf(id) === 0).length).toBeGreaterThan(3);
  expect(notes).not.toContain("one by one");
  expect(new Set(asked).size).toBeLessThan(surveys - 40);
  expect(other.filter(({ response_id }) => placeOf(response_id) !== 0)).toEqual([]);
});

test("one of which another copy comes first is read once more, and its form believed", async () => {
  const { asked, other, notes } = await read((id, document, isFirst) =>
    isFirst && placeOf(id) === 0 ? answeredAgain(document, Date.parse(String(document["completedDate"]))) : undefined,
  );
  const twice = asked.filter((id, index) => asked.indexOf(id) < index);
  expect(twice.length).toBeGreaterThan(3);
  expect(twice.filter((id) => placeOf(id) !== 0)).toEqual([]);
  expect(notes).not.toContain("one by one");
  expect(new Set(asked).size).toBeLessThan(surveys - 40);
  expect(other).toEqual([]);
});

test("a lie that stays one is asked about once more, and never after", async () => {
  const { asked, notes } = await read((id, document) =>
    placeOf(id) === 0 ? answeredAgain(document, Date.parse(String(document["completedDate"]))) : undefined,
  );
  expect(notes).toMatch(/are read one by one from now on\. Analytics gives another answer/);
  expect(asked).toHaveLength(surveys + 1);
});
