import { z } from "zod";
import { day } from "../../../base/index.ts";
import { interactionOf, select, startedOnDaysOf } from "../analytics/conversation-selection.ts";
import { demandTimeValues } from "../analytics/filters.ts";
import { filtersOf, hasFilters, parts, selectionFields } from "../analytics/selection.ts";
import { conversationDocument } from "../documents/conversation.ts";
import { noParameters } from "../parameters.ts";
import { badRequest, notSimulated } from "../refusals.ts";
import { demandDepth } from "../request-limits.ts";
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
    answer: ({ body, present }) => {
      if (body.aggregations?.length) throw notSimulated("aggregations of the details query");
      const { from, to } = body.interval;
      const most = hasFilters(body) ? 31 : 7;
      if (to - from > most * day) throw badRequest("interval", `longer than ${most} days`);
      const { pageSize, pageNumber } = body.paging ?? { pageSize: 25, pageNumber: 1 };
      demandTimeValues(
        parts.flatMap((part) => filtersOf(body, part)),
        present,
      );
      demandDepth(pageNumber * pageSize, 100_000, present);
      const found = select(startedOnDaysOf(body.interval, present), body, present);
      const paging = { size: pageSize, number: pageNumber, search: "", changedLast: false };
      const { rows, total } = present.changingPage(found, paging);
      const conversations = rows.map((begun) => conversationDocument(interactionOf(begun, present), present));
      const empty = conversations.length === 0 && !present.plays("empty-conversations");
      return { conversations: empty ? undefined : conversations, totalHits: total };
    },
  }),
];
