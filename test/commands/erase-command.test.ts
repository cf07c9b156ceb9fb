import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { addressMark } from "../../src/sandbox/http/documents/customer-addresses.ts";
import { openSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { notePublished } from "../../src/sync/index.ts";
import { openReader, openWarehouse, publish, type Row } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { createTestClock } from "../servers/clock.ts";
import { openDatabase } from "../servers/postgres.ts";
import { present } from "../servers/sandboxed.ts";
import { findEverywhere } from "../sync/erased-texts.ts";
import { afterword, leadTo, type Ran } from "./terminal.ts";

/** An org that was synced into a file, and published; the command line in its folder. */
describe("erase", () => {
  const cwd = newFolder();
  const place = join(cwd, "afterword.duckdb");
  const copy = join(cwd, "copy.duckdb");
  let sandbox: Sandbox;
  let responses: readonly Row[];
  const run = (...args: string[]): Promise<Ran> => afterword(args, { cwd, home: cwd, env: leadTo(sandbox) });
  const onScreen = (...args: string[]): Promise<Ran> =>
    afterword(["erase", ...args], { cwd, home: cwd, env: leadTo(sandbox), columns: 200 });
  const json = async (...args: string[]) => JSON.parse((await run("erase", ...args)).stdout);
  const query = async (sql: string, file = place): Promise<readonly Row[]> => {
    await using reader = await openReader(file);
    return await reader.query(sql);
  };

  beforeAll(async () => {
    sandbox = await openSandbox({ perDay: 12, days: 8, limit: "off", clock: createTestClock(present) });
    const since = new Date(present - 5 * day).toISOString();
    expect((await run("sync", "--since", since, "--publish", copy)).code).toBe(0);
    responses = await query(
      "SELECT interaction_id, response_id, agent_id FROM csat_response WHERE agent_id IS NOT NULL AND linked ORDER BY response_id",
    );
    expect(responses.length).toBeGreaterThan(5);
  });
  afterAll(() => sandbox[Symbol.asyncDispose]());

  test.each([
    [[], /Nothing was named/],
    [["--agent", "a", "--interaction", "b"], /Only one thing/],
    [["--interaction", " "], /blank/],
    [["--customer", " , "], /no address/],
    [["--interaction", "x", "--warehouse", "nowhere.duckdb"], /no warehouse/],
    [["--interaction", "x", "--org", "nobody"], /no organization of that name/],
  ])("%j is refused, and nothing is changed", async (args, message) => {
    const { code, stderr, stdout } = await run("erase", ...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
    expect(await query("SELECT * FROM erased")).toEqual([]);
  });

  test("what would go is listed by id, also of a copy that has no key, and stays", async () => {
    const { interaction_id: id, response_id } = responses[0] ?? {};
    const planned = await json("--interaction", String(id), "--dry-run");
    expect(planned).toMatchObject({
      dry_run: true,
      erasures: [{ erasure_id: null, kind: "interaction", interactions: 1 }],
    });
    expect(planned.erasures[0].response_ids).toContain(response_id);
    const text = await onScreen("--interaction", String(id), "--dry-run", "--warehouse", copy);
    expect(text.stdout).toMatch(
      new RegExp(`^Would erase from .* an interaction: 1 interaction,.*\n.*response ${response_id}`, "s"),
    );
    expect((await run("erase", "--customer", "a@b.example", "--dry-run", "--warehouse", copy)).stderr).toMatch(
      /no key/,
    );
    expect(await query("SELECT * FROM erased")).toEqual([]);
    const [legs] = await query(`SELECT count(*) AS n FROM leg WHERE interaction_id = '${String(id)}'`);
    expect(legs?.["n"]).toBeGreaterThan(0);
  });

  test.each([
    [["--customer", "030 123456"], /belongs to this customer\.\n.*country code/],
    [["--agent", "nobody"], /belongs to this agent\.\n.*id, not by name/],
    [["--interaction", "1bc96a39"], /belongs to this interaction\.\n.*id/],
  ])("%j names nobody who is stored, and that is said, with how to name them", async (args, message) => {
    const { code, stderr } = await run("erase", ...args, "--dry-run", "--quiet");
    expect([code, stderr]).toEqual([0, expect.stringMatching(message)]);
  });

  test("an interaction leaves the file, its published copy and its saved views; the receipt has counts alone", async () => {
    const { interaction_id: id, response_id } = responses[1] ?? {};
    const views = [
      { name: "Kept", url: "/queues?since=28d" },
      { name: "Case", url: `/interactions/${String(id)}` },
    ];
    writeFileSync(`${place}.views.json`, JSON.stringify(views));
    const before = readFileSync(copy);
    expect(before.includes(String(id))).toBe(true);
    const erased = await run("erase", "--interaction", String(id).toUpperCase());
    expect(erased.code).toBe(0);
    const receipt = JSON.parse(erased.stdout);
    expect(receipt).toMatchObject({ saved_views: 1, purged: true, copies_renewed: [copy], copies_outdated: [] });
    expect(erased.stdout + erased.stderr).not.toContain(String(id));
    expect(erased.stdout + erased.stderr).not.toContain(String(response_id));
    for (const file of [place, copy]) expect([file, readFileSync(file).includes(String(id))]).toEqual([file, false]);
    expect(JSON.parse(readFileSync(`${place}.views.json`, "utf8"))).toEqual([views[0]]);
    expect(existsSync(`${place}.wal`)).toBe(false);
    const [stored] = await query("SELECT erasure_id, counts FROM erasure");
    expect(stored?.["erasure_id"]).toBe(receipt.erasures[0].erasure_id);
    expect(receipt.erasures[0]).toMatchObject(JSON.parse(String(stored?.["counts"])));
  });

  test("an agent goes, with the views that filter by them, and their token; and by no name", async () => {
    const [agent] = await query(
      "SELECT agent_id, name FROM agent WHERE agent_id IN (SELECT agent_id FROM response) ORDER BY agent_id LIMIT 1",
    );
    const [id, name] = [String(agent?.["agent_id"]), String(agent?.["name"])];
    const views = ["id", "name"].map((by) => ({
      name: by,
      url: `/agents?agent=${encodeURIComponent(by === "id" ? `x,${id}` : name)}`,
    }));
    writeFileSync(
      `${place}.views.json`,
      JSON.stringify([...views, { name: `${name.replace(" ", ", ")}'s`, url: "/" }, { name: "Kept", url: "/agents" }]),
    );
    const made = await run("token", "add", `${name}'s`, "--role", "agent", "--agent", id);
    expect(made.code).toBe(0);
    const [byName] = [await run("erase", "--agent", name)];
    expect([byName.code, byName.stderr]).toEqual([2, expect.stringContaining(id)]);
    const { code, stdout, stderr } = await onScreen("--agent", id);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^Erased from .* an agent, out of \d+ responses? and|, /),
    ]);
    expect(stdout).toContain("Removed 3 saved views.\nRemoved 1 token.");
    expect(readFileSync(`${place}.tokens.ndjson`, "utf8")).toBe("");
    expect(stdout + stderr).not.toContain(name);
    expect(JSON.parse(readFileSync(`${place}.views.json`, "utf8"))).toEqual([{ name: "Kept", url: "/agents" }]);
    for (const file of [place, copy]) expect([file, readFileSync(file).includes(id)]).toEqual([file, false]);
  });

  test("a published copy that cannot be made anew is named with what to do, and the end is 6", async () => {
    // A file that is there, in a folder where nobody can write one, root neither, and that was made from nothing of ours.
    const stuck = "/proc/version";
    {
      await using warehouse = await openWarehouse(place);
      await notePublished(warehouse, stuck);
    }
    const id = String(responses[2]?.["interaction_id"]);
    const erased = await run("erase", "--interaction", id);
    expect(erased.code).toBe(6);
    expect(JSON.parse(erased.stdout)).toMatchObject({
      purged: true,
      copies_renewed: [copy],
      copies_outdated: [stuck],
    });
    expect(erased.stderr).toContain(`The published copy ${stuck} still has what was erased.`);
    expect(erased.stderr).toContain(`Renew it with "afterword sync --publish ${stuck}", or delete it.`);
    // The warehouse and the other copy have nothing of it.
    for (const file of [place, copy]) expect([file, readFileSync(file).includes(id)]).toEqual([file, false]);
    await using warehouse = await openWarehouse(place);
    const value = JSON.stringify([{ path: copy, from: place }]);
    await warehouse.transaction((tx) => tx.put("fact", [{ name: "published copies", value }]));
  });

  test("erasing in a copy of the file leaves alone what the original has published", async () => {
    const id = String(responses[3]?.["interaction_id"]);
    const other = join(newFolder(), "tried.duckdb");
    for (const end of ["", ".key"]) copyFileSync(`${place}${end}`, `${other}${end}`);
    const before = readFileSync(copy);
    const erased = await run("erase", "--interaction", id, "--warehouse", other);
    expect([erased.code, JSON.parse(erased.stdout)]).toEqual([
      0,
      expect.objectContaining({ purged: true, copies_renewed: [], copies_outdated: [] }),
    ]);
    expect(erased.stderr).toContain(`${copy} was published from ${place}`);
    expect(readFileSync(copy).equals(before)).toBe(true);
    expect(readFileSync(other).includes(id)).toBe(false);
    // Nor does the original touch what its copy publishes to the same place.
    {
      await using warehouse = await openWarehouse(other);
      await notePublished(warehouse, copy);
      await publish(warehouse, copy);
    }
    const published = readFileSync(copy);
    expect((await run("erase", "--interaction", String(responses[4]?.["interaction_id"]))).stderr).toContain(other);
    expect(readFileSync(copy).equals(published)).toBe(true);
    // Of a file that was moved it cannot be known whose it is: it is named.
    renameSync(other, `${other}.moved`);
    renameSync(`${other}.key`, `${other}.moved.key`);
    const moved = await run("erase", "--interaction", id, "--warehouse", `${other}.moved`);
    expect([moved.code, JSON.parse(moved.stdout).copies_outdated]).toEqual([6, [copy]]);
    await using warehouse = await openWarehouse(place);
    await publish(warehouse, copy);
  });

  test("a key that was made anew finds nobody who was stored before it: that is said, and ends with 6, until it is back", async () => {
    const other = join(newFolder(), "other.duckdb");
    const sync = (days: number): Promise<Ran> =>
      run("sync", "--since", new Date(present - days * day).toISOString(), "--warehouse", other);
    const customer = async (): Promise<readonly unknown[]> => {
      const address = `customer.${addressMark({ id: String(interaction) })}@mail.example`;
      const { code, stdout, stderr } = await run(
        ...["erase", "--customer", address, "--dry-run", "--warehouse", other],
      );
      const [{ interactions, unsearched_interactions: unsearched }] = JSON.parse(stdout).erasures;
      return [code, interactions, unsearched, /(\d+) interactions of .* cannot be known/.exec(stderr)?.[1] ?? null];
    };
    expect((await sync(1)).code).toBe(0);
    const [row] = await query("SELECT interaction_id FROM csat_response WHERE source = 'survey' AND linked", other);
    const interaction = row?.["interaction_id"];
    const stored = async (): Promise<number> =>
      (await query("SELECT id FROM document WHERE kind = 'interaction'", other)).length;
    const before = await stored();
    expect(await customer()).toEqual([0, 1, 0, null]);
    renameSync(`${other}.key`, `${other}.lost`);
    expect((await sync(4)).code).toBe(0);
    const more = (await stored()) - before;
    expect(more).toBeGreaterThan(1);
    expect(await customer()).toEqual([6, 0, before, `${before}`]);
    renameSync(`${other}.lost`, `${other}.key`);
    expect(await customer()).toEqual([6, 1, more, `${more}`]);
  });

  test("of what nothing is stored a mark is left; a warehouse that is held is refused with 7", async () => {
    const unknown = "00000000-0000-4000-8000-000000000000";
    const { code, stdout } = await onScreen("--interaction", unknown);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/held nothing of this interaction\. It is marked/)]);
    await using held = await openWarehouse(place);
    expect((await held.query("SELECT count(*) AS n FROM erased WHERE kind = 'interaction'"))[0]?.["n"]).toBe(4);
    expect((await run("erase", "--interaction", unknown)).code).toBe(7);
  });
});

