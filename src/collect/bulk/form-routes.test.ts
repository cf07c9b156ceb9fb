import { describe, expect, test } from "vitest";
import { createTestClock } from "../../../test/servers/clock.ts";
import { day, isoTime } from "../../base/index.ts";
import { createFindings } from "../findings.ts";
import {
  type Comparison,
  chooseSample,
  countsEveryText,
  createFormRoutes,
  type FormRoute,
  type StoredRoutes,
  sampleSize,
  withComparison,
} from "./form-routes.ts";
import { joinRoutes } from "./join-routes.ts";

const same: Comparison = {
  difference: null,
  hasText: false,
  countsText: false,
  hasRemark: false,
};

const now = Date.parse("2026-03-31T10:00:00Z");
const clock = createTestClock(now);

const start: FormRoute = createFormRoutes("survey", createFindings(), clock).of("any form");

const after = (comparison: Comparison, times: number, route: FormRoute = start): FormRoute =>
  Array.from({ length: times }).reduce<FormRoute>((before) => withComparison(before, comparison), route);

const proven = after(same, sampleSize);

test("a form is read in bulk when its sample agreed, not one response earlier", () => {
  expect(after(same, sampleSize - 1).route).toBe("unproven");
  expect(proven.route).toBe("bulk");
});

test.each<[string, FormRoute, boolean]>([
  ["before it was proven: nothing was read in bulk", after(same, 10), false],
  ["after it was: all of it is read again", proven, true],
])("one difference ends the bulk route for good, %s", (_, before, rereads) => {
  const single = withComparison(before, { ...same, difference: "Another answer." });
  expect(single).toMatchObject({ route: "single", reason: "Another answer.", rereads });
  expect(after(same, 300, single)).toEqual(single);
});

test.each<[string, Partial<Comparison>]>([
  ["a text that is not counted", { hasText: true }],
  ["an explained recommendation", { hasRemark: true }],
])("%s, seen late, has what was read in bulk read again", (_, late) => {
  expect(withComparison(proven, { ...same, ...late }).rereads).toBe(true);
  expect(withComparison(start, { ...same, ...late }).rereads).toBe(false);
});

test("counts of texts are believed once enough texts were counted, and never again when one was not", () => {
  const counted = { ...same, hasText: true, countsText: true };
  expect(countsEveryText(after(counted, 9))).toBe(false);
  const believed = after(counted, 10);
  expect(countsEveryText(believed)).toBe(true);
  expect(countsEveryText(withComparison(believed, { ...same, hasText: true }))).toBe(false);
});

const ids = (count: number, seed: number): string[] => Array.from({ length: count }, (_, index) => `${seed} ${index}`);

test("a sample is as large as the proof needs, the same whenever it is drawn, and one in 200 ever after", () => {
  const all = ids(5_000, 1);
  expect(chooseSample(all, start)).toEqual(chooseSample([...all].reverse(), start));
  expect(chooseSample(all, start).size).toBeGreaterThanOrEqual(sampleSize);
  expect(chooseSample(all.slice(0, 150), start).size).toBe(150);
  const more = chooseSample(all, proven).size;
  expect([more > 10, more < 50]).toEqual([true, true]);
});

const stored = (closed: string | null, forms: StoredRoutes["forms"]): StoredRoutes => ({
  ...{ closed, closedAt: closed === null ? null : isoTime(now), reopenedAt: null, forms },
});

const joinForm = (one: FormRoute, other: FormRoute, closed: string | null = null): FormRoute | undefined =>
  joinRoutes(stored(closed, { form: one }), stored(null, { form: other })).forms["form"];

const difference = { ...same, difference: "Another answer." };
const mended: FormRoute = { ...withComparison(proven, difference), rereads: false };

test.each<[string, FormRoute, FormRoute, Partial<FormRoute>]>([
  ["more comparisons count", after(same, 3), after(same, 5), { route: "unproven", compared: 5, rereads: false }],
  ["a proof counts", start, proven, { route: "bulk", rereads: false }],
  ["a difference wins", proven, withComparison(proven, difference), { route: "single", rereads: true }],
  ["what the other one read in bulk is read again", proven, mended, { route: "single", rereads: true }],
  [
    "where neither read in bulk, nothing is",
    start,
    withComparison(start, difference),
    { route: "single", rereads: false },
  ],
  [
    "so is what it took for a survey without text",
    proven,
    withComparison(start, { ...same, hasText: true }),
    { uncounted: true, rereads: true },
  ],
  [
    "and a recommendation without reason",
    proven,
    withComparison(start, { ...same, hasRemark: true }),
    { remarks: true, rereads: true },
  ],
  ["what both know is no news", { ...proven, uncounted: true }, { ...proven, uncounted: true }, { rereads: false }],
])("of what two syncs learned at once %s", (_, one, other, joined) => {
  expect(joinForm(one, other)).toMatchObject(joined);
  expect(joinForm(other, one)).toMatchObject(joined);
});

