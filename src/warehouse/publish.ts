import { dirname, join } from "node:path";
import { openScratch, readPlace, replaceFile, UsageError } from "../base/index.ts";
import { explainFailure } from "./failures.ts";
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
  try {
    await using scratch = await openScratch(dirname(target));
    const whole = join(scratch.path, "whole");
    await warehouse.copyTo(whole);
    await replaceFile(whole, target);
  } catch (error) {
    throw explainFailure(error, target);
  }
}
