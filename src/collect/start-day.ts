import { day, type Interval, isoInterval, isoTime } from "../base/index.ts";
import { byPage, endpoints, isTooLarge } from "../genesys/index.ts";
import type { Context } from "./context.ts";
import type { FetchContext } from "./fetch-context.ts";
import { answerHorizon, maxDetailsDays } from "./limits.ts";

/*
 * The start-day route, for clients that may not read aggregates: conversation details, which are anchored on the UTC
 * day on which an interaction started. Answers come up to 90 days later, so it reads 100 days before the range too.
 */

/**
 * Paging is reported to break off (502) beyond about 8,000 conversations, so a window that holds more than this is
 * halved, down to one day, which is as fine as the interval goes.
 */
const maxHits = 5_000;

type Exists = "surveyId" | "evaluationId";

/**
 * Reads every interaction that started from `answerHorizon` before the range and that has a survey (or an evaluation), into
 * the context. Both in one query would mean "and", so each source asks for its own.
 */
export async function readStartDays(context: Context, exists: Exists): Promise<void> {
  const { range } = context.request;
  const first = Math.floor((range.from - answerHorizon) / day);
  const last = Math.ceil(Math.min(range.to, context.clock.now()) / day);
  for (let start = first; start < last; start += maxDetailsDays) {
    await readDays(context, exists, { from: start * day, to: Math.min(start + maxDetailsDays, last) * day });
  }
}

async function readDays(context: Context, exists: Exists, window: Interval): Promise<void> {
  const days = (window.to - window.from) / day;
  const body = query(exists, window);
  const halve = async (): Promise<void> => {
    const middle = window.from + Math.floor(days / 2) * day;
    await readDays(context, exists, { ...window, to: middle });
    await readDays(context, exists, { ...window, from: middle });
  };
  if (days > 1 && (await countHits(context, body)) > maxHits) return halve();
  let pages = 0;
  const pageOptions = { onShortfall: context.findings.note };
  try {
    for await (const page of byPage(
      context.genesys,
      endpoints.conversationDetailsQuery,
      { body },
      context.signal,
      pageOptions,
    )) {
      for (const document of page) context.interactions.add(document);
      pages++;
    }
  } catch (error) {
    if (pages === 0 || !isTooLarge(error)) throw error;
    // The first pages came: it is their number that is refused, and a shorter window has fewer. None is shorter than a day.
    if (days > 1) return halve();
    context.findings.leaveOpen(
      window,
      `Interactions of ${isoTime(window.from).slice(0, 10)} are incomplete: Genesys refused the page after the first ${pages}.`,
    );
  }
}

/** A page of one is the cheapest way to learn `totalHits`; where it does not come, the window is read as it is. */
async function countHits(context: FetchContext, body: object): Promise<number> {
  const probe = { ...body, paging: { pageSize: 1, pageNumber: 1 } };
  const { totalHits } = await context.genesys.ask(endpoints.conversationDetailsQuery, { body: probe }, context.signal);
  return totalHits ?? 0;
}

function query(exists: Exists, window: Interval): Readonly<Record<string, unknown>> {
  const filter = [{ type: "and", predicates: [{ type: "dimension", dimension: exists, operator: "exists" }] }];
  return {
    interval: isoInterval(window),
    order: "asc",
    orderBy: "conversationStart",
    ...(exists === "surveyId" ? { surveyFilters: filter } : { evaluationFilters: filter }),
  };
}
