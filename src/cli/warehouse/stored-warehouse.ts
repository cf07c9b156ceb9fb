import { stat } from "node:fs/promises";
import { readPlace, UsageError } from "../../base/index.ts";
import { exposed, type Settings } from "../../config/index.ts";
import { isServer } from "../../warehouse/index.ts";
import { readConfiguration } from "../configuration.ts";
import type { Context } from "../context.ts";
import type { StoredFlags } from "../flags/shared.ts";
import { sandboxInstead, warehousePlace } from "./warehouse-path.ts";

/**
 * The settings, the path of the warehouse, and whether it is a sandbox's. If only a sandbox's warehouse exists and nobody asked for it, a command may show it
 * with a notice, but not export it: invented customers must not get into anybody's files.
 * @throws {UsageError} where only a sandbox's warehouse exists, and the command exports
 */
export async function readStored(
  context: Context,
  { config, tz, ...where }: StoredFlags,
  { toLookAt = false } = {},
): Promise<{ readonly settings: Settings; readonly place: string; readonly sandbox: boolean }> {
  // No credentials are needed here, so half of them do no harm.
  const { settings } = await readConfiguration(context, { config, tz, sandbox: true });
  const simulated = await sandboxInstead(context, where);
  const expected = warehousePlace(context, where);
  const missing = `There is no warehouse at ${expected}.`;
  if (simulated !== null && !toLookAt)
    throw new UsageError(missing, `Add --sandbox for ${simulated}, from a simulated org.`);
  if (simulated !== null) {
    context.log.warning("sandbox", `${missing} This is ${simulated}, from a simulated org with invented customers.`);
  }
  const place = simulated ?? expected;
  await warnOfKey(context, place);
  return { settings, place, sandbox: simulated !== null || where.sandbox === true };
}

/** Warns if other users can read the key of a warehouse, with which pseudonyms and hashed addresses can be undone. */
export async function warnOfKey({ platform, log }: Context, warehouse: string): Promise<void> {
  if (isServer(warehouse)) return;
  const path = `${await readPlace(warehouse)}.key`;
  const key = await stat(path).catch(() => null);
  if (!key) return;
  for (const warning of exposed({ path, mode: key.mode, what: "the key of pseudonyms and hashed addresses" }, platform))
    log.warning("exposed", warning);
}
