import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { UsageError } from "../base/index.ts";

/** One step from an empty warehouse to today's tables. Steps are only ever added: their hashes stand in every warehouse. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** What PostgreSQL runs in its place, where a step cannot be written for both: `NAME.postgres.sql` beside it. */
  readonly postgres?: string;
  readonly hash: string;
}

const folder = new URL("./migrations/", import.meta.url);

/** The steps that came with this version, in the order of their names. */
export function readMigrations(): readonly Migration[] {
  const files = new Set(readdirSync(folder));
  const read = (file: string): string => readFileSync(new URL(file, folder), "utf8").replaceAll("\r\n", "\n");
  return [...files]
    .filter((file) => /^[^.]+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = read(file);
      const name = file.replace(/\.sql$/, "");
      const own = `${name}.postgres.sql`;
      const hash = createHash("sha256").update(sql).digest("hex");
      return { name, sql, hash, ...(files.has(own) && { postgres: read(own) }) };
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
          "Open it with the version that made it, or sync into a new file.",
        )
      : new UsageError(
          `${place} was written by a newer version of Afterword: it has the step "${name}".`,
          "Update Afterword, or name another file.",
        );
  }
}