test("on a server it says what it cannot reach, and a role that may only read is refused", async () => {
  await using database = await openDatabase();
  await using sandbox = await openSandbox({ perDay: 6, days: 6, limit: "off", clock: createTestClock(present) });
  const cwd = newFolder();
  const run = (...args: string[]): Promise<Ran> => afterword(args, { cwd, home: cwd, env: leadTo(sandbox) });
  expect((await run("sync", "--since", "3d", "--warehouse", database.address)).code).toBe(0);
  await using reader = await openReader(database.address);
  const [row] = await reader.query(
    "SELECT interaction_id FROM csat_response WHERE linked ORDER BY response_id LIMIT 1",
  );
  const id = String(row?.["interaction_id"]);
  await database.query("CREATE ROLE looks_only LOGIN PASSWORD 'looks'");
  await database.query("GRANT USAGE ON SCHEMA afterword TO looks_only");
  await database.query("GRANT SELECT ON ALL TABLES IN SCHEMA afterword TO looks_only");
  const looks = database.as("looks_only", "looks");
  expect((await run("erase", "--interaction", id, "--dry-run", "--warehouse", looks)).stdout).toContain(
    '"dry_run": true',
  );
  const refused = await run("erase", "--interaction", id, "--warehouse", looks);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/may not|permission|owner/i)]);
  const { code, stdout, stderr } = await run("erase", "--interaction", id, "--warehouse", database.address);
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { erasures: [{ kind: "interaction", interactions: 1 }] }]);
  expect(stderr).toMatch(/WAL.*backups/);
  expect(await findEverywhere(reader, [id])).toEqual([]);
  await database.query("DROP OWNED BY looks_only");
  await database.query("DROP ROLE looks_only");
});
