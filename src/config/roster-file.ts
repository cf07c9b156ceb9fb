import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { UsageError } from "../base/index.ts";
import { readFileFromDisk, readIfThere } from "./file.ts";
import type { RosterSetting, RosterTable } from "./roster.ts";
import { readRosterCsv } from "./roster-csv.ts";

/** The roster as it is now. */
export interface RosterSource {
  /**
   * The same table as long as the file is the same; null where there is no roster.
   * @throws {UsageError} with everything that is wrong with the file
   */
  read(): Promise<RosterTable | null>;
}

/** A roster in a file is read again once the file is another one: whoever moves is moved without a restart. */
export function openRosterFile(setting: RosterSetting): RosterSource {
  if (setting === null) return { read: async () => null };
  if ("table" in setting) return { read: async () => setting.table };
  const { file } = setting;
  let known: { readonly mark: string; readonly table: RosterTable } | null = null;
  return {
    async read() {
      const now = await stat(file).catch(() => null);
      const mark = now === null ? "none" : `${now.ino} ${now.size} ${now.mtimeMs}`;
      if (known?.mark === mark) return known.table;
      const found = await readIfThere(readFileFromDisk, file);
      if (found === null)
        throw new UsageError(`There is no roster ${file}.`, "Put it there, or correct roster in afterword.toml.");
      const table = readRosterCsv(basename(file), found.text);
      known = { mark, table };
      return table;
    },
  };
}
