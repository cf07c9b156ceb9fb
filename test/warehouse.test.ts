import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWarehouse } from "../src/warehouse/index.ts";
import { describeWarehouse } from "./warehouse-contract.ts";

describeWarehouse("DuckDB", async () => {
  const folder = await mkdtemp(join(tmpdir(), "afterword-"));
  return {
    open: () => openWarehouse(join(folder, "warehouse.duckdb")),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
});
