import { describe, expect, test } from "vitest";
import { contains, day, hour, type Interval, minute, RequestError } from "../base/index.ts";
import { type Came, type Reading, readByHalves } from "./halving.ts";

/** A listing of times that refuses what `isRefused` says; every request is counted, and every time that it gave. */
async function read(
  windows: readonly Interval[],
  times: readonly number[],
  isRefused: (window: Interval, page: number) => boolean,
  { minWindow = minute, pageSize = Number.POSITIVE_INFINITY, status = 400 } = {},
) {
  let requests = 0;
  const got: number[] = [];
  const unread: Interval[] = [];
  async function* readWindow(window: Interval, _: boolean, came: Came): Reading<number> {
    const found = times.filter((time) => contains(window, time)).sort((a, b) => a - b);
    for (let page = 0; page === 0 || page * pageSize < found.length; page += 1) {
      requests += 1;
      if (isRefused(window, page + 1)) throw new RequestError(`${status} on it.`, "", status);
      const items = found.slice(page * pageSize, (page + 1) * pageSize);
      came(items);
      yield* items;
    }
    return "read";
  }
  let failure = "";
  try {
    const reading = readByHalves(windows, { minWindow, read: readWindow, onUnread: (window) => unread.push(window) });
    for await (const time of reading) got.push(time);
  } catch (error) {
    failure = String(error);
  }
  return { requests, got, failure, unread };
}

const whole = { from: 1_000 * day, to: 1_088 * day };
const hourly = Array.from({ length: 88 * 24 }, (_, index) => whole.from + index * hour + 7 * minute);
const lengthOf = ({ from, to }: Interval): number => to - from;
const sorted = (times: readonly number[]): readonly number[] => [...times].sort((a, b) => a - b);

describe.each([0, 400, 413, 414, 500, 502, 504])("a window that is refused with %i", (status) => {
  test.each([1, 2, 7, 22, 44])(
    "because more than %i days are too much: everything comes once, in few requests",
    async (days) => {
      const { requests, got, failure, unread } = await read([whole], hourly, (one) => lengthOf(one) > days * day, {
        status,
      });
      expect([failure, unread]).toEqual(["", []]);
      expect(sorted(got)).toEqual(hourly);
      // A binary tree with no more leaves than twice the pieces, and the one request that shows that less is possible.
      expect(requests).toBeLessThanOrEqual(4 * Math.ceil(88 / days) + 2);
    },
  );

  test("because of one time in it: only the shortest window around that is lost", async () => {
    const bad = whole.from + 17 * day + 7 * minute + 3;
    const { requests, got, failure, unread } = await read([whole], [...hourly, bad], (one) => contains(one, bad), {
      status,
    });
    expect([failure, unread.length]).toEqual(["", 1]);
    expect(unread[0] && [contains(unread[0], bad), lengthOf(unread[0])]).toEqual([true, minute]);
    expect(sorted(got)).toEqual(hourly.filter((time) => unread[0] && !contains(unread[0], time)));
    expect(requests).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(88 * 24 * 60)) + 2);
  });
});

test("what is refused whatever its length costs one request more, and is the failure of all", async () => {
  const { requests, got, failure } = await read([whole], hourly, () => true);
  expect([requests, got, failure]).toEqual([2, [], "RequestError: 400 on it."]);
});

test("a refusal that says nothing of size is not halved", async () => {
  const { requests, failure } = await read([whole], hourly, () => true, { status: 404 });
  expect([requests, failure]).toEqual([1, "RequestError: 404 on it."]);
});

test("where everything older than a year is refused, what is newer comes, and the rest is not asked for hour by hour", async () => {
  const year = { from: whole.to - 365 * day, to: whole.to };
  const windows = [0, 1, 2, 3].map((index) => ({
    from: year.from + index * 90 * day,
    to: year.from + (index + 1) * 90 * day,
  }));
  const oldest = year.from + 200 * day;
  const times = Array.from({ length: 360 }, (_, index) => year.from + index * day + hour);
  const { requests, got, failure, unread } = await read(windows, times, (one) => one.from < oldest);
  expect(failure).toBe("");
  expect(sorted(got)).toEqual(times.filter((time) => time >= oldest));
  expect(unread.reduce((sum, one) => sum + lengthOf(one), 0)).toBe(oldest - year.from);
  expect(requests).toBeLessThan(60);
});

test("pages that came before a deeper one was refused are not asked for again", async () => {
  const pageSize = 100;
  const { requests, got, failure, unread } = await read([whole], hourly, (_, page) => page > 4, { pageSize });
  expect([failure, unread]).toEqual(["", []]);
  expect(sorted(got).filter((time, index, all) => time !== all[index - 1])).toEqual(hourly);
  // The one time up to which everything came is where the next window begins.
  expect(got.length - hourly.length).toBeLessThanOrEqual(10);
  expect(requests).toBeLessThan(2 * Math.ceil(hourly.length / pageSize));
});

test("what comes in another order is asked for from the beginning", async () => {
  const windows: Interval[] = [];
  async function* unordered(window: Interval, _: boolean, came: Came): Reading<number> {
    windows.push(window);
    if (lengthOf(window) > 44 * day) {
      came([whole.from + 80 * day, whole.from + 2 * day]);
      yield 1;
      throw new RequestError("400 on it.", "", 400);
    }
    return "read";
  }
  const reading = readByHalves([whole], { minWindow: day, read: unordered, onUnread: () => {} });
  for await (const _ of reading);
  expect(windows.map(({ from }) => from)).toEqual([whole.from, whole.from + 44 * day, whole.from]);
});
