import { answerHorizon, cut, day, type Interval, isoInterval, isoTime, readTime, textOf } from "../base/index.ts";
import { endpoints } from "../genesys/index.ts";
import type { Context } from "./context.ts";
import { type FetchContext, readPages } from "./fetch-context.ts";
import { type Came, type Reading, readByHalves } from "./halving.ts";
import { maxDetailsDays } from "./limits.ts";

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
  const windows = cut({ from: first * day, to: last * day }, maxDetailsDays * day);
  const reading = readByHalves(windows, {
    minWindow: day,
    read: (window, isOneDay, came) => readDays(context, query(exists, window), isOneDay, came),
    onUnread(window, { message }) {
      const days = cut(window, day).map(({ from }) => isoTime(from).slice(0, 10));
      const words = days.length > 1 ? `${days[0]} to ${days.at(-1)}` : days[0];
      context.findings.leaveOpen(window, `Interactions of ${words} are incomplete: ${message}`);
    },
  });
  for await (const page of reading) for (const document of page) context.interactions.add(document);
}

async function* readDays(context: Context, body: object, isOneDay: boolean, came: Came): Reading<readonly unknown[]> {
  if (!isOneDay && (await countHits(context, body)) > maxHits) return "too much";
  const input = { body: { ...body }, indivisible: isOneDay };
  for await (const page of readPages(context, endpoints.conversationDetailsQuery, input)) {
    // What started on an earlier day than the last one of a page has come.
    came(page.map(startDay));
    yield page;
  }
  return "read";
}

/** The day on which an interaction started; null where that cannot be read. */
function startDay(document: unknown): number | null {
  const time = readTime(textOf(document, "conversationStart"));
  return time === null ? null : Math.floor(time / day) * day;
}

/** A page of one is the cheapest way to learn `totalHits`; where it does not come, the window is read as it is. */
async function countHits(context: FetchContext, body: object): Promise<number> {
  const probe = { ...body, paging: { pageSize: 1, pageNumber: 1 } };
  const { totalHits } = await context.genesys.ask(endpoints.conversationDetailsQuery, { body: probe }, context.signal);
  return Number(totalHits ?? 0);
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
