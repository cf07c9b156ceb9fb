import type { catalogue } from "../catalogue.ts";
import type { RowOf } from "../rows.ts";
import { effectiveN, wilson } from "../statistics/index.ts";
import { type Estimate, nothing } from "./families.ts";

export type FunnelRow = RowOf<(typeof catalogue)["funnel"]["columns"]>;

/** Finished of those that reached a customer, by the cohort of interactions that ended in the period. */
export interface ResponseRate extends Estimate {
  readonly finished: number;
  readonly delivered: number;
  /** May still be answered, up to the horizon: while there are any, the cohort is not complete, and its rate is a lower bound. */
  readonly open: number;
  /** Outside of the rate, by state: Pending, Error, Superseded, OptOut and any other that Genesys returns. */
  readonly outside: Readonly<Record<string, number>>;
  readonly complete: boolean;
}

const deliveredStates = ["Sent", "InProgress", "Finished", "Expired"];

export function responseRateOf(rows: readonly FunnelRow[]): ResponseRate {
  const count = (states: readonly string[]): number =>
    rows.filter(({ state }) => states.includes(state ?? "")).reduce((sum, { surveys }) => sum + surveys, 0);
  const counts = new Map<string, number>();
  for (const { state, surveys } of rows) {
    if (deliveredStates.includes(state ?? "")) continue;
    const name = state ?? "unstated";
    counts.set(name, (counts.get(name) ?? 0) + surveys);
  }
  // By name: the database gives its rows in any order.
  const outside = Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const open = rows.reduce((sum, row) => sum + row.open, 0);
  const [finished, delivered] = [count(["Finished"]), count(deliveredStates)];
  return { ...rate(rows), finished, delivered, open, outside, complete: open === 0 };
}

function rate(rows: readonly FunnelRow[]): Estimate {
  const reached = rows.filter(({ state }) => deliveredStates.includes(state ?? ""));
  const add = (pick: (row: FunnelRow) => number, from = reached): number =>
    from.reduce((sum, row) => sum + pick(row), 0);
  const weight = add((row) => row.weight);
  if (weight === 0) return nothing;
  const finished = add(
    (row) => row.weight,
    reached.filter(({ state }) => state === "Finished"),
  );
  const worth = effectiveN(
    weight,
    add((row) => row.weight_squares),
  );
  return {
    value: finished / weight,
    n: add(({ surveys }) => surveys),
    effective: worth,
    ...wilson({ favourable: (finished / weight) * worth, n: worth }),
  };
}

/** Whether it was asked by web or by voice: of voice surveys the rate is of those who finished after entering. */
export const byChannel = (rows: readonly FunnelRow[]): Readonly<Record<"web" | "voice", readonly FunnelRow[]>> => ({
  web: rows.filter(({ survey_type }) => survey_type?.toLowerCase() !== "voice"),
  voice: rows.filter(({ survey_type }) => survey_type?.toLowerCase() === "voice"),
});
