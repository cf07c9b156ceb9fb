import { day, minute } from "../base/index.ts";

/*
 * What Genesys allows, and when it has come to rest: each fact once, with its source. Undocumented limits are the
 * values in use; a request that is refused for its size is asked for by halves.
 */

/**
 * Ids in one look-up, and rows on one page. Documented for form versions; for interactions, people, queues, codes and
 * divisions it is what official tools use.
 */
export const idsPerRequest = 100;

/** Requests a minute that Genesys documents for a client; used until an answer has stated the real allowance. */
export const requestsPerMinute = 300;

/** Longest window of one aggregate query, in milliseconds. Row limits of grouped answers are not documented. */
export const maxAggregateWindow = 31 * day;

/** Longest window of one search of evaluations, in milliseconds: 3 months (documented), and three months can be 89 days. */
export const maxSearchWindow = 88 * day;

/**
 * Longest window of one query of conversation details, in days. With a filter 31 are allowed; one less, because a window that
 * ends at midnight may count as touching that day.
 */
export const maxDetailsDays = 30;

/** Nothing becomes of an evaluation later than this after its creation (announcement, developer forum of Genesys, thread 5703). */
export const lastEvaluationChange = 90 * day;

/** Younger than this, things may not be listed or counted by analytics yet. */
export const analyticsDelay = 15 * minute;

/** Genesys reworks data that is 48 hours old, which shows from day 3 on. */
export const reprocessedUntil = 4 * day;
