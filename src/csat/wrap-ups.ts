import { readTime } from "../base/index.ts";
import type { WireSession } from "./session.ts";
import { ascending, compare } from "./spans.ts";

export interface WrapUp {
  readonly code: string;
  readonly time: number | null;
}

export function wrapUpsOf(session: WireSession): WrapUp[] {
  const wrapUps: WrapUp[] = [];
  for (const { wrapUpCode, segmentStart } of session.segments ?? []) {
    if (wrapUpCode) wrapUps.push({ code: wrapUpCode, time: readTime(segmentStart) });
  }
  return wrapUps;
}

/** The codes in order of time, once each. */
export function codesInOrder(wrapUps: readonly WrapUp[]): string[] {
  if (wrapUps.length < 2) return wrapUps.map(({ code }) => code);
  const sorted = [...wrapUps].sort((a, b) => ascending(a.time, b.time) || compare(a.code, b.code));
  return [...new Set(sorted.map(({ code }) => code))];
}
