import { z } from "zod";
import type { User } from "../../model.ts";
import { endpoint } from "../endpoint.ts";
import { type StandingEvaluation, standingEvaluations } from "../evaluations.ts";
import { listing, named } from "../listing.ts";
import { list, moment, noBody, oneOf, paging, text } from "../parameters.ts";
import type { Present } from "../present.ts";
import { userDocument } from "../wire/directory.ts";

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
function assigned(present: Present, { startTime = -Infinity, endTime = Infinity }: Range): StandingEvaluation[] {
  const found: StandingEvaluation[] = [];
  for (const row of standingEvaluations(present)) {
    const { deleted, created } = row.standing;
    if (!deleted && created >= startTime && created < endTime) found.push(row);
  }
  return found;
}

function byUser(
  rows: readonly StandingEvaluation[],
  idOf: (row: StandingEvaluation) => string | null,
  { find }: Present,
) {
  const groups = new Map<User, StandingEvaluation[]>();
  for (const row of rows) {
    const user = find.user(idOf(row) ?? "");
    if (user) groups.set(user, [...(groups.get(user) ?? []), row]);
  }
  return [...groups];
}

const isSeen = ({ interaction }: StandingEvaluation, { find }: Present): boolean => !find.hides(interaction);
const count = (rows: readonly StandingEvaluation[], test: (row: StandingEvaluation) => boolean): number =>
  rows.filter(test).length;
const begun = ({ standing }: StandingEvaluation) => standing.status !== "Pending";
const done = ({ standing }: StandingEvaluation) => standing.submitted !== null;

function scores(rows: readonly StandingEvaluation[]) {
  const numbers = rows.filter(done).flatMap(({ evaluation }) => evaluation.totalScore ?? []);
  if (numbers.length === 0) return {};
  return {
    averageEvaluationScore: Math.round(numbers.reduce((sum, number) => sum + number, 0) / numbers.length),
    highestEvaluationScore: Math.max(...numbers),
    lowestEvaluationScore: Math.min(...numbers),
  };
}

export const activity = [
  /** Whoever evaluated. A machine's evaluations have no evaluator and are in nobody's activity. */
  endpoint({
    method: "GET",
    path: "/api/v2/quality/evaluators/activity",
    permissions,
    query: z.strictObject({ ...shared, permission: list(20).optional() }),
    body: noBody,
    answer: (asked) => {
      const { present, query } = asked;
      const groups = byUser(assigned(present, query), ({ evaluation }) => evaluation.evaluatorId, present);
      const entities = groups
        .filter(([user]) => named(user, query.name) && user.teamId === (query.agentTeamId ?? user.teamId))
        .map(([user, rows]) => {
          const seen = rows.filter((row) => isSeen(row, present));
          const copies = seen.filter(({ evaluation }) => evaluation.calibrationId !== null);
          const own = seen.filter(({ evaluation }) => evaluation.calibrationId === null);
          return {
            ...{ id: user.id, name: user.name, evaluator: userDocument(user, present.find) },
            numEvaluationsAssigned: own.length,
            numEvaluationsStarted: count(own, begun),
            numEvaluationsCompleted: count(own, done),
            numCalibrationsAssigned: copies.length,
            numCalibrationsStarted: count(copies, begun),
            numCalibrationsCompleted: count(copies, done),
            numEvaluationsWithoutViewPermission: rows.length - seen.length,
          };
        });
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
      const { present, query } = asked;
      const rows = assigned(present, query)
        .filter(({ evaluation }) => evaluation.evaluatorId === (query.evaluatorUserId ?? evaluation.evaluatorId))
        .filter(({ evaluation }) => {
          const contextId = present.find.form(evaluation.formId)?.contextId;
          return contextId === (query.formContextId ?? contextId);
        });
      const entities = byUser(rows, ({ evaluation }) => evaluation.agentId, present)
        .filter(([user]) => query.userState === "Any" || user.state === "active")
        .filter(([user]) => named(user, query.name) && user.teamId === (query.agentTeamId ?? user.teamId))
        .filter(([user]) => query.agentUserId?.includes(user.id) ?? true)
        .map(([user, all]) => {
          const own = all.filter((row) => isSeen(row, present));
          return {
            ...{ id: user.id, name: user.name, agent: userDocument(user, present.find), numEvaluations: own.length },
            ...scores(own),
            numEvaluationsWithoutViewPermission: all.length - own.length,
          };
        });
      return listing(asked, entities);
    },
  }),
];
