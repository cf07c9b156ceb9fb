import { describe, expect, test } from "vitest";
import { connect } from "../../test/servers/connect.ts";
import type { Answer, Asked } from "../../test/servers/loopback.ts";
import { day, hour, type Interval, readTime } from "../base/index.ts";
import { endpoints } from "../genesys/index.ts";
import { type EventQuery, readEvents } from "./events.ts";
import { createFindings } from "./findings.ts";
import { defaultRequest } from "./request.ts";

/*
 * An aggregate may end at a limit without a word. Its groups are held against a count without groups, and whatever is there
 * is found by halves, wherever in the window it lies.
 */

const window: Interval = { from: Date.parse("2026-03-23T00:00:00Z"), to: Date.parse("2026-03-31T00:00:00Z") };
const hours = (window.to - window.from) / hour;
/** Groups in one answer. */
const limit = 20;

/** One survey, in one hour of the window. */
interface Event {
  readonly id: string;
  readonly hour: number;
  readonly metric?: string;
}

const survey = (id: number, at: number, metric?: string): Event => ({
  id: `${metric ?? "answered"}-${id}`,
  hour: at,
  ...(metric ? { metric } : {}),
});
/** So many in each of these hours. */
const surveysIn = (perHour: number, at: readonly number[], metric?: string): Event[] =>
  at.flatMap((one) => Array.from({ length: perHour }, (_, index) => survey(one * 1000 + index, one, metric)));
const span = (from: number, length: number): number[] => Array.from({ length }, (_, index) => from + index);

const answered = "nSurveyResponses";
const created = "nWebSurveys";

const query: EventQuery = {
  endpoint: endpoints.surveyAggregates,
  things: "surveys",
  metrics: [answered, created],
  groupBy: ["surveyId"],
  checked: [answered],
  sought: [created],
};

interface Way {
  /** How many more are counted without groups than there are, where there are any; of those created, too. */
  readonly miscount?: number;
  readonly miscountCreated?: number;
  /** Refuses more groups than these, in place of leaving them out. */
  readonly refusedAbove?: number;
  readonly cutAt?: number;
}

function aggregate(events: readonly Event[], { miscount = 0, miscountCreated = 0, refusedAbove, cutAt = limit }: Way) {
  return ({ path, body }: Asked): Answer | undefined => {
    if (!path.endsWith("/aggregates/query")) return undefined;
    const { interval, groupBy } = JSON.parse(body) as { readonly interval: string; readonly groupBy?: unknown };
    const [from = 0, to = 0] = interval.split("/").map((time) => ((readTime(time) ?? 0) - window.from) / hour);
    const within = events.filter((event) => event.hour >= from && event.hour < to);
    const countOf = (name: string): number => within.filter(({ metric = answered }) => metric === name).length;
    const figure = (metric: string, count: number) => ({ metric, stats: { count } });
    if (groupBy === undefined) {
      const metrics = [figure(answered, countOf(answered) + (within.length > 0 ? miscount : 0))];
      return {
        body: {
          results: [
            { group: {}, data: [{ metrics: [...metrics, figure(created, countOf(created) + miscountCreated)] }] },
          ],
        },
      };
    }
    if (refusedAbove !== undefined && within.length > refusedAbove)
      return { status: 400, body: { code: "bad.request", message: "the result is too large", status: 400 } };
    const groups = within.map(({ id, metric = answered }) => ({
      group: { surveyId: id },
      data: [{ metrics: [figure(metric, 1)] }],
    }));
    return { body: { results: groups.slice(0, cutAt) } };
  };
}

async function read(events: readonly Event[], way: Way = {}) {
  await using org = await connect(aggregate(events, way));
  const findings = createFindings();
  const context = {
    genesys: org.genesys,
    clock: org.clock,
    request: defaultRequest(window),
    findings,
    signal: undefined,
    count() {},
  };
  const groups = await readEvents(context, [window], query);
  return {
    ids: [...new Set(groups.map(({ group }) => group?.["surveyId"]))].sort(),
    missing: findings.report().missing,
    open: findings.takeOpen(),
    requests: org.server.api().length,
  };
}

