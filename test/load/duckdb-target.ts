import { DuckDBInstance } from "@duckdb/node-api";
import type { LoadTarget } from "./target.ts";

interface DuckdbTarget extends LoadTarget {
  run(sql: string): Promise<void>;
  ask(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** A DuckDB of its own, in memory, that scripts are run in. */
export async function openDuckdbTarget(): Promise<DuckdbTarget> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const run = async (sql: string) => {
    const statements = await connection.extractStatements(sql);
    for (let index = 0; index < statements.count; index += 1) {
      const prepared = await statements.prepare(index);
      await prepared.run();
    }
  };
  return {
    engine: "duckdb",
    run,
    load: run,
    ask: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS(),
    read: async (table, columns) => {
      const shown = columns.map(({ name, type }) => {
        if (type === "time") return `CAST(epoch_ms(${name}) AS DOUBLE) AS ${name}`;
        if (type === "json" || type === "names") return `CAST(${name} AS VARCHAR) AS ${name}`;
        return type === "id" ? `CAST(${name} AS DOUBLE) AS ${name}` : name;
      });
      const result = await connection.runAndReadAll(`SELECT ${shown.join(", ")} FROM ${table}`);
      return result.getRowObjectsJS();
    },
    async [Symbol.asyncDispose]() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
