import { expect, test } from "vitest";
import { day, minute } from "../../src/base/index.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced } from "../servers/synced.ts";

const tables = [
  "document",
  "response",
  "answer",
  "attribution",
  "interaction",
  "interaction_division",
  "interaction_wrap_up",
  "leg",
  "form",
  "question",
  "agent",
  "queue",
];

test("a second sync changes no row and costs at most 2 % of the first one's requests", async () => {
  await using synced = await openSynced({ seed: 8, perDay: 90, days: 40 });
  const first = await synced.sync({ since: present - 30 * day });
  const before = await Promise.all(tables.map((name) => synced.table(name)));
  const second = await synced.sync();
  expect(await Promise.all(tables.map((name) => synced.table(name)))).toEqual(before);
  expect([second.documents, second.responses]).toEqual([0, 0]);
  expect(first.spent.requests).toBeGreaterThan(600);
  expect(second.spent.requests).toBeLessThanOrEqual(0.02 * first.spent.requests);

  // A quarter of an hour later it asks for what has happened since, and for nothing that it knows.
  synced.clock.advance(15 * minute);
  const third = await synced.sync();
  // Surveys: two counts, a list, a creation, and the last month again. Evaluations: searches by two dates and of two statuses
  // in two spellings, each of people's and of machines', and two counts. And whose warehouse it is.
  const handful = 17;
  expect(third.spent.requests).toBeLessThanOrEqual(handful + 2 * third.documents);
});
