import { readFileFromDisk, readProfileWarehouse } from "../../config/index.ts";
import type { Context } from "../context.ts";
import type { PlaceFlags } from "./warehouse-path.ts";

/**
 * The context with the warehouse of the profile where the environment names none: a flag outranks the environment, and that
 * outranks a profile. A sandbox has a warehouse of its own.
 * @throws {UsageError} where the named profile does not exist
 */
export async function withProfileWarehouse(
  context: Context,
  { profile, warehouse, sandbox = false }: PlaceFlags & { readonly profile?: string | undefined },
): Promise<Context> {
  const { env } = context;
  const isOutranked = warehouse !== undefined || sandbox || Boolean(env["AFTERWORD_WAREHOUSE"]);
  if (isOutranked && (profile === undefined || sandbox)) return context;
  const named = await readProfileWarehouse({ ...context, readFile: readFileFromDisk }, profile ?? null);
  return named === null || isOutranked ? context : { ...context, env: { ...env, AFTERWORD_WAREHOUSE: named } };
}
