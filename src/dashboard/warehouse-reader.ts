import { UsageError } from "../base/index.ts";
import type { OpenedWarehouse } from "./context.ts";
import { Refusal } from "./errors.ts";

/** Statements at once. Each uses all cores by itself; a page that loads has some sixty, and their memory adds up. */
const maxStatements = 4;

/** A warehouse for many who ask at once; that it cannot be read is no fault of what they asked. */
export function createSharedReader({ query, stream, ...opened }: OpenedWarehouse): OpenedWarehouse {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return {
    ...opened,
    async query(...question) {
      if (busy >= maxStatements) await new Promise<void>((resolve) => waiting.push(resolve));
      else busy += 1;
      try {
        return await query(...question);
      } catch (error) {
        throw unavailable(error);
      } finally {
        const next = waiting.shift();
        if (next) next();
        else busy -= 1;
      }
    },
    async *stream(...question) {
      try {
        yield* stream(...question);
      } catch (error) {
        throw unavailable(error);
      }
    },
  };
}

const unavailable = (error: unknown): unknown =>
  error instanceof UsageError ? new Refusal(503, error.message, error.hint) : error;
