import type { Interaction, Participant, Session } from "../../model.ts";
import { aggregate } from "../aggregate.ts";
import { aggregateBody, type Cube } from "../aggregate-query.ts";
import { interactionOf, longestInteraction, startedOnDaysOf } from "../conversation-selection.ts";
import { detailMetrics } from "../detail-dimensions.ts";
import { endpoint } from "../endpoint.ts";
import { noParameters } from "../parameters.ts";
import type { Present } from "../present.ts";

/** One metric of one session, counted when it was emitted. */
interface Row {
  readonly interaction: Interaction;
  readonly participant: Participant;
  readonly session: Session;
  readonly metric: string;
  readonly value: number;
  readonly at: number;
}

const unique = (values: readonly (string | null)[]): readonly string[] => [
  ...new Set(values.filter((value) => value !== null)),
];

/** The interaction's own length is no metric of a session. */
const metrics = detailMetrics.conversation.filter((name) => name !== "tConversationDuration");

const cube: Cube<Row> = {
  dimensions: {
    conversationId: ({ interaction }) => interaction.id,
    direction: ({ session }) => session.direction,
    divisionId: ({ interaction }) => interaction.divisionIds,
    mediaType: ({ session }) => session.mediaType,
    originatingDirection: ({ interaction }) => interaction.direction,
    purpose: ({ participant }) => participant.purpose,
    queueId: ({ session }) => session.segments.find(({ queueId }) => queueId !== null)?.queueId,
    teamId: ({ participant }) => participant.teamId,
    userId: ({ participant }) => participant.userId,
    wrapUpCode: ({ session }) => unique(session.segments.map(({ wrapUpCode }) => wrapUpCode)),
  },
  filterOnly: [],
  metrics: Object.fromEntries(
    metrics.map((name) => [
      name,
      ({ metric, value }: Row) => {
        if (metric !== name) return [];
        return name.startsWith("n") ? Array<number>(value).fill(1) : [value];
      },
    ]),
  ),
  times: { eventTime: ({ at }) => at },
  usualTime: ({ at }) => at,
  unsimulated: { dimensions: [], metrics: [] },
};

function rowsOf(interaction: Interaction, now: number): Row[] {
  return interaction.participants.flatMap((participant) =>
    participant.sessions.flatMap((session) =>
      [
        ...session.metrics.map(({ name, value, emitted }) => ({ metric: name, value, at: emitted })),
        ...connected(participant, session),
      ]
        .filter(({ at }) => at <= now)
        .map((counted) => ({ interaction, participant, session, ...counted })),
    ),
  );
}

/** An agent's session counts as connected at its first word. */
function connected({ purpose }: Participant, { segments }: Session) {
  const first = purpose === "agent" ? segments.find(({ type }) => type === "interact") : undefined;
  return first ? [{ metric: "nConnected", value: 1, at: first.start }] : [];
}

/** Handled interactions by queue, agent or media: what a response rate is a share of. */
export const conversationAggregates = [
  endpoint({
    method: "POST",
    path: "/api/v2/analytics/conversations/aggregates/query",
    permissions: { any: ["analytics:conversationAggregate:view"] },
    query: noParameters,
    body: aggregateBody(cube),
    answer: ({ body, present }) => aggregate(cube, body, rows(body.interval, present), present),
  }),
];

/** One interaction at a time: a month of them is not held at once. */
function* rows({ from, to }: { readonly from: number; readonly to: number }, present: Present): Generator<Row> {
  for (const begun of startedOnDaysOf({ from: from - longestInteraction, to }, present))
    yield* rowsOf(interactionOf(begun, present), present.now);
}
