import { isRecord } from "../../base/index.ts";
import { withoutNames } from "./erased-names.ts";
import type { Erasures } from "./erasures.ts";

/*
 * Documents without the people who were erased. Their parts stay, under an id that stands for nobody: without them, an
 * interaction that two handled would be all the other's.
 */

/** Fields with the id of a person, and fields that name one. */
const ids: ReadonlySet<string> = new Set(["userId", "agentId", "evaluatorId"]);
const references: ReadonlySet<string> = new Set(["agent", "evaluator"]);
/** Fields with somebody's words. */
const words: ReadonlySet<string> = new Set(["freeTextAnswer", "npsTextAnswer", "comments"]);

/** The document with every erased person replaced; the same object where there is none. */
export function withoutErasedPeople(document: unknown, scope: string, erasures: Erasures): unknown {
  if (!erasures.hasAny("agent", "full-name", "name")) return document;
  const replaceId = (id: unknown): unknown =>
    typeof id === "string" && erasures.has("agent", id) ? erasures.standIn(scope, id) : id;
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return keepSame(value, value.map(replace));
    if (!isRecord(value)) return value;
    const changed = Object.entries(value).map(([name, one]): [string, unknown] => {
      if (ids.has(name)) return [name, replaceId(one)];
      if (words.has(name) && typeof one === "string") return [name, withoutNames(one, erasures)];
      if (!references.has(name) || !isRecord(one)) return [name, replace(one)];
      const id = replaceId(one["id"]);
      return [name, id === one["id"] ? one : { ...one, id, name: null }];
    });
    return changed.every(([name, one]) => one === value[name]) ? value : Object.fromEntries(changed);
  };
  return replace(document);
}

const keepSame = (before: readonly unknown[], after: readonly unknown[]): readonly unknown[] =>
  after.every((one, index) => one === before[index]) ? before : after;
