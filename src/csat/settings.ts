import type { Role } from "./role.ts";

/**
 * Decisions of a person that override the words of a form. Every key is a context id or a version id; context ids win.
 */
export interface ScoreSettings {
  /** Question id to role. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Form id to the id of its lead question. */
  readonly leads: Readonly<Record<string, string>>;
  /** Question id to the meaning of its scale. */
  readonly scales: Readonly<Record<string, ScaleSettings>>;
  /** Seconds with the customer from which on a part of an interaction is eligible for attribution. @default 10 */
  readonly shortestLeg?: number | undefined;
}

/** The default of `shortestLeg`. */
export const usualShortestLeg = 10;

export interface ScaleSettings {
  /** Which end is the good one. @default the end that the option texts call good, else "high" */
  readonly best?: "high" | "low" | null | undefined;
  /** The value from which on, towards the good end, an answer is satisfied. @default the top boxes, by length of scale */
  readonly satisfiedFrom?: number | null | undefined;
  /** Options that are no point of the scale: a text, an option id or a value. Added to the known ones. @default none */
  readonly notOnScale?: readonly (string | number)[] | undefined;
}

/** The entry of a thing that has two ids. Ids come from outside: only own keys count, under any name. */
export function setting<Value>(
  table: Readonly<Record<string, Value>>,
  { id, contextId }: { readonly id: string; readonly contextId: string | null },
): Value | undefined {
  if (contextId !== null && Object.hasOwn(table, contextId)) return table[contextId];
  return Object.hasOwn(table, id) ? table[id] : undefined;
}
