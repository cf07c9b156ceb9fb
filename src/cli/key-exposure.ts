import { stat } from "node:fs/promises";
import { readPlace } from "../base/index.ts";
import { exposed } from "../config/index.ts";
import type { Context } from "./context.ts";

/** Sentences where other users may read the key beside a warehouse, with which pseudonyms and hashed addresses can be undone. */
export async function keyExposure({ platform }: Pick<Context, "platform">, warehouse: string): Promise<string[]> {
  const path = `${await readPlace(warehouse)}.key`;
  const key = await stat(path).catch(() => null);
  return key ? exposed({ path, mode: key.mode, what: "the key of pseudonyms and hashed addresses" }, platform) : [];
}
