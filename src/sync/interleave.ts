import { createAttempt, type FetchContext, type Source } from "../collect/index.ts";
import type { ProgressReporter } from "./progress.ts";

/** The next piece of work: a stretch of time that ends at `to`, and how much time is left with it. Milliseconds. */
interface NextStretch {
  readonly to: number;
  readonly left: number;
}

/** The work on one source; each part is announced before it is done. */
export type SourceWork = AsyncGenerator<NextStretch, void>;

/**
 * Works on all sources in turns: whichever would read the latest time is next. So all of them have come equally far back,
 * and a report of the newest days is whole long before a first sync has read the oldest.
 */
export async function interleave(
  context: FetchContext,
  begin: (source: Source) => SourceWork,
  progress: ProgressReporter,
): Promise<void> {
  const attempt = createAttempt(context);
  const waiting = new Map<Source, { readonly turns: SourceWork; readonly next: NextStretch }>();
  async function advance(source: Source, turns: SourceWork): Promise<void> {
    const next = await attempt(source, () => turns.next());
    if (next === null || next.done) waiting.delete(source);
    else waiting.set(source, { turns, next: next.value });
  }
  const sources = [...new Set(context.request.sources)];
  for (const source of sources) await advance(source, begin(source));
  for (;;) {
    const open = [...waiting];
    progress.step(
      sources.join(" and "),
      open.reduce((sum, [, { next }]) => sum + next.left, 0),
    );
    const [first] = open.sort(([, a], [, b]) => b.next.to - a.next.to);
    if (!first) return;
    const [source, { turns }] = first;
    await advance(source, turns);
  }
}
