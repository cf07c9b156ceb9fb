import { expect, test } from "vitest";
import { type AgentNaming, createPeople } from "./pseudonyms.ts";

const key = Buffer.alloc(32, 1);
const row = {
  evaluator_id: "u-2",
  evaluator_name: "Eva Lu",
  agent_name: "Ada Gent",
  comment: "Ada Gent was kind",
  agent_id: "u-1",
  team_name: "Tier 1",
  agents: [{ agent_id: "u-1", agent_name: "Ada Gent", queue_name: "Billing", wrap_up: [] }],
  genesys_url: "https://apps.example/i-1",
};
const people = (naming: AgentNaming, own = key) => createPeople(naming, own);

test("by name, nothing changes", () => {
  expect(people("named").row(row)).toBe(row);
  expect(people("named").name("u-1", "Ada Gent")).toBe("Ada Gent");
});

test("under pseudonyms the same person is the same, agent or evaluator, and nobody else", () => {
  const { id, name, row: show } = people("pseudonym");
  const shown = show(row);
  expect(id("u-1")).toMatch(/^agent-[0-9a-f]{10}$/);
  expect(name("u-1", "Ada Gent")).toBe(id("u-1")?.replace("agent-", "Agent "));
  expect(shown).toEqual({
    ...row,
    ...{
      evaluator_id: id("u-2"),
      evaluator_name: name("u-2", null),
      agent_id: id("u-1"),
      agent_name: name("u-1", null),
    },
    agents: [{ ...row.agents[0], agent_id: id("u-1"), agent_name: name("u-1", null) }],
    genesys_url: null,
  });
  expect(Object.keys(shown)).toEqual(Object.keys(row));
  expect(id("u-1")).not.toBe(id("u-2"));
  expect(people("pseudonym").id("u-1")).toBe(id("u-1"));
  expect(people("pseudonym", Buffer.alloc(32, 2)).id("u-1")).not.toBe(id("u-1"));
});

test("who is not known any more has no pseudonym, and stays somebody", () => {
  const forgotten = { evaluator_id: "forgotten", evaluator_name: null };
  for (const naming of ["named", "pseudonym"] as const) expect(people(naming).row(forgotten)).toEqual(forgotten);
  expect(people("off").row(forgotten)).toEqual({ evaluator_id: null, evaluator_name: null });
});

test("off leaves nobody", () =>
  expect(people("off").row(row)).toEqual({
    ...row,
    ...{ evaluator_id: null, evaluator_name: null, agent_id: null, agent_name: null, agents: null, genesys_url: null },
  }));

test("legs may be JSON text, and stay it", () => {
  const text = { agents: JSON.stringify(row.agents) };
  const { row: show } = people("pseudonym");
  expect(JSON.parse(show(text).agents)).toEqual(show(row).agents);
  expect(show({ agents: null })).toEqual({ agents: null });
});

test("a row has no more columns than before, and a name whose id is not known has no pseudonym", () =>
  expect(people("pseudonym").row({ response_id: "r", agent_name: "Ada Gent" })).toEqual({
    response_id: "r",
    agent_name: null,
  }));

test("nobody stays nobody", () =>
  expect(people("pseudonym").row({ agent_id: null, agent_name: null })).toEqual({ agent_id: null, agent_name: null }));
