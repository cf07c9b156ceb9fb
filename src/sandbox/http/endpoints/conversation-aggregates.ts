import { day } from "../../../base/index.ts";
import type { Interaction, Org, Participant, Session } from "../../model.ts";
import { createLruCache } from "../../org/lru-cache.ts";
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
  /** Null where it is not asked about, or the session has it. */
  readonly conversationId: string | null;
  /** Null where only the place and the interaction's id are asked about. */
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

const ofKept = {
  ...ofPlace,
  conversationId: ({ conversationId, session }: Row) => conversationId ?? session?.interaction.id,
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
    ...ofKept,
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
  // Official SDK model ConversationAggregationQuery; those of surveys and evaluations lack the three.
  unsimulated: { fields: ["queryType", "sortMetric", "limit"], dimensions: unsimulated, metrics: [] },
};

function rowsOf(interaction: Interaction): Row[] {
  return interaction.participants.flatMap((participant) =>
    participant.sessions.flatMap((own) => {
      const queueId = own.segments.find((segment) => segment.queueId !== null)?.queueId ?? null;
      const place = { queueId, userId: participant.userId, mediaType: own.mediaType };
      return [
        ...own.metrics.map(({ name, value, emitted }) => ({ metric: name, value, at: emitted })),
        ...connected(participant, own),
      ].map((counted) => ({ place, conversationId: null, session: { interaction, participant, own }, ...counted }));
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
  const isKept = asksOnly(query, ofKept);
  for (let on = Math.floor((from - maxInteractionLength) / day); on < Math.ceil(to / day); on += 1) {
    const kept = on < today && isKept ? keptRows(query, on, context) : madeRows(on, context);
    for (const row of kept) if (row.at <= context.now) yield row;
  }
}

function* madeRows(on: number, context: ApiContext): Generator<Row> {
  for (const begun of startedOnDaysOf({ from: on * day, to: (on + 1) * day }, context))
    yield* rowsOf(interactionOf(begun, context));
}

const asksOnly = ({ groupBy, filter }: AggregateQuery, dimensions: object): boolean =>
  [...groupBy, ...(filter ? dimensionsOf(filter) : [])].every((name) => name in dimensions);

/**
 * Days of interactions whose rows are kept. A row without its interaction's id takes some 60 bytes, and the same days are
 * asked for by one dimension after another; a row with it more than twice as much, and a question about one day looks at the days before
 * it, from which an interaction may last.
 */
const keptDays = { withoutId: 72, withId: 9 } as const;
const newCaches = () => ({
  withoutId: createLruCache<string, readonly Row[]>(keptDays.withoutId),
  withId: createLruCache<string, readonly Row[]>(keptDays.withId),
});
const rowsByOrg = new WeakMap<Org, ReturnType<typeof newCaches>>();

function keptRows(query: AggregateQuery, on: number, context: ApiContext): readonly Row[] {
  const { metrics: wanted } = query;
  const caches = rowsByOrg.get(context.org) ?? newCaches();
  rowsByOrg.set(context.org, caches);
  const kind = asksOnly(query, ofPlace) ? "withoutId" : "withId";
  const key = JSON.stringify([on, wanted]);
  const found = caches[kind].get(key);
  if (found) return found;
  const places = new Map<string, Place>();
  const made: Row[] = [];
  for (const { place, session, metric, value, at } of madeRows(on, context)) {
    if (!wanted.includes(metric)) continue;
    const name = JSON.stringify(place);
    const shared = places.get(name) ?? place;
    places.set(name, shared);
    const conversationId = kind === "withId" && session ? session.interaction.id : null;
    made.push({ place: shared, conversationId, session: null, metric, value, at });
  }
  return caches[kind].keep(key, made);
}
