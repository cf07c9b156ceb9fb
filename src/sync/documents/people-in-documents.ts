import { isRecord } from "../../base/index.ts";
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
  if (!erasures.hasAny("agent", "name")) return document;
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

/** Words of a name, at most: "Maria del Carmen García Lopez". */
const longestName = 5;

/** A text without the full names of people who were erased. A first name alone is too many people's. */
export function withoutNames(text: string, erasures: Erasures): string {
  if (!erasures.hasAny("name")) return text;
  const found = [...text.matchAll(/[\p{L}\p{M}\p{N}'’.-]*[\p{L}\p{M}\p{N}]/gu)];
  let result = "";
  let end = 0;
  for (let index = 0; index < found.length; index += 1) {
    const length = nameLength(
      found.slice(index, index + longestName).map(([word]) => word),
      erasures,
    );
    const [first, last] = [found[index], found[index + length - 1]];
    if (length === 0 || first === undefined || last === undefined) continue;
    result += `${text.slice(end, first.index)}[erased]`;
    end = last.index + last[0].length;
    index += length - 1;
  }
  return end === 0 ? text : result + text.slice(end);
}

function nameLength(next: readonly string[], erasures: Erasures): number {
  for (let length = next.length; length >= 2; length -= 1)
    if (erasures.has("name", foldedName(next.slice(0, length).join(" ")))) return length;
  return 0;
}

/** A name as it is compared: its words in small letters. Null where it is a single one. */
export const foldedName = (name: string): string => name.normalize("NFC").toLowerCase().trim().split(/\s+/).join(" ");

/** Whether a name is more than one word, and so whether it can be looked for in texts. */
export const isFullName = (name: string): boolean => /\S\s+\S/.test(name.trim());
