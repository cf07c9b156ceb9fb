import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { openWarehouse } from "../../src/warehouse/index.ts";
import { afterword } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { openDatabase } from "../servers/postgres.ts";
import { openSynced } from "../servers/synced.ts";

interface Place extends AsyncDisposable {
  readonly address: string;
  /** Makes a backup of the warehouse, which nobody has open. */
  copy(): Promise<void>;
  /** @returns the address of the warehouse as it was when the backup was made */
  putBack(): Promise<string>;
}

async function openFile(): Promise<Place> {
  const address = join(newFolder(), "restored.duckdb");
  const copyAll = (from: string, to: string): void => {
    for (const end of ["", ".key"]) copyFileSync(`${from}${end}`, `${to}${end}`);
  };
  return {
    address,
    copy: async () => copyAll(address, `${address}.backup`),
    async putBack() {
      rmSync(`${address}.wal`, { force: true });
      copyAll(`${address}.backup`, address);
      return address;
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function openOnServer(): Promise<Place> {
  const database = await openDatabase();
  const name = new URL(database.address).pathname.slice(1);
  const backup = Object.assign(new URL(database.address), { pathname: `${name}_backup` }).href;
  return {
    address: database.address,
    copy: async () => void (await database.query(`CREATE DATABASE ${name}_backup TEMPLATE ${name} OWNER ${name}`)),
    putBack: async () => backup,
    async [Symbol.asyncDispose]() {
      await database.query(`DROP DATABASE ${name}_backup WITH (FORCE)`);
      await database[Symbol.asyncDispose]();
    },
  };
}

/** The rows of an increment, put over what the consumer has. */
function apply(text: string, stored: Map<unknown, unknown>): void {
  for (const line of text.split("\n").filter((one) => one !== "")) {
    const { deleted, ...row }: Record<string, unknown> = JSON.parse(line);
    if (deleted) stored.delete(row["response_id"]);
    else stored.set(row["response_id"], row);
  }
}

test.each([
  ["DuckDB", openFile],
  ["PostgreSQL", openOnServer],
])("a consumer learns that an older copy of the warehouse was put back, on %s", async (_, open) => {
  await using place = await open();
  await using synced = await openSynced({ seed: 3, perDay: 3, days: 12, daysAhead: 12 });
  const folder = newFolder();
  let address = place.address;
  const sync = async (days: number): Promise<void> => {
    synced.clock.advance(days * day);
    await using warehouse = await openWarehouse(address);
    await synced.sync({}, {}, warehouse);
  };
  const run = (...flags: string[]) => afterword(["export", "--warehouse", address, "--format", "ndjson", ...flags]);
  const increment = (state: string) => run("--state", join(folder, state));
  const stored = new Map<unknown, unknown>();

  await sync(0);
  apply((await increment("before")).stdout, stored);
  await place.copy();
  await sync(2);
  expect((await increment("after")).stdout).not.toBe("");

  address = await place.putBack();
  expect(await increment("after")).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(/older copy/) });
  // As many changes again, and more: other ones.
  await sync(7);
  expect(await increment("after")).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(/older copy/) });

  // Who has read nothing since the backup was made goes on.
  const last = await increment("before");
  expect([last.code, last.stdout]).toEqual([0, expect.stringContaining("response_id")]);
  apply(last.stdout, stored);
  const all = new Map<unknown, unknown>();
  apply((await run()).stdout, all);
  expect(stored).toEqual(all);
});