test("a refusal that one sync met ends the bulk route of each form, and what was read so is read again", () => {
  expect(joinForm(proven, proven, "Refused.")).toMatchObject({ route: "single", reason: "Refused.", rereads: true });
  expect(joinForm(start, start, "Refused.")).toMatchObject({ route: "single", rereads: false });
  expect(joinRoutes(stored(null, { form: proven }), stored("Refused.", {}))).toMatchObject({
    closed: "Refused.",
    forms: { form: { route: "single", rereads: true } },
  });
});

test("it is said once why a form, or all of them, are read one by one", () => {
  const findings = createFindings();
  const routes = createFormRoutes("survey", findings, clock);
  for (const difference of [null, "Other.", "Another."]) routes.compare("a", "Voice", { ...same, difference });
  routes.close("Refused.");
  routes.close("Refused again.");
  expect(findings.report().notes).toEqual([
    'Surveys of the form "Voice" are read one by one from now on. Other.',
    "All surveys are read one by one from now on. Refused.",
  ]);
  expect(routes.closed()).toBe("Refused.");
  createFormRoutes("evaluation", findings, clock).close("Refused.");
  expect(findings.report().notes.at(-1)).toBe("All evaluations are read one by one from now on. Refused.");
});

describe("a refusal is asked about again after 30 days", () => {
  const different = withComparison(proven, difference);
  const refused = (at: number): StoredRoutes => {
    const routes = createFormRoutes("survey", createFindings(), createTestClock(now + at));
    routes.recall(stored(null, { proven, different }));
    routes.close("Refused.");
    return routes.stored();
  };
  const recalled = (routes: StoredRoutes, at: number) => {
    const later = createFormRoutes("survey", createFindings(), createTestClock(now + at));
    later.recall(routes);
    return later;
  };

  test("not earlier, and then each form proves itself from the start; one that differed stays as it is", () => {
    expect(recalled(refused(0), 30 * day - 1).closed()).toBe("Refused.");
    const again = recalled(refused(0), 30 * day);
    expect(again.closed()).toBeNull();
    expect(again.of("proven")).toEqual({ ...start, rereads: true });
    expect(again.of("different")).toEqual(different);
  });

  test("whichever way two syncs store it: a later refusal stands, an earlier one does not come back", () => {
    const again = recalled(refused(0), 30 * day).stored();
    const later = refused(31 * day);
    for (const joined of [joinRoutes(again, refused(0)), joinRoutes(refused(0), again)])
      expect([joined.closed, joined.forms["proven"]?.route]).toEqual([null, "unproven"]);
    for (const joined of [joinRoutes(again, later), joinRoutes(later, again)])
      expect([joined.closed, joined.forms["proven"]?.route]).toEqual(["Refused.", "single"]);
  });
});

test("each route says since when it is taken, whatever takes it", () => {
  let now = Date.parse("2026-03-01T00:00:00Z");
  const routes = createFormRoutes("survey", { note: () => {} }, { now: () => now });
  const since = (id: string): string | null => routes.of(id).since;
  for (let at = 0; at < sampleSize; at += 1) routes.compare("a", "A", same);
  expect([since("a"), since("b")]).toEqual(["2026-03-01T00:00:00.000Z", null]);
  now += day;
  routes.compare("a", "A", same);
  routes.explain("b", "Customers may write.");
  expect([since("a"), since("b")]).toEqual(["2026-03-01T00:00:00.000Z", "2026-03-02T00:00:00.000Z"]);
  now += day;
  routes.compare("a", "A", difference);
  routes.explain("b", "Customers may write.");
  expect([since("a"), since("b")]).toEqual(["2026-03-03T00:00:00.000Z", "2026-03-02T00:00:00.000Z"]);
  now += day;
  routes.close("Refused.");
  expect(since("b")).toBe("2026-03-04T00:00:00.000Z");
});
