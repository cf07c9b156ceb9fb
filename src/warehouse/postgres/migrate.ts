import { type Clock, isoTime, UsageError } from "../../base/index.ts";
import { type Applied, checkMigrations, checkReadable, type Migration, readSteps } from "../migrations.ts";
import { schema } from "./columns.ts";
import { createKeys } from "./keys.ts";
import type { Session } from "./session.ts";

/** Any number; the same in every version of Afterword: who has it changes the tables. */
const migrationLock = 4_161_020_726;

/**
 * Brings the tables up to date, in one transaction: one process at a time, and all steps or none. Where there is nothing to do
 * nothing is locked.
 * @throws {UsageError} where the schema is somebody else's, or of a newer or an altered Afterword
 */
export async function migrate(
  session: Session,
  place: string,
  migrations: readonly Migration[],
  clock: Clock,
): Promise<void> {
  const before = await readApplied(session, place);
  checkMigrations(before ?? [], migrations, place);
  if (before?.length === migrations.length) return;
  // Others may stand at a table: after ten seconds this gives up, and lets them and those behind it go on.
  await session.script(
    `BEGIN; SET LOCAL lock_timeout = '10s'; SELECT pg_catalog.pg_advisory_xact_lock(${migrationLock})`,
  );
  try {
    const now = await readApplied(session, place);
    if (now === null) await session.script(`CREATE SCHEMA ${schema}`);
    checkMigrations(now ?? [], migrations, place);
    await session.script(
      'CREATE TABLE IF NOT EXISTS migration (name TEXT COLLATE "C" NOT NULL, hash TEXT NOT NULL, applied_at TIMESTAMP NOT NULL)',
    );
    for (const { name, sql, hash } of migrations.slice(now?.length ?? 0)) {
      await session.script(translate(sql));
      await session.run({
        text: "INSERT INTO migration VALUES ($1, $2, CAST($3 AS TIMESTAMP))",
        values: [name, hash, isoTime(clock.now())],
      });
    }
    await createKeys(session);
    await session.script("COMMIT");
  } catch (error) {
    await session.script("ROLLBACK").catch(() => {});
    throw error;
  }
}

/**
 * Refuses a database that this version cannot read as it stands: a reader changes nothing.
 * @throws {UsageError} where there is no warehouse in it, or an older or a newer one
 */
export async function checkDatabase(session: Session, place: string, migrations: readonly Migration[]): Promise<void> {
  const found = await readApplied(session, place);
  if (found === null) throw new UsageError(`There is no warehouse at ${place}.`, 'Run "afterword sync" first.');
  checkReadable(found, migrations, place);
}

/** The steps that were applied; null where there is no schema of Afterword's. */
export async function readApplied(session: Session, place: string): Promise<Applied | null> {
  const { rows } = await session.run({
    text: `SELECT count(DISTINCT c.oid) AS tables, bool_or(c.relname = 'migration' AND a.attname = 'hash') AS ours,
        has_schema_privilege(n.oid, 'USAGE') AS usable
      FROM pg_namespace n LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid WHERE n.nspname = '${schema}' GROUP BY n.oid`,
    values: [],
  });
  const [found] = rows;
  if (found === undefined) return null;
  if (found["usable"] !== true) {
    throw new UsageError(
      `${place}: a right is missing (USAGE of the schema ${schema}).`,
      "docs/warehouse.md has the GRANT statements.",
    );
  }
  if (found["tables"] === 0) return [];
  if (found["ours"] !== true) {
    throw new UsageError(
      `${place} has a schema "${schema}" with other tables than Afterword's.`,
      "Name another database; this one was left as it is.",
    );
  }
  const steps = await session.run({ text: "SELECT name, hash FROM migration ORDER BY name", values: [] });
  return readSteps(steps.rows);
}

/**
 * A step in PostgreSQL's words. Texts are compared byte by byte, whatever the order of the database is: so DuckDB does, and so
 * every list comes in the same order on both.
 */
export const translate = (sql: string): string =>
  sql
    .replace(/\bUSING COMPRESSION \w+/g, "")
    .replace(/\bDOUBLE\b(?! PRECISION)/g, "DOUBLE PRECISION")
    .replace(/\bAS VARCHAR\b/g, "AS TEXT")
    .replace(/\bVARCHAR\b/g, 'TEXT COLLATE "C"');
