import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answer, openStored, response } from "../../test/orgs/stored.ts";
import { ask, questionStatement } from "./ask.ts";
import { bases } from "./filter.ts";
import { responseCondition } from "./response-condition.ts";

const folders = ["catalogue", "relation", "relation/conditions", "relation/figures"];
const files = folders.flatMap((folder) => {
  const path = new URL(`./${folder}/`, import.meta.url).pathname;
  return readdirSync(path)
    .filter((file) => file.endsWith(".sql"))
    .map((file) => join(path, file));
});

test("every table that has the times of its response is read in the range of the filter alone", () => {
  const read: string[] = [];
  for (const file of files) {
    const sql = readFileSync(file, "utf8");
    for (const [, table = "", alias = table] of sql.matchAll(/(?:FROM|JOIN) (answer|attribution)\b(?: AS (\w+))?/g)) {
      read.push(table);
      expect(sql, file).toContain(`{range of ${alias}}`);
    }
  }
  expect(read.length).toBeGreaterThan(15);
});

test.each(bases)("by the basis %s an answer is looked for where its response is", (basis) => {
  const range = { from: Date.parse("2026-03-01"), to: Date.parse("2026-04-01") };
  const column = { completed: "submit_date", interaction: "interaction_start", sent: "sent_date" }[basis];
  const filter = { range, basis, questions: ["q0"] };
  const bound = (table: string) => `${table}.${column} >= CAST($range_from AS TIMESTAMP) AND ${table}.${column} <`;
  const asked = questionStatement("scores", { filter }).sql;
  for (const table of ["answer", "chosen"]) expect(asked).toContain(bound(table));
  expect(responseCondition(filter).sql).toContain(bound("chosen"));
  expect(asked).not.toContain("{range of");
});

test("without a range, and for a cohort of ended interactions, answers of all times are looked at", async () => {
  const times = { sent_date: null, interaction_start: null, interaction_end: "2026-03-05T08:00:00.000Z" };
  await using warehouse = await openStored({
    response: [
      response("a", { ...times, submit_date: null }),
      response("b", { ...times, submit_date: "2026-04-05T08:15:00.000Z" }),
    ],
    answer: ["a", "b"].map((id) =>
      answer(id, 0, { headline: true, favourable: true, unfavourable: false, points: 5, value: 5, answer: "5" }),
    ),
  });
  const range = { from: Date.parse("2026-03-01"), to: Date.parse("2026-04-01") };
  const counts = async (asking: Parameters<typeof ask<"scores">>[2]) =>
    (await ask(warehouse, "scores", asking)).map(({ answers }) => answers);
  expect(await counts({ filter: { questions: ["q0"] } })).toEqual([2]);
  expect(await counts({ filter: { range, questions: ["q0"] }, basis: "ended" })).toEqual([2]);
  expect(await counts({ filter: { range: { ...range, to: Date.parse("2026-05-01") }, questions: ["q0"] } })).toEqual([
    1,
  ]);
});
