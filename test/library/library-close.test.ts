import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Closable, createGenesys, extract, openGenesys, openReader, openWarehouse } from "../../src/index.ts";
import { openSandbox } from "../../src/sandbox/index.ts";
import { leadTo } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";

const access = {
  clientId: "id",
  clientSecret: "secret",
  hosts: { api: "http://127.0.0.1:9", login: "http://127.0.0.1:9" },
};

/** Everything that opens, each opened with whether it is still open. */
const opens: Readonly<Record<string, () => Promise<readonly [Closable, stillOpen: () => Promise<boolean>]>>> = {
  async createGenesys() {
    const genesys = createGenesys(access);
    return [genesys, () => stillAsks(genesys)];
  },
  async openGenesys() {
    const { clientId, clientSecret, hosts } = access;
    const env = { GENESYS_CLIENT_ID: clientId, GENESYS_CLIENT_SECRET: clientSecret, GENESYS_GATEWAY_URL: hosts.api };
    const genesys = await openGenesys({ env });
    return [genesys, () => stillAsks(genesys)];
  },
  async openWarehouse() {
    const warehouse = await openWarehouse(join(newFolder(), "a.duckdb"));
    return [warehouse, () => works(warehouse.query("SELECT 1"))];
  },
  async openReader() {
    const file = join(newFolder(), "a.duckdb");
    await (await openWarehouse(file)).close();
    const reader = await openReader(file);
    return [reader, () => works(reader.query("SELECT 1"))];
  },
  async openSandbox() {
    const sandbox = await openSandbox({ perDay: 1, days: 2 });
    return [sandbox, () => works(fetch(sandbox.url))];
  },
};

const works = (asked: Promise<unknown>): Promise<boolean> =>
  asked.then(
    () => true,
    () => false,
  );

/** Nobody answers: an open client tries for half a minute, a closed one gives up at once. */
const stillAsks = (genesys: ReturnType<typeof createGenesys>): Promise<boolean> =>
  Promise.race([
    works(extract(genesys, { range: { from: "2026-03-01", to: "2026-03-02" } })),
    new Promise<true>((resolve) => setTimeout(resolve, 300, true)),
  ]);

describe("every opened thing is closed by either way, and twice", () => {
  test.each(Object.keys(opens))("%s", async (name) => {
    for (const way of ["close", Symbol.asyncDispose] as const) {
      const [opened, stillOpen] = (await opens[name]?.()) ?? [];
      if (!opened || !stillOpen) throw new Error(name);
      if (!name.endsWith("Genesys")) expect(await stillOpen()).toBe(true);
      await Promise.all([opened[way](), opened[way]()]);
      await opened.close();
      await opened[Symbol.asyncDispose]();
      expect(await stillOpen()).toBe(false);
    }
  });
});

test("close lets go of the lock of a file, and of requests under way", async () => {
  const file = join(newFolder(), "a.duckdb");
  for (const _ of ["first", "second"]) await (await openWarehouse(file)).close();

  const sandbox = await openSandbox({ perDay: 5, days: 10, faults: ["hang"] });
  const genesys = await openGenesys({ env: leadTo(sandbox) });
  const now = sandbox.now();
  const asked = extract(genesys, { range: { from: now - 86_400_000, to: now } });
  const refused = expect(asked).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await genesys.close();
  await refused;
  await sandbox.close();
});
