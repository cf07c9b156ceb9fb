import { z } from "zod";
import { day } from "../../../base/index.ts";
import { interactionOf, select, startedOnDaysOf } from "../analytics/conversation-selection.ts";
import { assertTimeValues } from "../analytics/filters.ts";
import { filtersOf, hasFilters, parts, selectionFields } from "../analytics/selection.ts";
import { conversationDocument } from "../documents/conversation.ts";
import { noParameters } from "../parameters.ts";
import { badRequest, notSimulated } from "../refusals.ts";
import { assertDepth } from "../request-limits.ts";
import { endpoint } from "./endpoint.ts";

const queryBody = z.strictObject({
  ...selectionFields,
  aggregations: z.array(z.unknown()).nullish(),
  paging: z.strictObject({ pageSize: z.int().min(1).max(100), pageNumber: z.int().min(1) }).nullish(),
});

/**
 * The synchronous details query: interactions that *started* on a UTC day which the interval touches, whenever they
 * ended. 7 days at most, 31 with any filter.
 */
export const conversationQuery = [
  endpoint({
    method: "POST",
    path: "/api/v2/analytics/conversations/details/query",
    permissions: { any: ["analytics:conversationDetail:view", "analytics:agentConversationDetail:view"] },
    query: noParameters,
    body: queryBody,
    answer: ({ body, context }) => {
      if (body.aggregations?.length) throw notSimulated("aggregations of the details query");
      const { from, to } = body.interval;
      const maxDays = hasFilters(body) ? 31 : 7;
      if (to - from > maxDays * day) throw badRequest("interval", `longer than ${maxDays} days`);
      const { pageSize, pageNumber } = body.paging ?? { pageSize: 25, pageNumber: 1 };
      assertTimeValues(
        parts.flatMap((part) => filtersOf(body, part)),
        context,
      );
      assertDepth(pageNumber * pageSize, 100_000, context);
      const found = select(startedOnDaysOf(body.interval, context), body, context);
      const paging = { size: pageSize, number: pageNumber, search: "", changedLast: false };
      const { rows, total } = context.changingPage(found, paging);
      const conversations = rows.map((begun) => conversationDocument(interactionOf(begun, context), context));
      const empty = conversations.length === 0 && !context.hasVariant("empty-conversations");
      return { conversations: empty ? undefined : conversations, totalHits: total };
    },
  }),
];
