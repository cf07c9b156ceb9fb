import type { Org } from "../../src/sandbox/model.ts";
import type { RuleName, TruthCredit, TruthResponse } from "./responses.ts";

/** A filter in plain terms; the same keys as the filter of the metrics. */
export interface TruthFilter {
  readonly range?: { readonly from: number; readonly to: number };
  readonly sources?: readonly ("surveys" | "evaluations")[];
  readonly queues?: readonly string[];
  readonly agents?: readonly string[];
  readonly teams?: readonly string[];
  readonly divisions?: readonly string[];
  readonly media?: readonly string[];
  readonly forms?: readonly string[];
  readonly questions?: readonly string[];
  readonly scores?: { readonly from: number; readonly to: number };
  readonly linked?: boolean;
  readonly rule?: RuleName;
}

export type TruthGrouping =
  | "queue"
  | "agent"
  | "team"
  | "division"
  | "media"
  | "direction"
  | "form"
  | "survey-type"
  | "wrap-up";

export interface TruthAsking {
  readonly filter?: TruthFilter;
  readonly basis?: keyof TruthResponse["times"];
  readonly by?: TruthGrouping | null;
  /** The period that a time lies in; null where none. */
  readonly bucket?: (time: number) => string | null;
}

/** A response in one period and group, with as much of it as the rule gives to that group. */
export interface Piece {
  readonly response: TruthResponse;
  readonly bucket: string | null;
  readonly group: string | null;
  readonly weight: number;
  /**
   * Whom it is credited to; of several those with the largest share. Where a response is shared out and nothing asks to whom,
   * its own.
   */
  readonly agentId: string | null;
  readonly queueId: string | null;
}

/** Every response that passes, once for each group that it is in. */
export function piecesOf(org: Org, responses: readonly TruthResponse[], asking: TruthAsking): readonly Piece[] {
  const { filter = {}, basis = "completed", by = null, bucket } = asking;
  const pieces: Piece[] = [];
  const asksWhom = by === "agent" || by === "queue" || Boolean(filter.agents?.length || filter.queues?.length);
  for (const response of responses) {
    const time = response.times[basis];
    if (filter.range && (time === null || time < filter.range.from || time >= filter.range.to)) continue;
    const period = bucket && time !== null ? bucket(time) : null;
    if (bucket && period === null) continue;
    if (!passes(org, response, filter)) continue;
    const given = response.credits[filter.rule ?? "genesys"].filter(({ weight }) => weight > 0);
    // Where a rule finds nobody, the response belongs to nobody, and still counts.
    const credits = given.length > 0 ? given : [{ agentId: null, queueId: null, weight: 1 }];
    const groups = new Map<string | null, Piece>();
    const shared = filter.rule === "all" && !asksWhom;
    const [own = { agentId: null, queueId: null }] = response.credits.genesys;
    for (const credit of credits.toSorted(largestFirst)) {
      if (!credited(org, credit, filter)) continue;
      for (const group of groupsOf(response, credit, by)) {
        const { agentId, queueId } = shared ? own : credit;
        const before = groups.get(group) ?? {
          response,
          bucket: period,
          group,
          agentId,
          queueId,
          weight: 0,
        };
        groups.set(group, { ...before, weight: before.weight + credit.weight });
      }
    }
    pieces.push(...groups.values());
  }
  return pieces;
}

const largestFirst = (a: TruthCredit, b: TruthCredit): number =>
  b.weight - a.weight || compare(a.agentId, b.agentId) || compare(a.queueId, b.queueId);

const compare = (a: string | null, b: string | null): number =>
  (a ?? "\uffff") < (b ?? "\uffff") ? -1 : a === b ? 0 : 1;

function passes(org: Org, response: TruthResponse, filter: TruthFilter): boolean {
  const { form, answers, csat } = response;
  const divisionNames = org.divisions.filter(({ id }) => response.divisions.includes(id)).map(({ name }) => name);
  const asked = answers.filter(({ answered }) => answered).flatMap((one) => [one.questionId, one.contextId]);
  return (
    (!filter.sources || filter.sources.some((source) => source === `${response.source}s`)) &&
    any(filter.teams, [response.team]) &&
    any(filter.divisions, [...response.divisions, ...divisionNames]) &&
    any(filter.media, [response.media]) &&
    any(filter.forms, [form.id, form.contextId, form.name]) &&
    any(filter.questions, asked) &&
    (!filter.scores || (csat !== null && csat >= filter.scores.from && csat <= filter.scores.to)) &&
    (filter.linked === undefined || filter.linked === response.linked)
  );
}

/** Queues that were deleted have no name any more, users that were deleted have theirs. */
function credited(
  { queues, users }: Org,
  { agentId, queueId }: { readonly agentId: string | null; readonly queueId: string | null },
  filter: TruthFilter,
): boolean {
  const queue = queues.find(({ id, deleted }) => id === queueId && !deleted);
  const user = users.find(({ id }) => id === agentId);
  return any(filter.queues, [queueId, queue?.name]) && any(filter.agents, [agentId, user?.name]);
}

const any = (wanted: readonly string[] | undefined, own: readonly (string | null | undefined)[]): boolean =>
  !wanted?.length || wanted.some((word) => own.some((one) => one?.toLowerCase() === word.toLowerCase()));

function groupsOf(
  response: TruthResponse,
  credit: { readonly agentId: string | null; readonly queueId: string | null },
  by: TruthGrouping | null,
): readonly (string | null)[] {
  const orNobody = (ids: readonly string[]): readonly (string | null)[] => (ids.length > 0 ? ids : [null]);
  switch (by) {
    case null:
      return [null];
    case "queue":
      return [credit.queueId];
    case "agent":
      return [credit.agentId];
    case "team":
      return [response.team];
    case "media":
      return [response.media];
    case "direction":
      return [response.direction];
    case "form":
      return [response.form.contextId];
    case "survey-type":
      return [response.surveyType];
    case "division":
      return orNobody(response.divisions);
    case "wrap-up":
      return orNobody(response.wrapUps);
  }
}
