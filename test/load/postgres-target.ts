import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from } from "pg-copy-streams";
import { openDatabase } from "../servers/postgres.ts";
import type { LoadTarget } from "./target.ts";

/** An empty database of a real PostgreSQL, in which scripts are run as psql runs them: it reads the file of `\copy` itself. */
export async function openPostgresTarget(): Promise<LoadTarget> {
  const database = await openDatabase();
  const client = new pg.Client({ connectionString: database.address });
  await client.connect();
  return {
    engine: "postgres",
    async load(script) {
      const [before, table, file, options, after] =
        /^([\s\S]*?)\n\\copy (\w+) FROM '(.*)' WITH (\(.*\))\n([\s\S]*)$/.exec(script)?.slice(1) ?? [];
      if (before === undefined || file === undefined || after === undefined) throw new Error("It loads no file.");
      await client.query(before);
      await pipeline(createReadStream(file), client.query(from(`COPY ${table} FROM STDIN WITH ${options}`)));
      await client.query(after);
    },
    async read(table) {
      const { rows } = await client.query<Readonly<Record<string, unknown>>>(
        `SELECT to_jsonb(row) AS row FROM ${table} AS row`,
      );
      return rows.map(({ row }) => row as Readonly<Record<string, unknown>>);
    },
    async [Symbol.asyncDispose]() {
      await client.end();
      await database[Symbol.asyncDispose]();
    },
  };
}
