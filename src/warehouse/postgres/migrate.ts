import { type Clock, isoTime, UsageError } from "../../base/index.ts";
import { type Applied, checkMigrations, type Migration } from "../migrations.ts";
import { keys } from "../tables.ts";
import { type Connection, schema } from "./connections.ts";
import { numbered } from "./statement.ts";

/** Servers that are older lack what keys with nulls need (UNIQUE NULLS NOT DISTINCT). */
const oldest = 15;

/** Any number: that of the lock under which one process at a time brings a schema up to date. */
const migrationLock = 4_117_001;

const run = (connection: Connection, text: string): Promise<number> => connection.run({ text, values: [] });

/**
 * Makes Afterword's schema and brings its tables up to date, all of it in one transaction: a failure leaves what was there.
 * Several processes may do it at once; one does it, the others find it done.
 * @throws {UsageError} where the server is too old, or the schema somebody else's or of a newer Afterword
 */
export async function migrate(
  connection: Connection,
  place: string,
  migrations: readonly Migration[],
  clock: Clock,
): Promise<void> {
  await checkServer(connection, place);
  await run(connection, "BEGIN TRANSACTION");
  await run(connection, `SELECT pg_advisory_xact_lock(${migrationLock})`);
  if (!(await hasSchema(connection))) await run(connection, `CREATE SCHEMA ${schema}`);
  const applied = await readApplied(connection, place);
  checkMigrations(applied, migrations, place);
  for (const { name, sql, postgres, hash } of migrations.slice(applied.length)) {
    await run(
      connection,
      "CREATE TABLE IF NOT EXISTS migration (name TEXT NOT NULL, hash TEXT NOT NULL, applied_at TIMESTAMP NOT NULL)",
    );
    await connection.client.query(postgres ?? translated(sql));
    const time = isoTime(clock.now());
    await connection.run(numbered("INSERT INTO migration VALUES ($name, $hash, $time)", { name, hash, time }));
  }
  if (applied.length < migrations.length) await addKeys(connection);
  await run(connection, "COMMIT");
}

/** Refuses a schema that this version cannot read as it stands: a reader changes nothing. */
export async function checkReadable(
  connection: Connection,
  place: string,
  migrations: readonly Migration[],
): Promise<void> {
  await checkServer(connection, place);
  if (!(await hasSchema(connection)))
    throw new UsageError(
      `There is no warehouse at ${place}: the database has no schema "${schema}" that this role may use.`,
      'Run "afterword sync" first, or grant the role USAGE on the schema and SELECT on its tables.',
    );
  const applied = await readApplied(connection, place);
  checkMigrations(applied, migrations, place);
  if (applied.length < migrations.length)
    throw new UsageError(
      `${place} was last written by an older version of Afterword.`,
      "Run `afterword sync` once: it brings it up to date.",
    );
}

async function checkServer(connection: Connection, place: string): Promise<void> {
  const [row] = await connection.rows({
    text: "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number",
    values: [],
  });
  if (Number(row?.["number"]) >= oldest * 10_000) return;
  throw new UsageError(
    `The server of ${place} is PostgreSQL ${row?.["version"]}, which is too old.`,
    `Use PostgreSQL ${oldest} or newer.`,
  );
}

const hasSchema = async (connection: Connection): Promise<boolean> =>
  (
    await connection.rows(
      numbered("SELECT 1 AS one FROM pg_namespace WHERE nspname = $schema AND has_schema_privilege(oid, 'USAGE')", {
        schema,
      }),
    )
  ).length > 0;

async function readApplied(connection: Connection, place: string): Promise<Applied> {
  const columns = await connection.rows(
    numbered(
      `SELECT relname AS table_name, attname AS column_name FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
       WHERE relnamespace = to_regnamespace($schema) AND attnum > 0 AND relkind IN ('r', 'p', 'v')`,
      { schema },
    ),
  );
  if (columns.length === 0) return [];
  if (!columns.some(({ table_name, column_name }) => table_name === "migration" && column_name === "hash"))
    throw new UsageError(
      `The schema "${schema}" of ${place} holds other tables than Afterword's.`,
      "Name another database; this one was left as it is.",
    );
  const rows = await connection.rows(numbered("SELECT name, hash FROM migration ORDER BY name"));
  return rows.map(({ name, hash }) => ({ name: String(name), hash: String(hash) }));
}

/**
 * A migration in PostgreSQL's words. Texts are ordered by their bytes, as DuckDB orders them, whatever the database's locale
 * is.
 */
const translated = (sql: string): string =>
  sql
    .replaceAll(/ USING COMPRESSION \w+/g, "")
    .replaceAll(/\bDOUBLE\b(?! PRECISION)/g, "DOUBLE PRECISION")
    .replaceAll(/\b(?!AS\b)(\w+) VARCHAR\b/g, '$1 TEXT COLLATE "C"');

/** A primary key for each table; where a part of it may be null, one in which null is a value like any other. */
async function addKeys(connection: Connection): Promise<void> {
  for (const [table, names] of Object.entries(keys)) {
    const [{ nullable, keyed } = { nullable: 0, keyed: 0 }] = await connection.rows(
      numbered(
        `SELECT count(*) FILTER (WHERE NOT attnotnull AND attname = ANY($names)) AS nullable,
           (SELECT count(*) FROM pg_index WHERE indrelid = to_regclass($table) AND indisunique) AS keyed
         FROM pg_attribute WHERE attrelid = to_regclass($table) AND attnum > 0`,
        { table, names },
      ),
    );
    if (Number(keyed) > 0) continue;
    const columns = names.join(", ");
    await run(
      connection,
      Number(nullable) === 0
        ? `ALTER TABLE ${table} ADD PRIMARY KEY (${columns})`
        : `CREATE UNIQUE INDEX ${table}_key ON ${table} (${columns}) NULLS NOT DISTINCT`,
    );
  }
}
