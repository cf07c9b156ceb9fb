import { expect, test } from "vitest";
import { day, hour } from "../../base/index.ts";
import { createCreationTimes } from "./creation-times.ts";

const noon = Date.UTC(2026, 2, 5, 12);
const surveys = Array.from({ length: 50_000 }, (_, at) => ({ id: `survey ${at}`, time: noon - at * hour }));

function known() {
  const times = createCreationTimes();
  for (const { id, time } of surveys) times.add(id, time);
  return times;
}

test("each survey's time is found again, packed or not, and no other's", () => {
  const times = known();
  expect(surveys.filter(({ id, time }) => times.of(id) !== time)).toEqual([]);
  expect(surveys.filter(({ id }) => times.of(`other ${id}`) !== null)).toEqual([]);
  expect(times.size()).toBe(surveys.length);
});

test("older times stay when newer ones are forgotten", () => {
  const times = known();
  times.forget(noon - 1000 * day);
  expect(surveys.slice(24_001).filter(({ id, time }) => times.of(id) !== time)).toEqual([]);
  expect(times.size()).toBeLessThan(40_000);
  times.forget(0);
  expect(times.size()).toBe(0);
});
