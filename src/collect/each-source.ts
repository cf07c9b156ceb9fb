import type { FetchContext } from "./fetch-context.ts";
import { isPartial, type PartialError, together } from "./findings.ts";
import type { Source } from "./request.ts";

/** Each source that is asked for, by itself and one after the other. Throws where none of them can be read. */
export async function bySource(context: FetchContext, read: (source: Source) => Promise<void>): Promise<void> {
  const attempt = createAttempt(context);
  for (const source of new Set(context.request.sources)) await attempt(source, () => read(source));
}

/**
 * For work on sources by themselves, whole or in parts: one that cannot be read is skipped and named, and its attempt gives
 * null; if that is all that are asked for, it is the failure.
 */
export function createAttempt({ request, findings }: FetchContext) {
  const sources = new Set(request.sources);
  const failures: PartialError[] = [];
  return async <Result>(source: Source, work: () => Promise<Result>): Promise<Result | null> => {
    try {
      return await work();
    } catch (error) {
      if (!isPartial(error)) throw error;
      failures.push(error);
      findings.skip(source, error);
      if (failures.length === sources.size) throw together(failures);
      return null;
    }
  };
}
