import { readTime } from "../base/index.ts";
import { ascending, compare } from "./order.ts";
import type { WireSession } from "./session.ts";

export interface WrapUp {
  readonly code: string;
  readonly time: number | null;
}

export const wrapUpsOf = (session: WireSession): WrapUp[] =>
  (session.segments ?? []).flatMap(({ wrapUpCode, segmentStart }) =>
    wrapUpCode ? [{ code: wrapUpCode, time: readTime(segmentStart) }] : [],
  );

/** The codes in order of time, once each. */
export function codesInOrder(wrapUps: readonly WrapUp[]): string[] {
  const sorted = [...wrapUps].sort((a, b) => ascending(a.time, b.time) || compare(a.code, b.code));
  return [...new Set(sorted.map(({ code }) => code))];
}
