import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { UsageError } from "../base/index.ts";

/** One step from an empty warehouse to today's tables. Steps are only ever added: their hashes stand in every warehouse. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

const folder = new URL("./migrations/", import.meta.url);

const ofPostgres = ".postgres.sql";

/**
 * The steps of an engine that came with this version, in the order of their names. A step is one file for both, unless
 * there is a `NAME.postgres.sql` too; a `NAME.postgres.sql` without a `NAME.sql` is a step of PostgreSQL alone.
 */
export function readMigrations(engine: "duckdb" | "postgres" = "duckdb"): readonly Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".sql"));
  const steps = new Map(files.filter((file) => !file.endsWith(ofPostgres)).map((file) => [file.slice(0, -4), file]));
  if (engine === "postgres") {
    for (const file of files) if (file.endsWith(ofPostgres)) steps.set(file.slice(0, -ofPostgres.length), file);
  }
  return [...steps]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, file]) => {
      const sql = readFileSync(new URL(file, folder), "utf8").replaceAll("\r\n", "\n");
      return { name, sql, hash: createHash("sha256").update(sql).digest("hex") };
    });
}

/** Steps that a warehouse has gone. */
export type Applied = readonly Pick<Migration, "name" | "hash">[];

/**
 * Applied ones must be the first of ours, unaltered.
 * @throws {UsageError} where they are of a newer or an altered Afterword
 */
export function checkMigrations(applied: Applied, migrations: readonly Migration[], place: string): void {
  for (const [index, { name, hash }] of applied.entries()) {
    const ours = migrations[index];
    if (ours?.name === name && ours.hash === hash) continue;
    throw migrations.some((migration) => migration.name === name)
      ? new UsageError(
          `${place} was made by another build of Afterword: its step "${name}" differs.`,
          "Open it with the version that made it, or sync into a new warehouse.",
        )
      : new UsageError(
          `${place} was written by a newer version of Afterword: it has the step "${name}".`,
          "Update Afterword, or name another warehouse.",
        );
  }
}

/**
 * Refuses a warehouse that this version cannot read as it stands: a reader changes nothing.
 * @throws {UsageError} where it is empty, older or newer
 */
export function checkReadable(applied: Applied, migrations: readonly Migration[], place: string): void {
  checkMigrations(applied, migrations, place);
  if (applied.length === 0) {
    throw new UsageError(
      `${place} is empty: the first sync into it was stopped before it began.`,
      "Run `afterword sync`: it begins again.",
    );
  }
  if (applied.length < migrations.length) {
    throw new UsageError(
      `${place} was last written by an older version of Afterword.`,
      "Run `afterword sync` once: it brings it up to date.",
    );
  }
}

/** The rows of the table `migration`. */
export const readSteps = (rows: readonly { readonly [column: string]: unknown }[]): Applied =>
  rows.map(({ name, hash }) => ({ name: String(name), hash: String(hash) }));
