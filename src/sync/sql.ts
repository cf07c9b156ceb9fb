import { readFileSync } from "node:fs";

/** A statement of this room, by its file's name. */
export const readSql = (name: string): string =>
  readFileSync(new URL(`./sql/${name}.sql`, import.meta.url), "utf8").trim();
