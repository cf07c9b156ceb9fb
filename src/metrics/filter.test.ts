import { expect, test } from "vitest";
import { openStored, response } from "../../test/orgs/stored.ts";
import { ask } from "./ask.ts";

const [one, two] = ["M\u00fcnchen", "Mu\u0308nchen"];

test.each([
  [one, two],
  [two, one],
  [one, one.toUpperCase()],
  [two, two.toUpperCase()],
  // The last Σ of a word is ς to JavaScript, and İ two characters; to the database they are neither.
  ["ΠΩΛΗΣΕΙΣ", "ΠΩΛΗΣΕΙΣ"],
  ["ΠΩΛΗΣΕΙΣ", "Πωλησεις"],
  ["Πωλησεις", "ΠΩΛΗΣΕΙΣ"],
  ["İstanbul", "İSTANBUL"],
  ["GROẞE", "große"],
])("names are compared in any case and however accents are spelt: stored %j, wanted %j", async (stored, wanted) => {
  await using warehouse = await openStored({
    queue: [{ organization_id: "org", queue_id: "q", name: stored }],
    response: [response("r1", { queue_id: "q", team_name: stored, form_name: stored }), response("r2")],
    attribution: [
      {
        ...{ organization_id: "org", response_id: "r1", agent_id: null, queue_id: "q" },
        ...{ weight_genesys: 1, weight_last: 1, weight_first: 1, weight_longest: 1, weight_all: 1 },
      },
    ],
  });
  for (const filter of [{ queues: [wanted] }, { teams: [wanted] }, { forms: [wanted] }]) {
    const [row] = await ask(warehouse, "volume", { filter });
    expect([Object.keys(filter), row?.responses]).toEqual([Object.keys(filter), 1]);
  }
});
