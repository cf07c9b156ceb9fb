import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { addressMark } from "../../src/sandbox/http/documents/customer-addresses.ts";
import { defaultSync, notePublished, planErase } from "../../src/sync/index.ts";
import { openReader, openWarehouse, publish } from "../../src/warehouse/index.ts";
import { start } from "../commands/process.ts";
import { newFolder } from "../new-folder.ts";
import { everything } from "../seeds.ts";
import { openDatabase } from "../servers/postgres.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced } from "../servers/synced.ts";
import { findEverywhere } from "./erased-texts.ts";

const { definition } = defaultSync();
const killing = pathToFileURL(join(import.meta.dirname, "..", "commands", "kill-before-commit.mjs")).href;

interface Base extends AsyncDisposable {
  readonly address: string;
  /** @returns the address of a copy */
  copy(): Promise<string>;
}

async function openFile(): Promise<Base> {
  const address = join(newFolder(), "base.duckdb");
  return {
    address,
    async copy() {
      const other = join(newFolder(), "copy.duckdb");
      for (const end of ["", ".key"]) copyFileSync(`${address}${end}`, `${other}${end}`);
      return other;
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function openOnServer(): Promise<Base> {
  const database = await openDatabase();
  const name = new URL(database.address).pathname.slice(1);
  const copies: string[] = [];
  return {
    address: database.address,
    async copy() {
      const copy = `${name}_${copies.length}`;
      await database.query(`CREATE DATABASE ${copy} TEMPLATE ${name} OWNER ${name}`);
      copies.push(copy);
      return Object.assign(new URL(database.address), { pathname: copy }).href;
    },
    async [Symbol.asyncDispose]() {
      for (const copy of copies) await database.query(`DROP DATABASE ${copy} WITH (FORCE)`);
      await database[Symbol.asyncDispose]();
    },
  };
}

/** Every how many commits it is killed in a short run: each costs two processes and a sync. A server's reading commits, too. */
const steps = { DuckDB: { customer: 2, agent: 4 }, PostgreSQL: { customer: 5, agent: 10 } } as const;

/** One of each kind on one of each engine in a short run. */
const short = [
  ["DuckDB", "customer", openFile],
  ["PostgreSQL", "agent", openOnServer],
] as const;
const others = [
  ["DuckDB", "agent", openFile],
  ["PostgreSQL", "customer", openOnServer],
] as const;

test.each(everything ? [...short, ...others] : short)(
  "killed before any commit, on %s, erasing a %s is completed by the next one, or the next sync, with one receipt",
  async (engine, kind, open) => {
    const step = everything ? 1 : steps[engine][kind];
    await using base = await open();
    const isFile = base.address.endsWith(".duckdb");
    await using synced = await openSynced({ seed: 4, perDay: 6, days: 8, daysAhead: 1 });
    await synced.warehouse.close();
    const { value, texts, counts } = await prepare();
    let kills = 0;
    let begun = 0;
    for (let commit = 1, killed = true; killed; commit += step) {
      const address = await base.copy();
      const views = `${address}.views.json`;
      const published = join(newFolder(), "published.duckdb");
      if (isFile) {
        writeFileSync(views, JSON.stringify(texts.map((text) => ({ name: "View", url: `/comments?agent=${text}` }))));
        await using warehouse = await openWarehouse(address);
        await notePublished(warehouse, published);
        await publish(warehouse, published);
      }
      const run = (more = {}) => start(["erase", `--${kind}`, value, "--warehouse", address], more).end;
      const first = await run({ NODE_OPTIONS: `--import ${killing}`, KILL_BEFORE_COMMIT: String(commit) });
      killed = first.signal === "SIGKILL";
      kills += killed ? 1 : 0;
      {
        // On a server a killed process has its lease for five minutes more.
        await using warehouse = await openWarehouse(address);
        await warehouse.transaction((tx) => tx.run("DELETE FROM lease"));
        begun += (await warehouse.query("SELECT name FROM fact WHERE name LIKE 'erasing%'")).length;
      }
      expect([commit, killed || first.code === 0 ? "" : first.stderr]).toEqual([commit, ""]);
      if (begun % 2 === 0) {
        const { code, stdout } = await run();
        expect([commit, code, stdout]).toEqual([commit, 0, expect.stringContaining(`"kind": "${kind}"`)]);
      }
      await using warehouse = await openWarehouse(address);
      const isLeft = (await findEverywhere(warehouse, texts)).includes("document.json");
      if (begun % 2 === 1) await synced.sync({}, {}, warehouse);
      const receipts = await warehouse.query("SELECT kind, counts FROM erasure ORDER BY erased_at");
      if (receipts.length === 0) {
        // Killed before anything was changed.
        expect([commit, isLeft]).toEqual([commit, true]);
        continue;
      }
      // One that is run again after all of it was done has a receipt of nothing.
      expect([commit, JSON.parse(String(receipts[0]?.["counts"]))]).toEqual([commit, counts]);
      expect(receipts.slice(1).every((one) => !/[1-9]/.test(String(one["counts"])))).toBe(true);
      const left =
        kind === "customer" ? ["csat_change.response_id", "csat_change.survey_id", "tombstone.response_id"] : [];
      expect([commit, await findEverywhere(warehouse, texts)]).toEqual([commit, left]);
      expect(await warehouse.query("SELECT name FROM fact WHERE name LIKE 'erasing%' OR name LIKE '%due%'")).toEqual(
        [],
      );
      if (!isFile) continue;
      const [named] = texts;
      const inFiles = [views, published].filter((file) => readFileSync(file).includes(String(named)));
      expect([commit, inFiles]).toEqual([commit, []]);
    }
    expect(kills).toBeGreaterThan(1);

    async function prepare() {
      {
        await using warehouse = await openWarehouse(base.address);
        await synced.sync({ since: present - 5 * day }, {}, warehouse);
      }
      await using reader = await openReader(base.address);
      const [row] = await reader.query(
        `SELECT interaction_id, response_id, agent_id FROM response
         WHERE source = 'survey' AND listed AND linked AND agent_id IS NOT NULL ORDER BY response_id LIMIT 1`,
      );
      const [interaction, agent] = [String(row?.["interaction_id"]), String(row?.["agent_id"])];
      const value = kind === "agent" ? agent : `customer.${addressMark({ id: interaction })}@mail.example`;
      const [planned] = await planErase(reader, { kind, value, definition });
      const texts = kind === "agent" ? [agent] : [interaction, String(row?.["response_id"])];
      return { value, texts, counts: planned?.counts };
    }
  },
  1_200_000,
);
