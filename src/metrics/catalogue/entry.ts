import type { Columns } from "../rows.ts";

/** A named question to the warehouse: its SQL stands in catalogue/, under its name. */
export interface Entry {
  /** What it answers, for docs/metrics.md. */
  readonly about: string;
  readonly columns: Columns;
  /** Parameters of its own, with their defaults. */
  readonly parameters: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** Whether it reads the responses that a filter chooses; else it has parameters only. */
  readonly filtered: boolean;
  /** Whether it can be asked by group and by period. */
  readonly grouped: boolean;
}

export const entry = <const Names extends Columns, const Own extends Entry["parameters"] = Record<never, never>>(
  about: string,
  columns: Names,
  more: Partial<Pick<Entry, "filtered" | "grouped">> & { readonly parameters?: Own } = {},
) => ({ about, columns, filtered: true, grouped: true, ...more, parameters: more.parameters ?? noParameters<Own>() });

/** Where none are given, `Own` has no key. */
const noParameters = <Own>(): Own => ({}) as Own;

/** From when on the interactions began whose surveys may still be answered; by default all. */
export const openFrom = { open_since: "1970-01-01T00:00:00.000Z" };

/** The answers that headlines count, where no questions are asked for. */
export const anyQuestion = { any_about: true, about: [] } as const;

export const place = { bucket: "text", group_id: "text" } as const;
