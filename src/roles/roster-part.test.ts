import { expect, test } from "vitest";
import { UsageError } from "../base/index.ts";
import { findRosterPart, inForce, type RosterInForce, shownAgents } from "./roster-part.ts";
import type { RosterPart } from "./token.ts";

const stated = {
  ada: { site: "Berlin", leader: "Ann Lee" },
  bo: { site: "BERLIN", leader: "Kim" },
  cid: { site: "Bonn", leader: "ann lee" },
  dee: { leader: "Kim" },
  eve: {},
};
const attributes = ["site", "leader", "constructor"];
const table = {
  attributes,
  rows: Object.entries(stated).map(([agent, values], at) => ({ agent, values, place: `roster.csv:${at + 2}` })),
};
const roster: RosterInForce = {
  attributes,
  agents: new Map(Object.entries(stated).map(([id, values]) => [id, new Map(Object.entries(values))])),
};
const token = (part: RosterPart, own: Partial<Parameters<typeof shownAgents>[0]> = {}) => ({
  ...{ agents: [], teams: [], divisions: [], roster: part },
  ...own,
});

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "nothing";
}

test.each<[RosterPart, readonly string[]]>([
  [{ site: ["berlin"] }, ["ada", "bo"]],
  [{ site: ["Berlin", "Bonn"] }, ["ada", "bo", "cid"]],
  [{ leader: ["Ann Lee"] }, ["ada", "cid"]],
  [{ site: ["Berlin"], leader: ["Kim"] }, ["bo"]],
  [{ SITE: ["Bonn"] }, ["cid"]],
])("%j shows whom the roster gives all of it", (part, agents) =>
  expect(shownAgents(token(part), roster)).toEqual(agents),
);

test("what was given by id is shown too, and without a word of the roster it alone", () => {
  expect(shownAgents(token({ site: ["Bonn"] }, { agents: ["eve"] }), roster)).toEqual(["eve", "cid"]);
  expect(shownAgents(token({}, { agents: ["eve"] }), null)).toEqual(["eve"]);
  expect(shownAgents(token({}), roster)).toEqual([]);
});

test.each<[string, RosterPart, RosterInForce | null, string]>([
  ["no roster", { site: ["Berlin"] }, null, "there is none"],
  ["no such attribute", { floor: ["1"] }, roster, '"floor", an attribute that the roster no longer has'],
  ["no such value", { site: ["Rome", "Pisa"] }, roster, "site Rome or Pisa by the roster, and no agent"],
  ["no agent with both", { site: ["Bonn"], leader: ["Kim"] }, roster, "site Bonn and leader Kim by the roster"],
  ["nothing that was stated", { constructor: ["x"] } as RosterPart, roster, "no agent of the warehouse has now"],
  ["no value at all", { site: [] }, roster, "no agent of the warehouse has now"],
  ["whose is not stated", { site: ["not stated"] }, roster, "no agent of the warehouse has now"],
])("with %s, a token shows nobody, and says why", (_, part, known, why) => {
  expect(refusal(() => shownAgents(token(part), known))).toContain(why);
});

test("a team stays where the roster names nobody; where there is no roster, nothing is shown", () => {
  const own = { teams: ["north"] };
  expect(shownAgents(token({ site: ["Rome"] }, own), roster)).toEqual([]);
  expect(refusal(() => shownAgents(token({ site: ["Rome"] }, own), undefined))).toContain("there is none");
});

test("a part is what the roster has, as it writes it", () => {
  expect(findRosterPart({ site: ["berlin", "Berlin", "bonn"] }, table)).toEqual({ site: ["Berlin", "Bonn"] });
  expect(inForce({ Site: ["Berlin"] }, roster)).toEqual({ site: ["Berlin"] });
});

test.each<[RosterPart, string]>([
  [{ site: ["Berln"], leader: ["Kimm"] }, 'No agent of the roster has the site "Berln". Did you mean "Berlin"?\n'],
  [{ site: ["not stated"] }, "cannot show whose site is not stated"],
  [{ constructor: ["Object"] } as RosterPart, 'has the constructor "Object".'],
  [{ site: ["Bonn"], leader: ["Kim"] }, "No agent of the roster has site Bonn and leader Kim."],
])("%j is refused with what was probably meant", (part, why) => {
  expect(refusal(() => findRosterPart(part, table))).toContain(why);
});
