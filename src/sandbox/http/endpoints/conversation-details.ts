import { z } from "zod";
import { analysedInteraction } from "../api-context.ts";
import { conversationDocument } from "../documents/conversation.ts";
import { list, noBody, noParameters } from "../parameters.ts";
import { notFound } from "../refusals.ts";
import { endpoint } from "./endpoint.ts";

const permissions = { any: ["analytics:conversationDetail:view", "analytics:agentConversationDetail:view"] };

/** Interactions in one answer under the variant `cut-details`. */
const fewDetails = 20;

export const conversationDetails = [
  endpoint({
    method: "GET",
    path: "/api/v2/analytics/conversations/details",
    permissions,
    query: z.strictObject({ id: list(100) }),
    body: noBody,
    answer: ({ query, context }) => {
      const conversations = [...new Set(query.id)].flatMap((id) => {
        const interaction = analysedInteraction(context, id);
        if (!interaction && context.hasVariant("missing-conversations-404")) throw notFound("conversation", id);
        return interaction ? [conversationDocument(interaction, context)] : [];
      });
      return { conversations: context.hasVariant("cut-details") ? conversations.slice(0, fewDetails) : conversations };
    },
  }),
  endpoint({
    method: "GET",
    path: "/api/v2/analytics/conversations/{conversationId}/details",
    permissions,
    query: noParameters,
    body: noBody,
    answer: ({ params, context }) => {
      const interaction = analysedInteraction(context, params.conversationId);
      if (!interaction) throw notFound("conversation", params.conversationId);
      return conversationDocument(interaction, context);
    },
  }),
];
