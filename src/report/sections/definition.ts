import { createHash } from "node:crypto";
import { ask } from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";

/**
 * What the numbers mean, as an id: the settings, which have one of their own, and what was decided by them. A form that was
 * read for the first time, or a lead that changed, makes another one.
 */
export async function readDefinition(reader: Reader, settings: string, signal?: AbortSignal): Promise<string> {
  const decided = await ask(reader, "decided", { signal });
  const lines = decided.map((row) => JSON.stringify(row)).sort();
  return createHash("sha256")
    .update([settings, ...lines].join("\n"))
    .digest("hex")
    .slice(0, 12);
}
