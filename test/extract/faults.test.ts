import { describe, expect, test } from "vitest";
import { type FaultName, faults, type SandboxOptions, truth } from "../../src/sandbox/index.ts";
import { seeds } from "../seeds.ts";
import { lastWeek, openSandboxed, type Sandboxed, truthOf } from "../servers/sandboxed.ts";

/** Enough for every kind of response, small enough for a hundred orgs. */
const small: SandboxOptions = { perDay: 20, days: 30 };

/** Faults that a client gets over: the result is the whole truth. */
const passing: readonly FaultName[] = [
  "rate-limit-bursts",
  "late-retry-after",
  "server-errors",
  "dropped-answers",
  "truncated-answers",
  "revoked-tokens",
  "shifting-pages",
  "repeated-pages",
  "wrong-totals",
  "shuffled-rows",
  "lower-case-enums",
  "errors-in-200",
  "gzip",
  "unasked-gzip",
  "epoch-reset",
  "moving-keys",
  "short-pages",
];
/** Faults that take something away: the rest is delivered, and missing parts are named. */
const costly: readonly FaultName[] = ["malformed-document", "broken-survey", "retry-later-item"];
/** Faults behind which there is no Genesys at all; `refusals.test.ts` and `process.test.ts` meet them. */
const deadly: readonly FaultName[] = ["html", "hang"];

/** Faults of documents other than those asked for, or not read as they are: undelivered responses are named. */
const unkind: readonly FaultName[] = [
  "future-words",
  "html-items",
  "wrong-documents",
  "stale-documents",
  "hostile-values",
];
/** Faults that take time in earnest, or need a limit; `silence.test.ts` plays every fault, and these there alone. */
const patient: readonly FaultName[] = ["never-freeing-limit", "silent-item"];

/** Faults that keep something back for a while. */
const lateFaults: readonly FaultName[] = ["late-data"];

async function expectWhole(org: Sandboxed): Promise<void> {
  const { records, missing, problems, skipped } = await org.extract();
  expect(records).toEqual(truthOf(org));
  expect([missing, problems, skipped]).toEqual([[], [], []]);
  expect(records.length).toBeGreaterThan(10);
}

describe.each(passing)("%s costs nothing but requests", (fault) => {
  test.each(seeds(10))("seed %i", async (seed) => {
    await using org = await openSandboxed({ ...small, seed, faults: [fault] });
    await expectWhole(org);
  });

  test("on the start-day routes too", async () => {
    const withoutPermissions = ["analytics:surveyAggregate:view", "quality:evaluation:searchAny"];
    await using org = await openSandboxed({ ...small, faults: [fault], withoutPermissions });
    await expectWhole(org);
  });
});

describe.each(costly)("%s costs only the documents that it spoils", (fault) => {
  test.each(seeds(10))("seed %i", async (seed) => {
    await using org = await openSandboxed({ ...small, seed, faults: [fault] });
    const { records, problems } = await org.extract();
    const { spoilt } = org.sandbox;
    expect(problems.map(({ id }) => id).toSorted()).toEqual(spoilt.map(({ id }) => id).toSorted());
    const lost = new Set(spoilt.filter(({ kind }) => kind !== "conversation").map(({ id }) => id));
    const unlinked = new Set(spoilt.filter(({ kind }) => kind === "conversation").map(({ id }) => id));
    const expected = truthOf(org).filter(({ response_id }) => !lost.has(response_id));
    expect(records.map(({ response_id }) => response_id)).toEqual(expected.map(({ response_id }) => response_id));
    for (const [index, record] of records.entries()) {
      if (unlinked.has(record.interaction_id ?? "")) expect(record).toMatchObject({ linked: false, agents: null });
      else expect(record).toEqual(expected[index]);
    }
    expect(spoilt.length).toBeGreaterThan(0);
  });
});

describe.each(unkind)("under %s undelivered responses are named, and the rest is whole", (fault) => {
  test.each(seeds(10))("seed %i", async (seed) => {
    await using org = await openSandboxed({ ...small, seed, faults: [fault] });
    const { records, problems } = await org.extract();
    const named = new Set(problems.map(({ id }) => id));
    const spoilt = new Set(org.sandbox.spoilt.map(({ id }) => id));
    const expected = new Map(truthOf(org).map((row) => [row.response_id, row]));
    const delivered = new Set(records.map(({ response_id }) => response_id));
    expect([...expected.keys()].filter((id) => !delivered.has(id) && !named.has(id))).toEqual([]);
    const whole = records.filter(
      (record) =>
        record.linked &&
        ![record.response_id, record.interaction_id ?? ""].some((id) => spoilt.has(id)) &&
        // The question of 5 MB stands in every answer to its form.
        !record.answers.some(({ question }) => (question?.length ?? 0) > 1_000),
    );
    for (const record of whole) expect(record).toEqual(expected.get(record.response_id));
    expect(whole.length).toBeGreaterThan(10);
  });
});

describe("late-data costs only what analytics has not heard of yet, and nothing once it has", () => {
  test("in several orgs", async () => {
    let lateCount = 0;
    for (const seed of seeds(10, 3)) {
      await using org = await openSandboxed({ ...small, seed, faults: ["late-data"] });
      const { records, problems } = await org.extract();
      const known = truthOf(org);
      expect(records).toEqual(known);
      lateCount += truth(org.sandbox.org, { ...lastWeek, now: org.clock.now() }).length - known.length;
      // A survey that was deleted meanwhile is still listed, and no longer there.
      for (const { kind, id } of problems) {
        expect(kind).toBe("survey");
        expect(org.sandbox.org.survey(id)?.survey.events.at(-1)?.status).toBe("Deleted");
      }
      org.clock.advance(org.clock.now() - org.sandbox.heard());
      const then = { now: org.clock.now(), heard: org.clock.now() };
      const settled = (await org.extract()).records.filter(({ source }) => source === "survey");
      expect(settled).toEqual(
        truth(org.sandbox.org, { ...lastWeek, ...then }, { sources: ["survey"] }).filter(
          ({ response_id }) => (finishedAt(org, response_id) ?? Infinity) <= org.sandbox.heard(),
        ),
      );
    }
    expect(lateCount).toBeGreaterThan(0);
  });
});

/** When analytics learns that a survey was finished, late or not. */
const finishedAt = ({ sandbox }: Sandboxed, id: string) =>
  sandbox.org.survey(id)?.survey.events.find(({ status }) => status === "Finished")?.eventTime;

test("every fault of the sandbox is met by a test", () => {
  expect([...passing, ...costly, ...deadly, ...unkind, ...patient, ...lateFaults].toSorted()).toEqual(
    Object.keys(faults).toSorted(),
  );
});

test("all passing faults at once", async () => {
  const pages: readonly FaultName[] = ["repeated-pages"];
  await using org = await openSandboxed({
    ...small,
    limit: 300,
    faults: passing.filter((fault) => fault !== "repeated-pages" || !pages.includes("shifting-pages")),
  });
  await expectWhole(org);
});
