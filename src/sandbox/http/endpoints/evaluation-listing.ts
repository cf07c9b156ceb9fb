import { z } from "zod";
import type { EvaluationStatus } from "../../model.ts";
import type { EvaluationRow } from "../analytics/event-history.ts";
import { aboutInteraction } from "../analytics/interaction-summary.ts";
import type { Present } from "../api-context.ts";
import { evaluationDocument } from "../documents/evaluation.ts";
import { listing } from "../listing.ts";
import { flag, list, moment, noBody, oneOf, paging, text, whole } from "../parameters.ts";
import { badRequest } from "../refusals.ts";
import { type StandingEvaluation, standingEvaluations } from "../response-state.ts";
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
  maximum: whole(1, 1_000_000).optional(),
  sortOrder: oneOf(["asc", "desc", "Asc", "Desc", "ASC", "DESC"]).optional(),
  includeDeletedUsers: flag(false),
});

type Query = z.infer<typeof listingQuery>;

/**
 * Evaluations of an interaction, an evaluator or an agent. By agent alone the order is that of release, and what is
 * never released is left out; otherwise the order is that of assignment.
 */
export const evaluationListing = [
  endpoint({
    method: "GET",
    path: "/api/v2/quality/evaluations/query",
    permissions: { any: ["quality:evaluation:view"] },
    query: listingQuery,
    body: noBody,
    answer: (asked) => {
      const { query, present } = asked;
      const { conversationId, agentUserId, evaluatorUserId, assigneeUserId } = query;
      const team = present.plays("listing-by-team") && query.agentTeamId;
      if (!(conversationId || agentUserId || evaluatorUserId || assigneeUserId || team))
        throw badRequest(
          "conversationId",
          "one of conversationId, evaluatorUserId, agentUserId, assigneeUserId is required",
        );
      const byAgentAlone = agentUserId && !conversationId && !evaluatorUserId && !assigneeUserId;
      const found: StandingEvaluation[] = [];
      const rows = conversationId ? ofInteraction(conversationId, present) : undefined;
      for (const row of standingEvaluations(present, rows))
        if (wanted(row, query, present) && !(byAgentAlone && row.evaluation.neverRelease)) found.push(row);
      const time = ({ standing }: StandingEvaluation): number =>
        byAgentAlone ? (standing.released ?? Infinity) : standing.created;
      found.sort((one, other) => time(one) - time(other) || one.standing.created - other.standing.created);
      if (query.sortOrder?.toLowerCase() === "desc" && !conversationId) found.reverse();

      const scores = present.plays("listing-question-scores") ? "all" : "totals";
      return listing(
        asked,
        found.slice(0, query.maximum).map(({ evaluation, interaction, standing }) =>
          evaluationDocument(evaluation, interaction, standing, present, {
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
function ofInteraction(id: string, { org }: Present): EvaluationRow[] {
  const found = org.interaction(id);
  return found?.evaluations.map((evaluation) => ({ interaction: aboutInteraction(found), evaluation })) ?? [];
}

function wanted(
  { evaluation, interaction, standing }: StandingEvaluation,
  query: Query,
  { find, plays }: Present,
): boolean {
  const time = plays("listing-by-submission") ? (standing.submitted ?? standing.created) : standing.created;
  const agent = find.user(evaluation.agentId);
  const people = [agent, find.user(evaluation.evaluatorId ?? "")];
  const state = query.evaluationState?.map((name) => name.toUpperCase());
  const strange = state?.find((name) => !states.includes(name));
  if (strange !== undefined) throw badRequest("evaluationState", `invalid value ${JSON.stringify(strange)}`);
  const is = (asked: string | undefined, value: string | null | undefined) => asked === undefined || asked === value;
  return (
    !standing.deleted &&
    is(query.conversationId, interaction.id) &&
    is(query.agentUserId, evaluation.agentId) &&
    is(query.evaluatorUserId, evaluation.evaluatorId) &&
    is(query.assigneeUserId, null) &&
    is(query.agentTeamId, agent?.teamId) &&
    is(query.queueId, evaluation.queueId) &&
    is(query.formContextId, find.form(evaluation.formId)?.contextId) &&
    is(query.isReleased, String(standing.released !== null)) &&
    is(query.agentHasRead, "false") &&
    (state?.includes(upperCase(standing.status)) ?? true) &&
    time >= (query.startTime ?? -Infinity) &&
    time <= (query.endTime ?? Infinity) &&
    (query.includeDeletedUsers || people.every((user) => user?.state !== "deleted"))
  );
}

const upperCase = (status: EvaluationStatus): string => status.toUpperCase();
