import type { Parameters, Reader } from "../warehouse/index.ts";
import type { Entry } from "./catalogue/entry.ts";
import { catalogue, type QuestionName } from "./catalogue.ts";
import { basisOf, conditionsOf, type Filter } from "./filter.ts";
import type { Grouping } from "./grouping.ts";
import { type Bucket, bucketParameters } from "./periods.ts";
import { type RowOf, rowReader } from "./rows.ts";
import { groupingParameters, readSql, statement, type TimeBasis } from "./sql.ts";

/** The metric, the responses it is taken over, and the groups. */
export interface Asking<Name extends QuestionName> {
  readonly filter?: Filter | undefined;
  /** @default the filter's */
  readonly basis?: TimeBasis | undefined;
  readonly by?: Grouping | null | undefined;
  /** Periods by the same basis; one that no response is in has no row. */
  readonly buckets?: readonly Bucket[] | undefined;
  readonly parameters?: Partial<Widened<(typeof catalogue)[Name]["parameters"]>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** `false` stands for a boolean, "" for a text. */
type Widened<Given> = {
  readonly [Name in keyof Given]: Given[Name] extends boolean
    ? boolean
    : Given[Name] extends string
      ? string
      : Given[Name] extends number
        ? number
        : readonly string[];
};

/** The rows of a question of the catalogue. */
export async function ask<Name extends QuestionName>(
  reader: Reader,
  name: Name,
  asking: Asking<Name> = {},
): Promise<readonly RowOf<(typeof catalogue)[Name]["columns"]>[]> {
  const { sql, parameters } = questionStatement(name, asking);
  const columns: (typeof catalogue)[Name]["columns"] = catalogue[name].columns;
  const rows = await reader.query(sql, parameters, asking.signal);
  return rows.map(rowReader(columns));
}

/** The statement that `ask` sends, for callers who send it to the database themselves. */
export function questionStatement<Name extends QuestionName>(
  name: Name,
  asking: Asking<Name> = {},
): { readonly sql: string; readonly parameters: Parameters } {
  const { filter = {}, basis, by = null, buckets } = asking;
  const entry: Entry = catalogue[name];
  const question = readSql(`catalogue/${name}`);
  const own: Record<string, Parameters[string]> = { ...entry.parameters };
  for (const [key, value] of Object.entries<Parameters[string] | undefined>(asking.parameters ?? {}))
    if (value !== undefined) own[key] = value;
  if (by === "question") {
    if (!("by_question" in own)) throw new Error(`${name} asks of responses, which have many questions.`);
    own["by_question"] = true;
  }
  if (!entry.filtered) return { sql: question, parameters: own };
  const relation = { filter, basis: basis ?? basisOf(filter), by, inBuckets: buckets !== undefined };
  const conditions = [...conditionsOf(filter).values()];
  const parameters = Object.assign(
    {},
    own,
    buckets && bucketParameters(buckets),
    groupingParameters(filter, by),
    ...conditions,
  );
  return { sql: statement(relation, question), parameters };
}
