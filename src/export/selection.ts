import { type Interval, isoTime } from "../base/index.ts";
import type { Parameters } from "../warehouse/index.ts";
import type { RowKind } from "./columns.ts";

/** Which rows of a warehouse. A filter that is left out lets everything pass. */
export interface Selection {
  readonly rows: RowKind;
  /** Names of columns, in the order wanted. @default every column of the record, the answer or the leg */
  readonly columns?: readonly string[] | undefined;
  /** Responses submitted in it; what nobody has submitted is in none. @default all times */
  readonly range?: Interval | undefined;
  /** @default both */
  readonly sources?: readonly ("surveys" | "evaluations")[] | undefined;
  /** Genesys media types of the attributed agent's session, such as `voice`. */
  readonly media?: readonly string[] | undefined;
  /** Names (in any case) or ids of the response's own queue. */
  readonly queues?: readonly string[] | undefined;
  /** Form names (in any case), version ids or context ids. */
  readonly forms?: readonly string[] | undefined;
  /** Deleted, retracted, unreleased and calibration ones too, and the columns that tell. @default false */
  readonly all?: boolean | undefined;
}

const stored = { surveys: "survey", evaluations: "evaluation" } as const;

/** The parameters of `selected.sql`. */
export function parametersOf({ range, sources, media, queues, forms, all }: Selection): Parameters {
  return {
    all: all ?? false,
    sources: (sources ?? ["surveys", "evaluations"]).map((source) => stored[source]),
    from: range ? isoTime(range.from) : null,
    to: range ? isoTime(range.to) : null,
    ...wanted("media", media),
    ...wanted("queue", queues),
    ...wanted("form", forms),
  };
}

const wanted = (name: string, words: readonly string[] = []): Parameters => ({
  [`any_${name}`]: words.length === 0,
  [name]: words.map((word) => word.toLowerCase()),
});
