import { z } from "zod";
import { known, list, number, text } from "./fields.ts";

/*
 * Envelopes. Their items stay `unknown` here: each document is decoded by itself, so that one that cannot be read costs
 * only itself.
 */
const items = list(z.unknown());

/** `…EntityListing`: `nextUri` is the only sure sign of a further page; totals may be wrong. */
export const entityListing = z.looseObject({
  entities: items,
  nextUri: text,
  total: z.unknown().optional(),
  pageCount: z.unknown().optional(),
});

/** `AnalyticsConversationQueryResponse` and the answer of `details?id=`; `conversations` may be absent when there are none. */
export const conversationListing = z.looseObject({ conversations: items, totalHits: z.unknown().optional() });

/** `EvaluationSearchResponse`: no `nextUri`, no total. */
export const searchListing = z.looseObject({ results: items, pageSize: z.unknown().optional() });

/** One group of an aggregate; a group may lack a dimension that was asked for. */
export const aggregateGroup = z.looseObject({
  group: z.record(z.string(), z.string().nullish()).nullish(),
  data: list(
    z.looseObject({
      interval: text,
      metrics: list(z.looseObject({ metric: text, stats: z.looseObject({ count: number, sum: number }).nullish() })),
    }),
  ),
});

/** `SurveyAggregateQueryResponse` and its likes. */
export const aggregateListing = z.looseObject({ results: items });

/** A user, queue, wrap-up code, division or team, as far as its name goes. */
export const named = known({ id: z.string(), name: text, state: text });

/** An evaluator of `GET /quality/evaluators/activity`. */
export const evaluatorActivity = z.looseObject({
  evaluator: z.looseObject({ id: text, name: text }).nullish(),
  numEvaluationsWithoutViewPermission: number,
});

export type EntityListing = z.infer<typeof entityListing>;
export type ConversationListing = z.infer<typeof conversationListing>;
export type SearchListing = z.infer<typeof searchListing>;
export type WireAggregateGroup = z.infer<typeof aggregateGroup>;
