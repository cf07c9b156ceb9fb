import { isoTime } from "../../../base/index.ts";
import type { Interaction } from "../../model.ts";
import type { ApiContext } from "../api-context.ts";
import { evaluationRow, surveyRow } from "../documents/conversation.ts";
import { participantAddresses, sessionAddresses } from "../documents/customer-addresses.ts";
import { type Facts, factsOf } from "./filters.ts";

type FactsOf = (interaction: Interaction, context: ApiContext) => readonly Facts[];

/** What the filters of the details query compare with: one row for the interaction, one for each of its parts. */
export const detailFacts: Readonly<Record<"conversation" | "segment" | "evaluation" | "survey", FactsOf>> = {
  survey: ({ surveys }, context) => surveys.flatMap((survey) => surveyRow(survey, context) ?? []).map(factsOf),

  evaluation: ({ evaluations }, context) =>
    evaluations.flatMap((evaluation) => evaluationRow(evaluation, context) ?? []).map(factsOf),

  conversation: (interaction, { now }) => {
    const { id, start, end, direction, divisionIds, participants } = interaction;
    const ended = end !== null && end <= now ? end : null;
    const metrics: Record<string, number> = ended === null ? {} : { tConversationDuration: ended - start };
    for (const { name, value, emitted } of participants.flatMap(({ sessions }) =>
      sessions.flatMap((each) => each.metrics),
    ))
      if (emitted <= now) metrics[name] = (metrics[name] ?? 0) + value;
    return [
      factsOf({
        ...metrics,
        conversationId: id,
        conversationStart: isoTime(start),
        conversationEnd: ended === null ? null : isoTime(ended),
        conversationInitiator: direction === "outbound" ? "agent" : "customer",
        originatingDirection: direction,
        divisionId: divisionIds,
      }),
    ];
  },

  segment: (interaction, { now }) =>
    interaction.participants.flatMap((participant) => {
      const { id: participantId, name: participantName, purpose, userId, sessions } = participant;
      const who = { participantId, participantName, purpose, userId };
      return sessions.flatMap((session) => {
        const { id: sessionId, mediaType, direction, ani, dnis, monitoredParticipantId, flow, segments } = session;
        const where = {
          ...{ sessionId, mediaType, direction, ani, dnis, monitoredParticipantId },
          ...{ flowId: flow?.id, flowName: flow?.name, flowType: flow?.type },
          ...sessionAddresses(interaction, participant, session),
        };
        return segments
          .filter(({ start }) => start <= now)
          .map(({ type: segmentType, start, end, queueId, wrapUpCode, conference }) => {
            const ended = end !== null && end <= now ? end : null;
            return factsOf({
              ...{ ...who, ...participantAddresses(interaction, participant), ...where },
              ...{ segmentType, queueId, wrapUpCode, conference },
              segmentEnd: ended === null ? null : isoTime(ended),
              tSegmentDuration: ended === null ? null : ended - start,
            });
          });
      });
    }),
};
