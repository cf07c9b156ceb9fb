import { randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { UsageError } from "../base/index.ts";
import { explainFailure } from "./failures.ts";
import { readPlace } from "./place.ts";
import type { Warehouse } from "./warehouse.ts";

/**
 * Puts a copy of the warehouse where programs may read it that would keep writers of the warehouse itself waiting. The copy is
 * made beside `file` and moved into place, so that whoever reads meanwhile reads the old one to its end; a failure leaves the
 * old one.
 * @throws {UsageError} where it cannot be written
 */
export async function publish(warehouse: Warehouse, file: string): Promise<void> {
  const target = await readPlace(file);
  if (target === warehouse.place) {
    throw new UsageError("The copy would replace the warehouse itself.", "Name another file to publish to.");
  }
  if (!warehouse.copyTo) throw new UsageError("This warehouse is not a file.", "Let its readers read it directly.");
  const beside = `${target}.${randomUUID()}.part`;
  try {
    await warehouse.copyTo(beside);
    await rename(beside, target);
  } catch (error) {
    for (const rest of [beside, `${beside}.wal`]) await rm(rest, { force: true }).catch(() => {});
    throw explainFailure(error, target);
  }
}
