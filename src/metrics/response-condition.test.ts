import { expect, test } from "vitest";
import { openStored, response } from "../../test/orgs/stored.ts";
import type { Filter } from "./filter.ts";
import { responseCondition } from "./response-condition.ts";

const credit = (id: string, agent: string, queue: string, weights: Record<string, number>) => ({
  ...{ organization_id: "org", response_id: id, agent_id: agent, queue_id: queue },
  ...{ weight_genesys: 0, weight_last: 0, weight_first: 0, weight_longest: 0, weight_all: 0, ...weights },
});

test("a filter chooses whole responses, each once, by whom the rule credits", async () => {
  await using warehouse = await openStored({
    response: [
      response("a", { agent_id: "ada", queue_id: "sales", queue_name: "Sales", csat_score: 0.25, team_name: "One" }),
      response("b", { agent_id: "ben", agent_name: "Ben", queue_id: "care", linked: false, csat_score: 1 }),
      response("c", { interaction_start: "2026-02-01T00:00:00.000Z", sent_date: "2026-02-02T00:00:00.000Z" }),
    ],
    attribution: [
      credit("a", "ada", "sales", { weight_first: 1, weight_all: 0.4 }),
      credit("a", "ben", "care", { weight_last: 1, weight_all: 0.6 }),
    ],
    queue: [{ organization_id: "org", queue_id: "care", name: "Customer Care" }],
    agent: [{ organization_id: "org", agent_id: "ada", name: "Ada L" }],
  });
  const chosen = async (filter: Filter): Promise<string> => {
    const { sql, parameters } = responseCondition(filter);
    const rows = await warehouse.query(`SELECT response_id FROM response WHERE ${sql} ORDER BY 1`, parameters);
    return rows.map((row) => row["response_id"]).join("");
  };
  const range = { from: Date.parse("2026-02-01"), to: Date.parse("2026-02-02") };
  const cases: [filter: Filter, ids: string][] = [
    [{}, "abc"],
    [{ queues: ["sales"] }, "a"],
    [{ queues: ["CUSTOMER care"] }, "b"],
    [{ queues: ["care"], rule: "last" }, "a"],
    [{ queues: ["care"], rule: "first" }, ""],
    [{ queues: ["care"], agents: ["ada"], rule: "all" }, ""],
    [{ queues: ["care", "sales"], rule: "all" }, "a"],
    [{ agents: ["ada l", "ben"] }, "ab"],
    [{ teams: ["one"] }, "a"],
    [{ scores: { from: 0.25, to: 0.5 } }, "a"],
    [{ linked: false }, "b"],
    [{ range }, ""],
    [{ range, basis: "interaction" }, "c"],
    [{ range, basis: "sent" }, ""],
  ];
  for (const [filter, ids] of cases) expect(await chosen(filter), JSON.stringify(filter)).toBe(ids);
});
