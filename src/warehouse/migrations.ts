import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

/** One step from an empty file to today's tables. Steps are only ever added: their hashes stand in every warehouse. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

const folder = new URL("./migrations/", import.meta.url);

/** The steps that came with this version, in the order of their names. */
export function readMigrations(): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => {
      const sql = readFileSync(new URL(file, folder), "utf8").replaceAll("\r\n", "\n");
      return { name: file.replace(/\.sql$/, ""), sql, hash: createHash("sha256").update(sql).digest("hex") };
    });
}
