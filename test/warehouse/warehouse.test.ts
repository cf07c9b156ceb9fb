import { join } from "node:path";
import { openWarehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { openDatabase } from "../servers/postgres.ts";
import { describeWarehouse } from "./warehouse-contract.ts";

describeWarehouse("DuckDB", async () => {
  const folder = newFolder();
  return {
    open: () => openWarehouse(join(folder, "warehouse.duckdb")),
    [Symbol.asyncDispose]: async () => {},
  };
});

describeWarehouse("PostgreSQL", async () => {
  const database = await openDatabase();
  return {
    open: () => openWarehouse(database.address),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
});
