import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStored } from "../../test/orgs/stored.ts";
import { connect } from "../../test/servers/connect.ts";
import { type Database, openDatabase } from "../../test/servers/postgres.ts";
import { UsageError } from "../base/index.ts";
import { openWarehouse, type Row } from "../warehouse/index.ts";
import { addOrganization, askOrganization, checkJoins } from "./organization.ts";

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

describe("whose client it is", () => {
  const missing = { status: 404, body: {} };
  /** One sync after another, each as its token and `/organizations/me` tell, into one warehouse; each gives the id, or the refusal. */
  async function ask(...syncs: readonly { client: string; token?: object; own?: object }[]) {
    await using warehouse = await openStored({ organization: [] });
    const known: string[] = [];
    for (const { client, token, own } of syncs) {
      await using c = await connect(
        ({ path }) => {
          if (path.endsWith("/tokens/me")) return token ? { body: token } : missing;
          return path.endsWith("/organizations/me") ? (own ? { body: own } : missing) : undefined;
        },
        { clientId: client },
      );
      try {
        const organization = await askOrganization(c.genesys, warehouse, undefined);
        await addOrganization(
          warehouse,
          { ...organization, clientId: client },
          { ...unchosen, interactionUrl: null },
          Date.now(),
        );
        known.push(`${organization.id} ${organization.name}`);
      } catch (error) {
        known.push(error instanceof UsageError ? error.message : String(error));
      }
    }
    return known;
  }
  const token = { organization: acme, OAuthClient: { id: "one" } };
  const refused = expect.stringContaining("may be");

  test.each([
    ["its token tells it", [{ client: "one", token }], ["a1 Acme"]],
    ["its token does not, and the organization itself does", [{ client: "one", own: acme }], ["a1 Acme"]],
    [
      "its token names the client alone",
      [{ client: "one", token: { OAuthClient: { id: "one" } }, own: acme }],
      ["a1 Acme"],
    ],
    [
      "nobody tells it any more: the one that it has read before",
      [{ client: "one", token }, { client: "one" }],
      ["a1 Acme", "a1 Acme"],
    ],
    [
      "nobody told it at first: it stays what it was stored under",
      [{ client: "one" }, { client: "one", token }, { client: "one" }],
      ["unidentified null", "unidentified Acme", "unidentified Acme"],
    ],
    [
      "nobody tells it, and another client has read",
      [{ client: "one", token }, { client: "two" }],
      ["a1 Acme", refused],
    ],
    ["nobody told either client", [{ client: "one" }, { client: "two" }], ["unidentified null", refused]],
    [
      "it is told, and another client's was not",
      [{ client: "one" }, { client: "two", token }],
      ["unidentified null", refused],
    ],
  ])("%s", async (_, syncs, expected) => {
    expect(await ask(...syncs)).toEqual(expected);
  });

  test("a warehouse that does not know its client yet goes on", async () => {
    await using warehouse = await openStored({ organization: [row("unidentified", { name: null })] });
    await using c = await connect(({ path }) => (path.startsWith("/api") ? missing : undefined));
    expect(await askOrganization(c.genesys, warehouse, undefined)).toEqual({ id: "unidentified", name: null });
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
      addOrganization(
        warehouse,
        { id: `o${at}`, name: null, clientId: "client" },
        { ...unchosen, interactionUrl: null },
        Date.now(),
      ),
    );
    const ended = await Promise.allSettled(adding);
    const refused = ended.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(refused).toEqual([expect.any(UsageError)]);
    const [stored] = (await warehouses[0]?.query("SELECT count(*) AS n FROM organization")) ?? [];
    expect(Number(stored?.["n"])).toBe(1);
    for (const warehouse of warehouses) await warehouse[Symbol.asyncDispose]();
  });
});
