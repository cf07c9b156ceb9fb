import { join } from "node:path";
import { rounded } from "../../src/metrics/index.ts";
import { openWarehouse, type Reader, type Row, type Transaction, type Warehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { openDatabase } from "./postgres.ts";

/** A warehouse on DuckDB and on PostgreSQL at once. */
export interface BothEngines extends Warehouse {
  readonly file: Warehouse;
  readonly server: Warehouse;
  /** What `--warehouse` takes, for each of them. */
  readonly addresses: readonly [file: string, server: string];
  /** Every statement that found or changed a row, once. */
  readonly answered: ReadonlySet<string>;
}

/** Sends every statement to both and refuses answers that differ: what a test does to it proves that both do the same. */
export async function openBothEngines(): Promise<BothEngines> {
  const database = await openDatabase();
  const file = await openWarehouse(join(newFolder(), "both.duckdb"));
  const server = await openWarehouse(database.address);
  const answered = new Set<string>();
  const ask = async (
    sql: string,
    own: () => Promise<readonly Row[]>,
    other: () => Promise<readonly Row[]>,
  ): Promise<readonly Row[]> => {
    const [rows, others] = [await own(), await other()];
    assertSame(sql, rows, others);
    if (rows.length > 0) answered.add(sql);
    return rows;
  };
  const query: Reader["query"] = (sql, ...more) =>
    ask(
      sql,
      () => file.query(sql, ...more),
      () => server.query(sql, ...more),
    );
  return {
    addresses: [file.place, database.address],
    ...{ file, server, answered, query, place: file.place, writer: file.writer },
    async *stream(sql, ...more) {
      const [rows, others] = [await collect(file.stream(sql, ...more)), await collect(server.stream(sql, ...more))];
      assertSame(sql, rows, others);
      if (rows.length > 0) answered.add(sql);
      yield rows;
    },
    transaction: (work, signal) =>
      file.transaction(
        (own) => server.transaction((other) => work(createBoth(own, other, ask, answered)), signal),
        signal,
      ),
    misfits(table, row) {
      const found = file.misfits(table, row);
      if (found.join() !== server.misfits(table, row).join()) throw new Error(`${table} takes other values of a row`);
      return found;
    },
    purge: async (signal) => [...(await file.purge(signal)), ...(await server.purge(signal))],
    close: async () => {},
    async [Symbol.asyncDispose]() {
      for (const one of [file, server, database]) await one[Symbol.asyncDispose]();
    },
  };
}

type Ask = (
  sql: string,
  own: () => Promise<readonly Row[]>,
  other: () => Promise<readonly Row[]>,
) => Promise<readonly Row[]>;

const createBoth = (own: Transaction, other: Transaction, ask: Ask, answered: Set<string>): Transaction => ({
  query: (sql, parameters) =>
    ask(
      sql,
      () => own.query(sql, parameters),
      () => other.query(sql, parameters),
    ),
  find: (wanted) =>
    ask(
      `find ${wanted.table} by ${wanted.by}`,
      () => own.find(wanted),
      () => other.find(wanted),
    ),
  async put(table, rows) {
    await own.put(table, rows);
    await other.put(table, rows);
  },
  async append(table, rows) {
    await own.append(table, rows);
    await other.append(table, rows);
  },
  async run(sql, parameters) {
    const [changed, others] = [await own.run(sql, parameters), await other.run(sql, parameters)];
    if (changed !== others) throw new Error(`${changed} and ${others} rows were changed by ${sql}`);
    if (changed > 0) answered.add(sql);
    return changed;
  },
});

async function collect(batches: AsyncIterable<readonly Row[]>): Promise<readonly Row[]> {
  const all: Row[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

/** In their order where the statement gives one, else in any; sums to the digits that a report keeps. */
export function assertSame(sql: string, rows: readonly Row[], others: readonly Row[]): void {
  const [own, other] = [rows, others].map((all) => all.map((row) => JSON.stringify(Object.entries(rounded(row)))));
  if (!isOrdered(sql)) for (const all of [own, other]) all?.sort();
  const at = own?.findIndex((row, index) => row !== other?.[index]) ?? -1;
  if (at < 0 && own?.length === other?.length) return;
  throw new Error(
    `DuckDB answers ${own?.length} rows, PostgreSQL ${other?.length}; one of them ${own?.[at]}, the other ${other?.[at]}: ${sql}`,
  );
}

/** Whether the statement itself, and not a part of it in brackets, has an order. */
export function isOrdered(sql: string): boolean {
  let rest = sql.replaceAll(/--[^\n]*/g, "");
  for (let before = ""; before !== rest; ) [before, rest] = [rest, rest.replaceAll(/\([^()]*\)/g, "")];
  return /ORDER BY/.test(rest);
}
