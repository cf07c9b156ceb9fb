import { isPartial, type PartialError, together } from "./findings.ts";
import type { Job } from "./job.ts";
import type { Source } from "./request.ts";

/** Each source that is asked for, by itself: one that cannot be read is skipped and named; if that is all of them, it is the failure. */
export async function bySource({ request, findings }: Job, read: (source: Source) => Promise<void>): Promise<void> {
  const sources = new Set(request.sources);
  const failures: PartialError[] = [];
  for (const source of sources) {
    try {
      await read(source);
    } catch (error) {
      if (!isPartial(error)) throw error;
      failures.push(error);
      findings.skip(source, error);
    }
  }
  if (failures.length > 0 && failures.length === sources.size) throw together(failures);
}