const idsOf = (events: readonly Event[]): string[] => events.map(({ id }) => id).sort();

describe("all that lies in cut groups is found", () => {
  test.each<readonly [string, readonly Event[]]>([
    ["in every hour", surveysIn(1, span(0, hours))],
    ["in the newest hours alone", surveysIn(15, span(hours - 4, 4))],
    ["in the oldest hours alone", surveysIn(15, span(0, 4))],
    ["in hours of one quarter", surveysIn(15, span(hours / 2 + 3, 4))],
    ["in a single hour of each day", surveysIn(15, [9, 33, 57, 81, 105, 129])],
    [
      "behind others that are not answered, in one half",
      [...surveysIn(6, span(hours - 8, 8), created), ...surveysIn(6, span(hours - 8, 8))],
    ],
  ])("%s", async (_, events) => {
    const { ids, missing } = await read(events);
    expect(ids).toEqual(idsOf(events));
    expect(missing).toEqual([]);
  });

  test.each<readonly [string, readonly Event[]]>([
    ["alone", surveysIn(3, span(hours / 4, hours / 8), created)],
    ["behind answers that are all there", [...surveysIn(4, span(20, 3)), ...surveysIn(4, span(20, 6), created)]],
  ])("what is not answered, %s", async (_, events) => {
    const { ids, missing } = await read(events);
    expect(ids).toEqual(idsOf(events));
    expect(missing).toEqual([]);
  });

  test("and in a half that is refused, next to one that is empty", async () => {
    const events = surveysIn(15, span(hours - 4, 4));
    const { ids, missing } = await read(events, { refusedAbove: 50 });
    expect(ids).toEqual(idsOf(events));
    expect(missing).toEqual([]);
  });
});

test("of an hour with more than one answer holds only that hour stays open, and all others are read", async () => {
  const busy = hours - 2;
  const events = [...surveysIn(5, span(hours - 10, 8)), ...surveysIn(30, [busy]), ...surveysIn(5, [busy + 1])];
  const { ids, missing, open } = await read(events);
  const elsewhere = events.filter((event) => event.hour !== busy);
  expect(ids).toEqual(expect.arrayContaining(idsOf(elsewhere)));
  expect(ids).toHaveLength(elsewhere.length + limit);
  const from = window.from + busy * hour;
  expect(open).toEqual([{ from, to: from + hour }]);
  expect(missing).toEqual([expect.stringMatching(/^Analytics lists fewer surveys than it counts in 2026-03-30T22:00/)]);
});

describe("where it is the count that differs, that is said and costs few requests", () => {
  test.each<readonly [string, readonly Event[], Way, number]>([
    ["with surveys everywhere", surveysIn(1, span(0, hours)), { miscount: 1, cutAt: 1000 }, 4],
    ["with surveys in one hour", surveysIn(10, [hours - 1]), { miscount: 1 }, 2 + 4 * Math.ceil(Math.log2(hours))],
    ["with nothing listed", surveysIn(1, span(0, hours)), { cutAt: 0 }, 4],
  ])("%s", async (_, events, way, most) => {
    const { ids, open, requests } = await read(events, way);
    expect(ids).toEqual(way.cutAt === 0 ? [] : idsOf(events));
    expect(open.length).toBeGreaterThan(0);
    expect(requests).toBeLessThanOrEqual(most);
  });
});

test("a survey that halves list and the whole does not is kept where the count differs all the same", async () => {
  const events = surveysIn(1, span(0, hours), created).concat(surveysIn(1, [3, hours - 3]));
  const { ids, open } = await read(events, { miscount: 1, cutAt: day / hour });
  expect(ids).toEqual(expect.arrayContaining(idsOf(events).filter((id) => id.startsWith("answered"))));
  expect(open.length).toBeGreaterThan(0);
});

test("a count that differs of what is only sought leaves nothing open", async () => {
  const events = surveysIn(1, span(0, hours), created);
  const { ids, open, missing, requests } = await read(events, { miscountCreated: 1, cutAt: 1000 });
  expect(ids).toEqual(idsOf(events));
  expect([open, missing]).toEqual([[], []]);
  expect(requests).toBe(4);
});
