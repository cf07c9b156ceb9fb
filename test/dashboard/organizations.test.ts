import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sectionKeys } from "../../src/report/index.ts";
import {
  openServedOrganizations,
  rangeOfBoth as range,
  type ServedOrganizations,
} from "../orgs/served-organizations.ts";
import { organizationNames, withoutChangeIds } from "../orgs/two-organizations.ts";

/*
 * What is answered of one of two organizations with the same ids is what a dashboard of it alone answers.
 */

let served: ServedOrganizations;
beforeAll(async () => {
  served = await openServedOrganizations();
});
afterAll(() => served[Symbol.asyncDispose]());

/** An interaction that both have. */
async function commonInteraction(): Promise<string> {
  const [row] = await served.two.shared.query(
    "SELECT interaction_id AS id FROM response WHERE listed AND linked GROUP BY 1 HAVING count(DISTINCT organization_id) = 2 ORDER BY 1 LIMIT 1",
  );
  return String(row?.["id"]);
}

describe("answers", () => {
  const paths: readonly [string, () => string | Promise<string>][] = [
    ["every section", () => `/api/sections/${sectionKeys.join(",")}?${range}&by=queue`],
    ["sections of a queue that both have", () => `/api/sections/csat,nps,volume?${range}&queue=Billing`],
    ["a list", () => `/api/rows?${range}&limit=200`],
    ["a list by agents and answers", () => `/api/rows?${range}&rows=answers&order=lowest`],
    ["the responses behind a number", () => `/api/rows?${range}&figure=comments`],
    ["a search", () => `/api/rows?${range}&text=e`],
    ["an export", () => `/api/export?${range}&format=json`],
    ["an export of legs", () => `/api/export?${range}&rows=legs&format=ndjson`],
    ["one interaction", async () => `/api/interactions/${await commonInteraction()}`],
    ...["queue", "agent", "form", "team", "division", "media", "question"].map((kind): [string, () => string] => [
      `the names of each ${kind}`,
      () => `/api/names?kind=${kind}`,
    ]),
  ];
  test.each(paths)("%s", async (_, pathOf) => {
    const path = await pathOf();
    const texts = new Set<string>();
    for (const name of organizationNames) {
      const of = `${path}${path.includes("?") ? "&" : "?"}org=${name}`;
      const expected = await served.own[name].ask(of);
      expect([expected.status, withoutChangeIds((await served.shared.ask(of)).text)]).toEqual([
        200,
        withoutChangeIds(expected.text),
      ]);
      // A report repeats whose it is; one that is alone needs no word.
      if (!path.includes("sections")) expect((await served.own[name].ask(path)).text).toBe(expected.text);
      texts.add(expected.text);
    }
    expect(texts.size).toBeGreaterThan(0);
  });

  test("of a list differ from one organization to the other", async () => {
    const [north, south] = await Promise.all(
      organizationNames.map((org) => served.shared.ask(`/api/rows?${range}&org=${org}`)),
    );
    expect(north?.text).not.toBe(south?.text);
  });

  test.each([
    ["/api/sections/csat", 400, "holds 2 organizations"],
    ["/api/rows", 400, "holds 2 organizations"],
    ["/api/export", 400, "Choose one with org"],
    ["/api/interactions/x", 400, "holds 2 organizations"],
    ["/api/names?kind=queue", 400, "holds 2 organizations"],
    ["/api/status", 400, "holds 2 organizations"],
    ["/api/rows?org=Sandbox", 400, "is the name of 2 organizations"],
    ["/api/rows?org=east", 400, "no organization of that name or id"],
    ["/api/rows?org=north&org=south", 400, "given 2 times"],
    ["/api/interactions/x?org=north", 404, "no response of this interaction"],
  ])("%s is %i", async (path, status, words) => {
    const answered = await served.shared.ask(path);
    expect([answered.status, answered.text]).toEqual([status, expect.stringContaining(words)]);
  });

  test("what is of the whole warehouse needs no word", async () => {
    const about = (await served.shared.ask("/api/about")).json() as {
      readonly organizations: readonly { id: string }[];
    };
    expect(about.organizations.map(({ id }) => id)).toEqual([...organizationNames]);
    for (const path of ["/api/views", "/healthz", "/metrics", "/"])
      expect((await served.shared.ask(path)).status).toBe(200);
  });

  test("routes are measured by their own names", async () => {
    expect((await served.shared.ask("/metrics")).text).toContain('route="/api/interactions/:id"');
  });
});
