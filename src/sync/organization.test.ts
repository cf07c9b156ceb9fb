import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStored } from "../../test/orgs/stored.ts";
import { type Database, openDatabase } from "../../test/servers/postgres.ts";
import { UsageError } from "../base/index.ts";
import { openWarehouse, type Row } from "../warehouse/index.ts";
import { addOrganization, checkJoins } from "./organization.ts";

const acme = { id: "a1", name: "Acme" };
const row = (organization_id: string, changes: Row = {}): Row => ({
  ...{ organization_id, name: "Acme", added_at: "2026-03-05T08:15:00.000Z", sandbox: false },
  ...changes,
});
const chosen = { addOrganization: true, sandbox: false };
const unchosen = { addOrganization: false, sandbox: false };

describe("whether an organization may join others", () => {
  test.each([
    ["the first one", [], unchosen, false],
    ["one that is there already", [row("a1"), row("b2")], unchosen, false],
    ["another one that was chosen", [row("b2")], chosen, true],
    ["one next to others of an older version", [row("b2", { sandbox: null })], chosen, true],
    ["another one that nobody chose", [row("b2")], unchosen, "holds the responses of the organization Acme (b2);"],
    ["another one next to several", [row("b2"), row("c3")], unchosen, "organizations Acme (b2) and Acme (c3);"],
    ["one next to an invented one", [row("b2", { sandbox: true })], chosen, "What it holds is simulated"],
    ["an invented one", [row("b2")], { ...chosen, sandbox: true }, "This one is simulated"],
    ["one next to an unknown one", [row("unidentified", { name: null })], chosen, "may be the same one"],
  ])("%s", async (_, organization, request, expected) => {
    await using warehouse = await openStored({ organization });
    const joins = checkJoins(warehouse, acme, request);
    if (typeof expected === "boolean") expect(await joins).toBe(expected);
    else await expect(joins).rejects.toThrow(expected);
  });

  test("an unknown one does not, whoever chose it", async () => {
    await using warehouse = await openStored({ organization: [row("b2")] });
    const joins = checkJoins(warehouse, { id: "unidentified", name: null }, chosen);
    await expect(joins).rejects.toThrow("may be the same one");
  });
});

describe("on a server", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase();
  });
  afterAll(() => database[Symbol.asyncDispose]());

  test("of two that come to an empty warehouse at the same time one is refused", async () => {
    const warehouses = [await openWarehouse(database.address), await openWarehouse(database.address)];
    const adding = warehouses.map((warehouse, at) =>
      addOrganization(warehouse, { id: `o${at}`, name: null }, { ...unchosen, interactionUrl: null }, Date.now()),
    );
    const ended = await Promise.allSettled(adding);
    const refused = ended.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(refused).toEqual([expect.any(UsageError)]);
    const [stored] = (await warehouses[0]?.query("SELECT count(*) AS n FROM organization")) ?? [];
    expect(Number(stored?.["n"])).toBe(1);
    for (const warehouse of warehouses) await warehouse[Symbol.asyncDispose]();
  });
});
