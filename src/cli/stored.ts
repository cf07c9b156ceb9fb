import type { Command } from "commander";
import { readConfig, type Settings } from "../config/index.ts";
import { commonFlags } from "./flags.ts";
import { sayTo } from "./say.ts";
import type { Shell } from "./shell.ts";
import { warehousePlace } from "./warehouse-place.ts";

/** What a command is told that works on what is stored, and asks nothing of Genesys. */
export interface StoredFlags {
  readonly warehouse?: string;
  readonly config?: string;
  readonly sandbox?: boolean;
}

/** The flags of such a command; they are its last. */
export const withStored = (command: Command): Command =>
  command
    .addOption(commonFlags.warehouse())
    .addOption(commonFlags.config())
    .option("--sandbox", "what was synced from a simulated org: afterword-sandbox.duckdb");

/** Its settings, and where the warehouse is. */
export async function readStored(
  shell: Shell,
  { config, ...where }: StoredFlags,
): Promise<{ readonly settings: Settings; readonly place: string }> {
  // No credentials are needed here, so half of them do no harm.
  const { settings, warnings } = await readConfig({ ...shell, flags: { config, sandbox: true } });
  warnings.forEach(sayTo(shell.stderr));
  return { settings, place: warehousePlace(shell, where) };
}
