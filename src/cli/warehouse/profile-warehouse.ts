import { type Access, readFileFromDisk, readProfileWarehouse } from "../../config/index.ts";
import { withoutPassword } from "../../warehouse/index.ts";
import type { Context } from "../context.ts";
import { type PlaceFlags, warehousePlace } from "./warehouse-path.ts";

/** The flags that decide whose warehouse it is. */
interface ProfileFlags extends PlaceFlags {
  readonly profile?: string | undefined;
}

/**
 * The context with the warehouse of the profile where the environment names none: a flag outranks the environment, and that
 * outranks a profile. A sandbox has a warehouse of its own.
 * @param opens whether the command opens it, and does not only protect it: then it is reported where the environment names another
 *   one than the profile that was asked for
 * @throws {UsageError} where the named profile does not exist
 */
export async function withProfileWarehouse(context: Context, flags: ProfileFlags, opens: boolean): Promise<Context> {
  const { env, log } = context;
  const { profile, warehouse, sandbox = false } = flags;
  const isOutranked = warehouse !== undefined || sandbox || Boolean(env["AFTERWORD_WAREHOUSE"]);
  if (isOutranked && (profile === undefined || sandbox)) return context;
  const named = await readNamed(context, flags);
  if (named === null) return context;
  if (opens && isOverruled(context, flags, named)) {
    const place = withoutPassword(named);
    log.warning(
      "configuration",
      `AFTERWORD_WAREHOUSE of the environment wins over the warehouse of profile "${profile}", ${place}.`,
    );
  }
  return isOutranked ? context : { ...context, env: { ...env, AFTERWORD_WAREHOUSE: named } };
}

/**
 * Whether somebody named the profile whose org it is, and no variable leads its data elsewhere. Credentials of the environment, or of
 * a profile that is found by itself, may be those of another org by mistake, and so may a warehouse of the environment.
 */
export async function isChosen(
  context: Context,
  access: Pick<Access, "profile"> | null,
  flags: ProfileFlags,
): Promise<boolean> {
  if (access === null || access.profile === null) return false;
  const named = await readNamed(context, flags);
  return named === null || !isOverruled(context, flags, named);
}

const readNamed = (context: Context, { profile }: ProfileFlags): Promise<string | null> =>
  readProfileWarehouse({ ...context, readFile: readFileFromDisk }, profile ?? null);

/** Whether the environment, and no flag, has another place than the warehouse of the profile. */
function isOverruled(context: Context, { warehouse, sandbox = false }: ProfileFlags, named: string): boolean {
  if (warehouse !== undefined || sandbox || !context.env["AFTERWORD_WAREHOUSE"]) return false;
  return warehousePlace(context, {}) !== warehousePlace({ ...context, env: { AFTERWORD_WAREHOUSE: named } }, {});
}
