import { readConfig, type Settings } from "../config/index.ts";
import type { StoredFlags } from "./flags/shared.ts";
import { keyExposure } from "./key-exposure.ts";
import { sayTo } from "./say.ts";
import type { Shell } from "./shell.ts";
import { warehousePlace } from "./warehouse-place.ts";

/** Its settings, and where the warehouse is. */
export async function readStored(
  shell: Shell,
  { config, tz, ...where }: StoredFlags,
): Promise<{ readonly settings: Settings; readonly place: string }> {
  // No credentials are needed here, so half of them do no harm.
  const { settings, warnings } = await readConfig({ ...shell, flags: { config, timeZone: tz, sandbox: true } });
  const place = warehousePlace(shell, where);
  [...warnings, ...(await keyExposure(shell, place))].forEach(sayTo(shell.stderr));
  return { settings, place };
}
