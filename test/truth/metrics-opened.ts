import { expect } from "vitest";
import { ask, type Filter } from "../../src/metrics/index.ts";
import type { FormVersion, Interaction, Org } from "../../src/sandbox/model.ts";
import { smallOrg } from "../orgs/small-org.ts";
import { type Measured, openMeasured } from "./metrics-measured.ts";
import { answer, formOf, type Given, overall } from "./metrics-played.ts";
import { scoresIdentity, scoresTruth } from "./scores.ts";

/** The played org, read by the metrics; the naive reading of the same org must agree. */
export async function open(
  forms: readonly FormVersion[],
  interactions: readonly Interaction[],
  changes: Partial<Org> = {},
): Promise<Measured> {
  const measured = await openMeasured({ org: { ...smallOrg(interactions), forms, ...changes } });
  expect(await measured.wrong("scores", scoresIdentity, {}, (pieces) => scoresTruth(pieces))).toEqual([]);
  return measured;
}

export const scores = ({ synced }: Measured, filter: Filter = {}) => ask(synced.warehouse, "scores", { filter });

export const csat = async (measured: Measured, filter: Filter = {}) => {
  const rows = await scores(measured, filter);
  return rows
    .filter(({ role }) => role === "csat")
    .map(({ points, answers, favourable, unfavourable }) => ({ points, answers, favourable, unfavourable }))
    .toSorted((a, b) => (a.points ?? 0) - (b.points ?? 0));
};

export const simple = formOf("f1", "f", "overall", [overall]);
export const answers = (values: readonly Given[], form = simple): Interaction[] =>
  values.map((given, at) => answer(`s${at}`, at, form, given));
