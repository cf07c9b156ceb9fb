import type { Interaction } from "../../model.ts";
import type { conversationDocument } from "./conversation.ts";
import { attributeAddresses } from "./customer-addresses.ts";

type ConversationDocument = ReturnType<typeof conversationDocument>;

/** Genesys cuts keys and values of participant attributes here. */
const longest = 1024;

/**
 * The document with the attributes that a flow or a script left on the customer (official SDK model
 * AnalyticsConversation): on some a note longer than fits, on some the answer to a survey that is none of Genesys'.
 */
export function withAttributes(interaction: Interaction, document: ConversationDocument) {
  const draw = Number.parseInt(interaction.id.slice(-4), 16) || 0;
  const attributes: Record<string, string> = {
    ...attributeAddresses(interaction),
    "Customer.Segment": ["retail", "business", "partner"][draw % 3] ?? "retail",
    ...(draw % 4 === 0 ? { IvrSurveyScore: String(1 + (draw % 5)) } : {}),
    ...(draw % 7 === 0
      ? { Note: "The customer called before about the same thing. ".repeat(30).slice(0, longest) }
      : {}),
  };
  return {
    ...document,
    participants: document.participants.map((participant) =>
      participant.purpose === "customer" ? { ...participant, attributes } : participant,
    ),
  };
}
