import { answerHorizon, cut, day, isoInterval, textOf } from "../base/index.ts";
import { endpoints } from "../genesys/index.ts";
import { chunks } from "./batches.ts";
import { concurrency, type FetchContext, readPages } from "./fetch-context.ts";
import { each } from "./fetch-each.ts";
import { idsPerRequest, maxDetailsDays } from "./limits.ts";

/**
 * Searches for interactions by their ids, for where these cannot be looked up. A search has an interval of start days, so it goes
 * back from now until all have come, as far as a response of the range may be answered late.
 */
export async function searchInteractions(
  context: FetchContext,
  ids: readonly string[],
  take: (document: unknown) => void,
): Promise<void> {
  const first = Math.floor((context.request.range.from - answerHorizon) / day) * day;
  const windows = cut({ from: first, to: Math.ceil(context.clock.now() / day) * day }, maxDetailsDays * day).reverse();
  await each(chunks(ids, idsPerRequest), concurrency, async (chunk) => {
    const left = new Set(chunk);
    for (const window of windows) {
      if (left.size === 0) return;
      await context.room?.();
      const input = { body: query([...left], isoInterval(window)) };
      for await (const page of readPages(context, endpoints.conversationDetailsQuery, input)) {
        for (const document of page) {
          const id = textOf(document, "conversationId");
          if (id !== null && left.delete(id)) take(document);
        }
        if (left.size === 0) return;
      }
    }
  });
}

function query(ids: readonly string[], interval: string): Readonly<Record<string, unknown>> {
  const predicates = ids.map((value) => ({
    type: "dimension",
    dimension: "conversationId",
    operator: "matches",
    value,
  }));
  return {
    ...{ interval, order: "asc", orderBy: "conversationStart" },
    conversationFilters: [{ type: "or", predicates }],
  };
}
