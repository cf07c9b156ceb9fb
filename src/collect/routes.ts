import { type Findings, isPartial, type PartialError, together } from "./findings.ts";

/** One way to find responses; each costs more than the one before. */
export interface Route<Part> {
  /** How they were found, in the words of a message. */
  readonly words: string;
  readonly find: () => AsyncGenerator<Part, void>;
  /** Called where an earlier route was refused and this one has found everything. */
  readonly onFallback?: (refusals: string) => Promise<void> | void;
}

/** Takes the first route that is open, and reports a fall-back. Throws where none is. */
export async function* firstOpenRoute<Part>(
  { note }: Pick<Findings, "note">,
  things: "Surveys" | "Evaluations",
  routes: readonly Route<Part>[],
): AsyncGenerator<Part, void> {
  const refusals: PartialError[] = [];
  for (const { words, find, onFallback } of routes) {
    try {
      yield* find();
      if (refusals.length === 0) return;
      const reasons = refusals.map(({ message }) => message).join(" ");
      await onFallback?.(reasons);
      note(`${things} were found ${words}: ${reasons}`);
      return;
    } catch (error) {
      if (!isPartial(error)) throw error;
      refusals.push(error);
    }
  }
  throw together(refusals);
}
