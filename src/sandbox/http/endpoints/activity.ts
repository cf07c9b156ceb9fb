import { z } from "zod";
import type { User } from "../../model.ts";
import type { ApiContext } from "../api-context.ts";
import { userDocument } from "../documents/directory.ts";
import { listing, matchesName } from "../listing.ts";
import { list, moment, noBody, oneOf, paging, text } from "../parameters.ts";
import { type EvaluationWithState, evaluationsWithState } from "../response-state.ts";
import { endpoint } from "./endpoint.ts";

const shared = {
  ...paging(100),
  ...{ sortBy: text, expand: list(10).optional(), nextPage: text, previousPage: text, name: text, group: text },
  ...{ startTime: moment.optional(), endTime: moment.optional(), agentTeamId: text },
};
const permissions = { any: ["quality:evaluation:view"] };

interface Range {
  readonly startTime?: number | undefined;
  readonly endTime?: number | undefined;
}

/** Evaluations assigned in the range; the range counts from assignment. */
function* assigned(
  context: ApiContext,
  { startTime = -Infinity, endTime = Infinity }: Range,
): Generator<EvaluationWithState> {
  for (const row of evaluationsWithState(context)) {
    const { deleted, created } = row.state;
    if (!deleted && created >= startTime && created < endTime) yield row;
  }
}

function* keep<One>(rows: Iterable<One>, test: (row: One) => boolean): Generator<One> {
  for (const row of rows) if (test(row)) yield row;
}

/** The totals of each user's evaluations. They are not kept: an org may have millions. */
function addUp<Sum>(
  rows: Iterable<EvaluationWithState>,
  idOf: (row: EvaluationWithState) => string | null,
  { find }: ApiContext,
  sum: { readonly begin: () => Sum; readonly add: (sum: Sum, row: EvaluationWithState) => void },
): [User, Sum][] {
  const sums = new Map<User, Sum>();
  for (const row of rows) {
    const user = find.user(idOf(row) ?? "");
    if (!user) continue;
    const before = sums.get(user) ?? sum.begin();
    sum.add(before, row);
    sums.set(user, before);
  }
  return [...sums];
}

const isSeen = ({ interaction }: EvaluationWithState, { find }: ApiContext): boolean => !find.hides(interaction);

/** The contribution of an evaluation to its evaluator's activity. */
function countsOf(row: EvaluationWithState, context: ApiContext): string[] {
  if (!isSeen(row, context)) return ["numEvaluationsWithoutViewPermission"];
  const { evaluation, state } = row;
  const kind = evaluation.calibrationId === null ? "numEvaluations" : "numCalibrations";
  return [
    `${kind}Assigned`,
    ...(state.status === "Pending" ? [] : [`${kind}Started`]),
    ...(state.submitted === null ? [] : [`${kind}Completed`]),
  ];
}

const done = (context: ApiContext) => ({
  begin: (): Record<string, number> => ({
    ...{ numEvaluationsAssigned: 0, numEvaluationsStarted: 0, numEvaluationsCompleted: 0 },
    ...{ numCalibrationsAssigned: 0, numCalibrationsStarted: 0, numCalibrationsCompleted: 0 },
    numEvaluationsWithoutViewPermission: 0,
  }),
  add(sum: Record<string, number>, row: EvaluationWithState): void {
    for (const name of countsOf(row, context)) sum[name] = (sum[name] ?? 0) + 1;
  },
});

interface Received {
  numEvaluations: number;
  numEvaluationsWithoutViewPermission: number;
  scores: { total: number; count: number; highest: number; lowest: number };
}

const received = (context: ApiContext) => ({
  begin: (): Received => ({
    numEvaluations: 0,
    numEvaluationsWithoutViewPermission: 0,
    scores: { total: 0, count: 0, highest: -Infinity, lowest: Infinity },
  }),
  add(sum: Received, row: EvaluationWithState): void {
    if (!isSeen(row, context)) {
      sum.numEvaluationsWithoutViewPermission += 1;
      return;
    }
    sum.numEvaluations += 1;
    const { totalScore } = row.evaluation;
    if (row.state.submitted === null || totalScore == null) return;
    const { total, count, highest, lowest } = sum.scores;
    sum.scores = {
      total: total + totalScore,
      count: count + 1,
      highest: Math.max(highest, totalScore),
      lowest: Math.min(lowest, totalScore),
    };
  },
});

const scoresOf = ({ total, count, highest, lowest }: Received["scores"]) =>
  count === 0
    ? {}
    : {
        averageEvaluationScore: Math.round(total / count),
        highestEvaluationScore: highest,
        lowestEvaluationScore: lowest,
      };

export const activity = [
  /** Evaluators. A machine's evaluations have no evaluator and count in no activity. */
  endpoint({
    method: "GET",
    path: "/api/v2/quality/evaluators/activity",
    permissions,
    query: z.strictObject({ ...shared, permission: list(20).optional() }),
    body: noBody,
    answer: (asked) => {
      const { context, query } = asked;
      const rows = assigned(context, query);
      const entities = addUp(rows, ({ evaluation }) => evaluation.evaluatorId, context, done(context))
        .filter(([user]) => matchesName(user, query.name) && user.teamId === (query.agentTeamId ?? user.teamId))
        .map(([user, sum]) => ({ id: user.id, name: user.name, evaluator: userDocument(user, context.find), ...sum }));
      return listing(asked, entities);
    },
  }),
  endpoint({
    method: "GET",
    path: "/api/v2/quality/agents/activity",
    permissions,
    query: z.strictObject({
      ...shared,
      ...{ agentUserId: list(100).optional(), evaluatorUserId: text, formContextId: text },
      userState: oneOf(["Any", "Legacy"]).default("Legacy"),
    }),
    body: noBody,
    answer: (asked) => {
      const { context, query } = asked;
      const isAsked = ({ evaluation: { evaluatorId, formId } }: EvaluationWithState): boolean => {
        const contextId = context.find.form(formId)?.contextId;
        return (
          evaluatorId === (query.evaluatorUserId ?? evaluatorId) && contextId === (query.formContextId ?? contextId)
        );
      };
      const rows = keep(assigned(context, query), isAsked);
      const entities = addUp(rows, ({ evaluation }) => evaluation.agentId, context, received(context))
        .filter(([user]) => query.userState === "Any" || user.state === "active")
        .filter(([user]) => matchesName(user, query.name) && user.teamId === (query.agentTeamId ?? user.teamId))
        .filter(([user]) => query.agentUserId?.includes(user.id) ?? true)
        .map(([user, { scores, ...sum }]) => ({
          ...{ id: user.id, name: user.name, agent: userDocument(user, context.find) },
          ...{ ...sum, ...scoresOf(scores) },
        }));
      return listing(asked, entities);
    },
  }),
];
