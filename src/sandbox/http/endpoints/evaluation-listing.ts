import { z } from "zod";
import type { EvaluationStatus } from "../../model.ts";
import type { EvaluationRow } from "../analytics/event-history.ts";
import { summarize } from "../analytics/interaction-summary.ts";
import type { ApiContext } from "../api-context.ts";
import { evaluationDocument } from "../documents/evaluation.ts";
import { listing } from "../listing.ts";
import { flag, list, moment, noBody, oneOf, paging, text, wholeNumber } from "../parameters.ts";
import { badRequest } from "../refusals.ts";
import { type EvaluationWithState, evaluationsWithState } from "../response-state.ts";
import { endpoint } from "./endpoint.ts";

const states = ["PENDING", "INPROGRESS", "INREVIEW", "FINISHED", "RETRACTED"];

const listingQuery = z.strictObject({
  ...paging(100),
  expand: list(10).optional(),
  previousPage: text,
  ...{ conversationId: text, agentUserId: text, evaluatorUserId: text, assigneeUserId: text },
  ...{ agentTeamId: text, queueId: text, formContextId: text },
  ...{ startTime: moment.optional(), endTime: moment.optional() },
  evaluationState: list(states.length).optional(),
  isReleased: oneOf(["true", "false"]).optional(),
  agentHasRead: oneOf(["true", "false"]).optional(),
  expandAnswerTotalScores: flag(false),
  maximum: wholeNumber(1, 1_000_000).optional(),
  sortOrder: oneOf(["asc", "desc", "Asc", "Desc", "ASC", "DESC"]).optional(),
  includeDeletedUsers: flag(false),
});

type Query = z.infer<typeof listingQuery>;

/**
 * Evaluations of an interaction, an evaluator or an agent. Searched by agent alone, they are in order of release,
 * without those that are never released; otherwise the order is that of assignment.
 */
export const evaluationListing = [
  endpoint({
    method: "GET",
    path: "/api/v2/quality/evaluations/query",
    permissions: { any: ["quality:evaluation:view"] },
    query: listingQuery,
    body: noBody,
    answer: (asked) => {
      const { query, context } = asked;
      const { conversationId, agentUserId, evaluatorUserId, assigneeUserId } = query;
      const team = context.hasVariant("listing-by-team") && query.agentTeamId;
      if (!(conversationId || agentUserId || evaluatorUserId || assigneeUserId || team))
        throw badRequest(
          "conversationId",
          "one of conversationId, evaluatorUserId, agentUserId, assigneeUserId is required",
        );
      const byAgentAlone = agentUserId && !conversationId && !evaluatorUserId && !assigneeUserId;
      const found: EvaluationWithState[] = [];
      const rows = conversationId ? ofInteraction(conversationId, context) : undefined;
      for (const row of evaluationsWithState(context, rows))
        if (wanted(row, query, context) && !(byAgentAlone && row.evaluation.neverRelease)) found.push(row);
      const time = ({ state }: EvaluationWithState): number =>
        byAgentAlone ? (state.released ?? Infinity) : state.created;
      found.sort((one, other) => time(one) - time(other) || one.state.created - other.state.created);
      if (query.sortOrder?.toLowerCase() === "desc" && !conversationId) found.reverse();

      const scores = context.hasVariant("listing-question-scores") ? "all" : "totals";
      return listing(
        asked,
        found.slice(0, query.maximum).map(({ evaluation, interaction, state }) =>
          evaluationDocument(evaluation, interaction, state, context, {
            names: { agent: true, evaluator: true },
            form: "named",
            answers: query.expandAnswerTotalScores ? scores : "none",
          }),
        ),
      );
    },
  }),
];

/** By interaction there is no need to look at any other. */
function ofInteraction(id: string, { org }: ApiContext): EvaluationRow[] {
  const found = org.interaction(id);
  return found?.evaluations.map((evaluation) => ({ interaction: summarize(found), evaluation })) ?? [];
}

function wanted(
  { evaluation, interaction, state }: EvaluationWithState,
  query: Query,
  { find, hasVariant }: ApiContext,
): boolean {
  const time = hasVariant("listing-by-submission") ? (state.submitted ?? state.created) : state.created;
  const agent = find.user(evaluation.agentId);
  const people = [agent, find.user(evaluation.evaluatorId ?? "")];
  const wantedStates = query.evaluationState?.map((name) => name.toUpperCase());
  const unknown = wantedStates?.find((name) => !states.includes(name));
  if (unknown !== undefined) throw badRequest("evaluationState", `invalid value ${JSON.stringify(unknown)}`);
  const is = (asked: string | undefined, value: string | null | undefined) => asked === undefined || asked === value;
  return (
    !state.deleted &&
    is(query.conversationId, interaction.id) &&
    is(query.agentUserId, evaluation.agentId) &&
    is(query.evaluatorUserId, evaluation.evaluatorId) &&
    is(query.assigneeUserId, null) &&
    is(query.agentTeamId, agent?.teamId) &&
    is(query.queueId, evaluation.queueId) &&
    is(query.formContextId, find.form(evaluation.formId)?.contextId) &&
    is(query.isReleased, String(state.released !== null)) &&
    is(query.agentHasRead, "false") &&
    (wantedStates?.includes(upperCase(state.status)) ?? true) &&
    time >= (query.startTime ?? -Infinity) &&
    time <= (query.endTime ?? Infinity) &&
    (query.includeDeletedUsers || people.every((user) => user?.state !== "deleted"))
  );
}

const upperCase = (status: EvaluationStatus): string => status.toUpperCase();
