import { day } from "../../../base/index.ts";
import type { Interaction, Org, Participant, Session } from "../../model.ts";
import { aggregate, cutGroups } from "../analytics/aggregate.ts";
import { type AggregateQuery, aggregateBody, type Cube } from "../analytics/aggregate-query.ts";
import { interactionOf, maxInteractionLength, startedOnDaysOf } from "../analytics/conversation-selection.ts";
import { detailMetrics } from "../analytics/detail-dimensions.ts";
import { dimensionsOf } from "../analytics/filters.ts";
import type { ApiContext } from "../api-context.ts";
import { noParameters } from "../parameters.ts";
import { endpoint } from "./endpoint.ts";

/** One metric of one session, counted when it was emitted. */
interface Row {
  readonly place: Place;
  /** Null where only the place is asked about. */
  readonly session: {
    readonly interaction: Interaction;
    readonly participant: Participant;
    readonly own: Session;
  } | null;
  readonly metric: string;
  readonly value: number;
  readonly at: number;
}

/** What almost every question is about. */
interface Place {
  readonly queueId: string | null;
  readonly userId: string | null;
  readonly mediaType: string;
}

const unique = (values: readonly (string | null)[]): readonly string[] => [
  ...new Set(values.filter((value) => value !== null)),
];

/** The interaction's own length is no metric of a session. */
const metrics = detailMetrics.conversation.filter((name) => name !== "tConversationDuration");

const ofPlace = {
  mediaType: ({ place }: Row) => place.mediaType,
  queueId: ({ place }: Row) => place.queueId,
  userId: ({ place }: Row) => place.userId,
};

/** The others that the official Python SDK lists (model ConversationAggregateQueryPredicate). */
const unsimulated = [
  ...["addressFrom", "addressTo", "agentScore", "ani", "convertedFrom", "convertedTo", "disconnectType"],
  ...["dnis", "edgeId", "externalOrganizationId", "flaggedReason", "flowOutType", "groupId", "interactionType"],
  ...["journeyActionId", "journeyActionMapId", "journeyActionMapVersion", "journeyCustomerId"],
  ...["journeyCustomerIdType", "journeyCustomerSessionId", "journeyCustomerSessionIdType", "messageType"],
  ...["outboundCampaignId", "outboundContactId", "outboundContactListId", "participantName", "peerId"],
  ...["provider", "remote", "requestedLanguageId", "requestedRoutingSkillId", "roomId", "routingPriority"],
  ...["scoredAgentId", "sessionDnis", "sessionId", "stationId"],
];

const cube: Cube<Row> = {
  dimensions: {
    ...ofPlace,
    conversationId: ({ session }) => session?.interaction.id,
    direction: ({ session }) => session?.own.direction,
    divisionId: ({ session }) => session?.interaction.divisionIds,
    originatingDirection: ({ session }) => session?.interaction.direction,
    purpose: ({ session }) => session?.participant.purpose,
    teamId: ({ session }) => session?.participant.teamId,
    wrapUpCode: ({ session }) => unique((session?.own.segments ?? []).map(({ wrapUpCode }) => wrapUpCode)),
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
  defaultTime: "eventTime",
  // A metric is counted when it was emitted, under every variant.
  start: ({ at }) => at,
  unsimulated: { dimensions: unsimulated, metrics: [] },
};

function rowsOf(interaction: Interaction): Row[] {
  return interaction.participants.flatMap((participant) =>
    participant.sessions.flatMap((own) => {
      const queueId = own.segments.find((segment) => segment.queueId !== null)?.queueId ?? null;
      const place = { queueId, userId: participant.userId, mediaType: own.mediaType };
      return [
        ...own.metrics.map(({ name, value, emitted }) => ({ metric: name, value, at: emitted })),
        ...connected(participant, own),
      ].map((counted) => ({ place, session: { interaction, participant, own }, ...counted }));
    }),
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
    answer: ({ body, context }) => cutGroups(aggregate(cube, body, rows(body, context), context), context),
  }),
];

/** One interaction at a time: a month of them is not held at once. */
function* rows(query: AggregateQuery, context: ApiContext): Generator<Row> {
  const { from, to } = query.interval;
  const today = Math.floor(context.now / day);
  for (let on = Math.floor((from - maxInteractionLength) / day); on < Math.ceil(to / day); on += 1) {
    const kept = on < today && isOfPlaces(query) ? keptRows(query, on, context) : madeRows(on, context);
    for (const row of kept) if (row.at <= context.now) yield row;
  }
}

function* madeRows(on: number, context: ApiContext): Generator<Row> {
  for (const begun of startedOnDaysOf({ from: on * day, to: (on + 1) * day }, context))
    yield* rowsOf(interactionOf(begun, context));
}

const isOfPlaces = ({ groupBy, filter }: AggregateQuery): boolean =>
  [...groupBy, ...(filter ? dimensionsOf(filter) : [])].every((name) => name in ofPlace);

/** Days of interactions whose rows are kept, some 60 bytes each: the same days are asked for by one dimension after another. */
const days = 62;
const rowsByOrg = new WeakMap<Org, Map<string, readonly Row[]>>();

function keptRows({ metrics: wanted }: AggregateQuery, on: number, context: ApiContext): readonly Row[] {
  const kept = rowsByOrg.get(context.org) ?? new Map<string, readonly Row[]>();
  rowsByOrg.set(context.org, kept);
  const key = JSON.stringify([on, wanted]);
  const found = kept.get(key);
  if (found) return found;
  const places = new Map<string, Place>();
  const made: Row[] = [];
  for (const { place, metric, value, at } of madeRows(on, context)) {
    if (!wanted.includes(metric)) continue;
    const name = JSON.stringify(place);
    const shared = places.get(name) ?? place;
    places.set(name, shared);
    made.push({ place: shared, session: null, metric, value, at });
  }
  const [oldest] = kept.keys();
  if (kept.size >= days && oldest !== undefined) kept.delete(oldest);
  kept.set(key, made);
  return made;
}
