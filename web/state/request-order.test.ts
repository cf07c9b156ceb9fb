import { expect, test } from "vitest";
import { costOf, createRequestOrder } from "./request-order.ts";

const { signal } = new AbortController();
const soon = () => new Promise((resolve) => setTimeout(resolve, 5));
const later = () => new Promise((resolve) => setTimeout(resolve, 150));

function opened() {
  const order = createRequestOrder();
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const enter = (name: string, cost: number, until = signal) => {
    const { turn, hurry } = order.enter(cost, until);
    turn.then(
      (end) => {
        begun.push(name);
        ends.set(name, end);
      },
      () => begun.push(`${name} was given up`),
    );
    return hurry;
  };
  return { begun, enter, end: (name: string) => ends.get(name)?.() };
}

test("four at once, the cheapest of those that wait next", async () => {
  const { begun, enter, end } = opened();
  for (const name of ["a", "b", "c", "d", "e"]) enter(name, 0);
  const [slow, quick] = [enter("slow", 4), enter("quick", 1)];
  slow();
  quick();
  await soon();
  expect(begun).toEqual(["a", "b", "c", "d"]);
  for (const name of ["a", "b", "c"]) {
    end(name);
    await soon();
  }
  expect(begun).toEqual(["a", "b", "c", "d", "e", "quick", "slow"]);
});

test("what is further down is asked for when nothing nearer runs, and all of it in the end", async () => {
  const { begun, enter, end } = opened();
  enter("headline", 0);
  for (const name of ["trend", "agents"]) enter(name, name === "trend" ? 1 : 4);
  await later();
  expect(begun).toEqual(["headline"]);
  end("headline");
  await later();
  expect(begun).toEqual(["headline", "trend", "agents"]);
});

test("what has come near does not wait for what is near already", async () => {
  const { begun, enter } = opened();
  enter("headline", 0);
  const hurry = enter("queues", 3);
  hurry();
  await soon();
  expect(begun).toEqual(["headline", "queues"]);
});

test("what is left while it waits is never asked for, and one that ends twice makes no room for two", async () => {
  const { begun, enter, end } = opened();
  for (const name of ["a", "b", "c", "d"]) enter(name, 0);
  const left = new AbortController();
  enter("left", 0, left.signal);
  for (const name of ["e", "f"]) enter(name, 0);
  left.abort();
  await soon();
  end("a");
  end("a");
  await soon();
  expect(begun).toEqual(["a", "b", "c", "d", "left was given up", "e"]);
});

test("a request costs what its slowest section does", () => {
  expect(costOf("/api/sections/about,agents?since=7d")).toBe(4);
  expect(costOf("/api/sections/queue_series,about")).toBeGreaterThan(costOf("/api/sections/queues,about"));
  expect(["/api/about", "/api/names?kind=agents", "/api/sections/csat,nps", "/api/rows?limit=50"].map(costOf)).toEqual([
    0, 0, 0, 0,
  ]);
});
