import { expect, test } from "vitest";
import { readAbout } from "./about.ts";
import { addressText, readAddress } from "./address.ts";
import { organizationName, shownOrganization, sourceOf, withOrganization } from "./organizations.ts";
import { ofOrganization, queryText, readQuery } from "./query.ts";
import { ready } from "./source.ts";

const acme = { id: "a1", name: "Acme" };
const trial = { id: "a2", name: "Acme" };
const zoo = { id: "z9", name: null };
const aboutOf = (...organizations: (typeof acme | typeof zoo)[]) => readAbout({ organizations });

test.each([
  ["/queues?since=7d", [acme, zoo], "/queues?since=7d&org=a1"],
  ["/queues?org=z9", [acme, zoo], "/queues?org=z9"],
  ["/queues", [acme], "/queues"],
  ["/", [], "/"],
])("%s of %j is %s", (url, organizations, expected) =>
  expect(addressText(withOrganization(aboutOf(...organizations), readAddress(url)))).toBe(expected),
);

test.each([
  ["/?org=A2", [acme, trial], trial],
  ["/?org=acme", [acme, zoo], acme],
  ["/?org=other", [acme, zoo], null],
  ["/", [acme], acme],
  ["/", [acme, zoo], null],
])("%s shows of %j %j", (url, organizations, shown) =>
  expect(shownOrganization(aboutOf(...organizations), readAddress(url))).toEqual(shown),
);

test("organizations that are called the same are told apart by their ids", () =>
  expect([acme, zoo].map((one) => organizationName(aboutOf(acme, trial, zoo), one))).toEqual(["Acme (a1)", "z9"]));

test("everything is asked for of the organization, and nothing twice", () => {
  const asked: string[] = [];
  const at = (path: string) => {
    asked.push(path);
    return ready(null);
  };
  const source = sourceOf({ at }, "a b");
  for (const path of ["/api/status", "/api/names?kind=queue", "/api/rows?org=z9"]) source.at(path);
  sourceOf({ at }, null).at("/api/status");
  expect(asked).toEqual(["/api/status?org=a+b", "/api/names?kind=queue&org=a+b", "/api/rows?org=z9", "/api/status"]);
});

test("a switch keeps the period and what means the same everywhere, and drops what is named or counted", () => {
  const query = readQuery(
    "since=7d&queue=Care&question=q1&measure=Effort&media=voice&rule=last&figure=comments&org=a1",
  );
  expect(queryText(ofOrganization(query, "z9"))).toBe("since=7d&media=voice&rule=last&org=z9");
});
