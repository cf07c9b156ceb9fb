import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { InterruptedError } from "../../src/base/index.ts";
import { keys, type Row, type Warehouse } from "../../src/warehouse/index.ts";

/** Somewhere a warehouse can be, empty at first. */
export interface Site extends AsyncDisposable {
  open(): Promise<Warehouse>;
}

const document = (id: string, more: Row = {}): Row => ({
  arrival: 1,
  key: 1,
  organization_id: "org",
  kind: "survey",
  id,
  parent_id: null,
  hash: "h",
  fetched_at: "2026-03-05T08:15:00.000Z",
  json: "{}",
  ...more,
});

const credit = (agent_id: string | null, queue_id: string | null, weight: number): Row => ({
  organization_id: "org",
  response_id: "r",
  agent_id,
  queue_id,
  ...{ weight_genesys: weight, weight_last: weight, weight_first: 0, weight_longest: 0, weight_all: 0 },
});

/** What every engine's warehouse does, in SQL that every engine speaks. */
export function describeWarehouse(engine: string, createSite: () => Promise<Site>): void {
  describe(`a warehouse on ${engine}`, () => {
    let site: Site;
    let warehouse: Warehouse;
    const put = (table: keyof typeof keys, rows: readonly Row[]) => warehouse.transaction((tx) => tx.put(table, rows));
    beforeEach(async () => {
      site = await createSite();
      warehouse = await site.open();
    });
    afterEach(async () => {
      await warehouse[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
    });

    test("append adds rows and looks for nothing", async () => {
      await put("document", [document("a")]);
      await warehouse.transaction((tx) => tx.append("document", [document("b"), document("c")]));
      expect(await warehouse.query("SELECT id FROM document ORDER BY id")).toEqual([
        { id: "a" },
        { id: "b" },
        { id: "c" },
      ]);
      await expect(warehouse.transaction((tx) => tx.append("document", [{ nonsense: 1 }]))).rejects.toThrow("nonsense");
    });

    test("returns what was put: text, times, truth, whole numbers, fractions and nulls", async () => {
      const question = {
        organization_id: "org",
        form_id: "f",
        question_id: "q",
        question_context_id: null,
        position: 3,
        question_group: "Grüße 🎉",
        text: 'a "quoted" \\ text',
        type: null,
        role: "csat",
        role_from: "text",
        role_reason: "",
        lead: true,
        scale_min: 0.1,
        scale_max: 1e21,
        scale_points: null,
        direction: null,
        best: null,
        satisfied_from: null,
      };
      await put("question", [question]);
      await put("document", [document("1", { json: '{"a":[1,null]}', fetched_at: "2026-03-05T08:15:00.123Z" })]);
      expect(await warehouse.query("SELECT * FROM question")).toEqual([question]);
      expect(await warehouse.query("SELECT json, fetched_at FROM document")).toEqual([
        { json: '{"a":[1,null]}', fetched_at: "2026-03-05T08:15:00.123Z" },
      ]);
    });

    test("counts in numbers, and takes times and lists as parameters", async () => {
      await put("document", [document("1"), document("2"), document("3", { fetched_at: "2026-03-06T00:00:00.000Z" })]);
      const count = (where: string, parameters: Parameters<Warehouse["query"]>[1]) =>
        warehouse.query(`SELECT count(*) AS n FROM document WHERE ${where}`, parameters);
      expect(await count("fetched_at < $to", { to: "2026-03-05T10:15:00+02:00" })).toEqual([{ n: 0 }]);
      expect(await count("fetched_at < $to", { to: "2026-03-06T00:00:00.000Z" })).toEqual([{ n: 2 }]);
      expect(await count("id = ANY($ids)", { ids: ["1", "3", "4"] })).toEqual([{ n: 2 }]);
      expect(await count("id = $id", { id: "1" })).toEqual([{ n: 1 }]);
      await expect(count("id = $id", {})).rejects.toThrow("$id");
    });

    test("replaces rows of the same key, and of equal ones keeps the last", async () => {
      await put("document", [document("1", { json: "old" }), document("2", { json: "stays" })]);
      await put("document", [document("1", { json: "first" }), document("1", { json: "last" })]);
      expect(await warehouse.query("SELECT id, json FROM document ORDER BY id")).toEqual([
        { id: "1", json: "last" },
        { id: "2", json: "stays" },
      ]);
    });

    test("takes null as a part of a key", async () => {
      await put("attribution", [credit(null, null, 1), credit("a", null, 0.5)]);
      await put("attribution", [credit(null, null, 0.25)]);
      expect(await warehouse.query("SELECT agent_id, weight_last FROM attribution ORDER BY weight_last")).toEqual([
        { agent_id: null, weight_last: 0.25 },
        { agent_id: "a", weight_last: 0.5 },
      ]);
    });

    test("takes two spellings of a time for one key", async () => {
      const window = { organization_id: "org", source: "surveys", to_time: "2026-02-01T00:00:00Z" };
      await put("sync_window", [
        { ...window, from_time: "2026-01-01T00:00:00Z" },
        { ...window, from_time: "2026-01-01T01:00:00+01:00" },
      ]);
      expect(await warehouse.query("SELECT from_time FROM sync_window")).toEqual([
        { from_time: "2026-01-01T00:00:00.000Z" },
      ]);
    });

    test("makes U+FFFD of what no database takes", async () => {
      await put("document", [document("1", { json: "a\0b\ud800c\udc00d😀" }), document("\0", {})]);
      expect(await warehouse.query("SELECT json FROM document WHERE id = '1'")).toEqual([
        { json: "a\ufffdb\ufffdc\ufffdd😀" },
      ]);
      expect(await warehouse.query("SELECT id FROM document WHERE id = $id", { id: "\0" })).toHaveLength(1);
    });

    test("keeps nothing of a transaction that throws, and goes on", async () => {
      const failing = warehouse.transaction(async (tx) => {
        await tx.put("document", [document("1")]);
        expect(await tx.query("SELECT id FROM document")).toHaveLength(1);
        throw new Error("on purpose");
      });
      await expect(failing).rejects.toThrow("on purpose");
      await expect(put("document", [document("1"), document("2", { hash: null })])).rejects.toThrow();
      await expect(put("document", [document("1"), document("2", { nonsense: 1 })])).rejects.toThrow("nonsense");
      await put("document", [document("3")]);
      expect(await warehouse.query("SELECT id FROM document")).toEqual([{ id: "3" }]);
    });

    test("commits one transaction after another, and shows nothing before its commit", async () => {
      const order: string[] = [];
      const slow = warehouse.transaction(async (tx) => {
        await tx.put("document", [document("1")]);
        expect(await warehouse.query("SELECT id FROM document")).toEqual([]);
        order.push("slow");
      });
      const quick = warehouse.transaction(async () => order.push("quick"));
      await Promise.all([slow, quick]);
      expect(order).toEqual(["slow", "quick"]);
    });

    test("returns how many rows a statement changed", async () => {
      await put("document", [document("1"), document("2"), document("3")]);
      const changed = await warehouse.transaction((tx) =>
        tx.run("UPDATE document SET json = $json WHERE id <> $id", { id: "2", json: "[]" }),
      );
      expect(changed).toBe(2);
    });

    test("reads only where it is asked to read", async () => {
      await put("document", [document("1")]);
      await expect(warehouse.query("DELETE FROM document")).rejects.toThrow("only reads");
      await expect(warehouse.query("SELECT 1 AS a; DELETE FROM document")).rejects.toThrow("one SQL statement");
      expect(await warehouse.query("SELECT id FROM document")).toHaveLength(1);
    });

    test("streams in batches, from one state of the tables, and may be left early", async () => {
      const ids = Array.from({ length: 6000 }, (_, index) => String(index));
      await put(
        "document",
        ids.map((id) => document(id)),
      );
      const seen: unknown[] = [];
      let batches = 0;
      for await (const batch of warehouse.stream("SELECT id FROM document")) {
        if (batches++ === 0) await warehouse.transaction((tx) => tx.run("DELETE FROM document WHERE id > '3'"));
        seen.push(...batch.map(({ id }) => id));
      }
      expect(batches).toBeGreaterThan(1);
      expect(new Set(seen)).toEqual(new Set(ids));
      for await (const batch of warehouse.stream("SELECT id FROM document")) {
        expect(batch.length).toBeGreaterThan(0);
        break;
      }
    });

    test("stops when its signal aborts, and keeps nothing", async () => {
      const stop = new AbortController();
      const stopped = warehouse.transaction(async (tx) => {
        await tx.put("document", [document("1")]);
        stop.abort();
      }, stop.signal);
      await expect(stopped).rejects.toBeInstanceOf(InterruptedError);
      await expect(warehouse.query("SELECT 1 AS a", {}, stop.signal)).rejects.toBeInstanceOf(InterruptedError);
      expect(await warehouse.query("SELECT id FROM document")).toEqual([]);
    });

    test("has everything when it is opened again", async () => {
      await put("document", [document("1")]);
      await warehouse[Symbol.asyncDispose]();
      warehouse = await site.open();
      expect(await warehouse.query("SELECT id FROM document")).toEqual([{ id: "1" }]);
    });

    test("has every table and key that the house knows", async () => {
      for (const [table, names] of Object.entries(keys)) {
        const rows = await warehouse.query(`SELECT ${names.join(", ")} FROM ${table}`);
        expect(rows).toEqual([]);
      }
      for (const view of ["csat_response", "csat_change"])
        expect(await warehouse.query(`SELECT * FROM ${view}`)).toEqual([]);
    });

    test("holds each key once, with its last row, for any puts", async () => {
      const key = fc.option(fc.constantFrom("a", "b", "\0", "\ufffd"));
      const row = fc.tuple(key, key, fc.integer({ min: 1, max: 9 }));
      const batches = fc.array(fc.array(row, { maxLength: 8 }), { maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(batches, async (batches) => {
          await warehouse.transaction((tx) => tx.run("DELETE FROM attribution"));
          const expected = new Map<string, number>();
          for (const batch of batches) {
            await put(
              "attribution",
              batch.map(([agent, queue, weight]) => credit(agent, queue, weight)),
            );
            for (const [agent, queue, weight] of batch) expected.set(stored(agent, queue), weight);
          }
          const rows = await warehouse.query("SELECT agent_id, queue_id, weight_last FROM attribution");
          const actual = rows.map(
            ({ agent_id, queue_id, weight_last }) => [stored(agent_id, queue_id), weight_last] as const,
          );
          expect(actual).toHaveLength(expected.size);
          expect(new Map(actual)).toEqual(expected);
        }),
        { numRuns: 25 },
      );
    });
  });
}

const stored = (...key: unknown[]): string => JSON.stringify(key).replaceAll("\\u0000", "\ufffd");
