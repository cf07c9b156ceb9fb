import { join } from "node:path";
import { closable } from "../../src/base/index.ts";
import { openWarehouse, type Row, type Warehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { openDatabase } from "./postgres.ts";

/** Where this run has its warehouses: the project `server` of vitest.config.ts runs the laws once more on PostgreSQL. */
export const onServer = process.env["AFTERWORD_TEST_ENGINE"] === "postgres";

/** A warehouse that is gone when it is closed: a file in a folder of its own, or a database. */
export interface EmptyWarehouse extends Warehouse {
  /** What `--warehouse` takes: the path of the file, or the address with its password. */
  readonly address: string;
}

/** An empty warehouse on this run's engine. */
export async function openEmptyWarehouse(name = "test.duckdb"): Promise<EmptyWarehouse> {
  if (!onServer) {
    const address = join(newFolder(), name);
    return { ...(await openWarehouse(address)), address };
  }
  const database = await openDatabase();
  const warehouse = await openWarehouse(database.address);
  const closed = closable(async () => {
    await warehouse.close();
    await database[Symbol.asyncDispose]();
  });
  return { ...warehouse, address: database.address, ...closed };
}

/** All rows of a table without some of its columns, in an order that both engines give: that of their texts. */
export async function tableWithout(
  { query }: Pick<Warehouse, "query">,
  table: string,
  columns: readonly string[] = [],
): Promise<readonly Row[]> {
  const rows = await query(`SELECT * FROM ${table}`);
  const shown = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name))));
  return shown
    .map((row) => ({ row, text: JSON.stringify(row) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ row }) => row);
}
