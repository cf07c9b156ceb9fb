import { day } from "../../src/base/index.ts";
import type { Measured } from "../truth/metrics-measured.ts";
import type { Piece, TruthAsking } from "../truth/pieces.ts";
import { mean } from "../truth/responses.ts";

/** The page's usual period: the 28 whole days before the present. */
export function usualDays(now: number) {
  const to = Math.floor(now / day) * day;
  return { from: to - 28 * day, to };
}

/** What counts in the page's usual period, by the truth of the org. */
export const piecesOf = (measured: Measured, { filter, ...asking }: TruthAsking = {}): readonly Piece[] =>
  measured.pieces({ ...asking, filter: { range: usualDays(measured.now), ...filter } });

/** Of the answers about satisfaction on scales of five values, as the page writes them. */
export function satisfaction(pieces: readonly Piece[]) {
  const leads = pieces.flatMap(({ response }) =>
    response.source === "survey" ? response.answers.filter(({ lead, points }) => lead && points === 5) : [],
  );
  const given = leads.flatMap(({ favourable }) => favourable ?? []);
  return { n: given.length, text: percent(given.filter(Boolean).length, given.length) };
}

export function nps(pieces: readonly Piece[]) {
  const given = pieces.flatMap(({ response }) =>
    response.source === "survey" ? response.answers.filter((one) => one.headline && one.role === "nps") : [],
  );
  const values = given.flatMap(({ value }) => value ?? []);
  const points = mean(values.map((value) => (value >= 9 ? 100 : value <= 6 ? -100 : 0))) ?? 0;
  const sign = points > 0 ? "+" : points < 0 ? "−" : "";
  return { n: values.length, text: `${sign}${Math.round(Math.abs(points))}` };
}

/** What people, no machines, judged. */
export function judged(pieces: readonly Piece[]) {
  const scores = pieces.flatMap(({ response }) =>
    response.source === "evaluation" && response.evaluatorId !== null ? (response.evaluatorCsat ?? []) : [],
  );
  return { n: scores.length, text: (mean(scores) ?? Number.NaN).toFixed(2) };
}

const percent = (part: number, whole: number): string => (whole === 0 ? "–" : `${Math.round((100 * part) / whole)} %`);

/** One group of several, by its id. */
export const ofGroup = (pieces: readonly Piece[], id: string | null): readonly Piece[] =>
  pieces.filter(({ group }) => group === id);
