import { isRecord, textOf } from "../../base/index.ts";

/*
 * Of a response that is older than its people are to be known, agents and evaluators are numbers that mean nothing outside its
 * interaction: who was there twice is seen to be one, so that no time and no transfer changes, and nothing says who it was. No key
 * leads back, and the same person has another number in another interaction.
 */

/** How the ids of those begin who are not known any more. */
export const forgottenMark = "forgotten-";

/** Whether an id stands for somebody who is not known any more. */
export const isForgotten = (id: string | null | undefined): boolean => id?.startsWith(forgottenMark) === true;

/** Fields that hold the id of somebody who works in the org, and those that hold their id and name. */
const ids: ReadonlySet<string> = new Set(["agentId", "evaluatorId", "userId"]);
const people: ReadonlySet<string> = new Set(["agent", "evaluator"]);

/** A stored document, by the id under which it is stored. */
export interface AboutPeople {
  readonly id: string;
  readonly document: unknown;
}

/**
 * The stored documents of one interaction with numbers in place of people; the same person has the same one in all of them, also
 * where some have their number already.
 */
export function forgetPeople(documents: readonly AboutPeople[]): readonly unknown[] {
  const numbers = new Map<string, string>();
  const taken = new Set<string>();
  for (const { document } of documents) collect(document, (id) => isForgotten(id) && taken.add(id));
  for (const same of groupByRole(documents)) {
    const number = same.find(isForgotten);
    if (number === undefined) continue;
    for (const id of same) if (!isForgotten(id)) numbers.set(id, numbers.get(id) ?? number);
  }
  let last = 0;
  const nextNumber = (): string => {
    last += 1;
    return taken.has(`${forgottenMark}${last}`) ? nextNumber() : `${forgottenMark}${last}`;
  };
  const numberOf = (id: string): string => {
    if (isForgotten(id)) return id;
    const number = numbers.get(id) ?? nextNumber();
    numbers.set(id, number);
    return number;
  };
  return documents.map(({ document }) => withNumbers(document, numberOf));
}

/** Who several documents say was the agent, or the evaluator, of one response. */
function groupByRole(documents: readonly AboutPeople[]): Iterable<readonly string[]> {
  const groups = new Map<string, string[]>();
  const add = (role: string, response: unknown, id: unknown): void => {
    if (typeof id !== "string" || id === "") return;
    const name = `${role} ${String(response)}`;
    groups.set(name, [...(groups.get(name) ?? []), id]);
  };
  for (const { id, document } of documents) {
    if (!isRecord(document)) continue;
    add("agent", id, textOf(document["agent"], "id") ?? document["agentId"]);
    add("evaluator", id, textOf(document["evaluator"], "id"));
    for (const [list, key] of [
      ["surveys", "surveyId"],
      ["evaluations", "evaluationId"],
    ] as const) {
      const listed = document[list];
      for (const one of Array.isArray(listed) ? listed.filter(isRecord) : []) {
        add("agent", one[key], one["userId"]);
        add("evaluator", one[key], one["evaluatorId"]);
      }
    }
  }
  return groups.values();
}

function collect(value: unknown, take: (id: string) => void): void {
  withNumbers(value, (id) => {
    take(id);
    return id;
  });
}

/** Goes as deep as the kept fields. */
function withNumbers(value: unknown, numberOf: (id: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => withNumbers(one, numberOf));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      if (ids.has(name)) return [name, typeof one === "string" && one !== "" ? numberOf(one) : one];
      if (!people.has(name) || !isRecord(one)) return [name, withNumbers(one, numberOf)];
      const id = textOf(one, "id");
      return [name, id === null || id === "" ? {} : { id: numberOf(id) }];
    }),
  );
}

/** Whether somebody in a stored document is a number. */
export function hasForgotten(document: unknown): boolean {
  let found = false;
  collect(document, (id) => {
    found ||= isForgotten(id);
  });
  return found;
}

/** A later version of a document with the numbers that the stored one has for the same people. */
export function withForgottenOf(stored: unknown, later: unknown): unknown {
  if (!isRecord(stored) || !isRecord(later) || !hasForgotten(stored)) return later;
  const kept = Object.entries(stored).filter(([name]) => people.has(name) || ids.has(name));
  return { ...later, ...Object.fromEntries(kept) };
}
