import { UsageError } from "../base/index.ts";
import type { People } from "../csat/index.ts";
import type { Row } from "../warehouse/index.ts";
import type { Column, RowKind } from "./columns.ts";

interface Hidden {
  /** The columns to read: a pseudonym is made of an id that may not be asked for. */
  readonly read: readonly string[];
  /** A row of these, as it may be shown, with the columns that were asked for. */
  readonly show: (row: Row) => Row;
}

const idOf: Readonly<Record<string, string>> = { agent_name: "agent_id", evaluator_name: "evaluator_id" };

/**
 * Null where people are shown by name.
 * @throws {UsageError} for legs where they are not: who was how long in which interaction names them by itself
 */
export function hidePeople(people: People, rows: RowKind, columns: readonly Column[]): Hidden | null {
  if (people.naming === "named") return null;
  if (rows === "legs") {
    throw new UsageError(
      `Rows of legs are about agents, and the settings say agents = "${people.naming}".`,
      "Take --rows responses or answers; docs/configuration.md#people says what agents means.",
    );
  }
  const asked = columns.map(({ name }) => name);
  const more = asked.flatMap((name) => idOf[name] ?? []).filter((id) => !asked.includes(id));
  const added = [...new Set(more)];
  return {
    read: [...asked, ...added],
    show: (row) => {
      const shown = people.row(row);
      if (added.length === 0) return shown;
      return Object.fromEntries(Object.entries(shown).filter(([name]) => !added.includes(name)));
    },
  };
}
