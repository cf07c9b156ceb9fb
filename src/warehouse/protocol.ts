import type { Parameters, Row } from "./warehouse.ts";

/** What a process asks of the one that holds the file: one SQL statement that reads. */
export interface Question {
  readonly sql: string;
  readonly parameters: Parameters;
}

/** One line of the answer. The last one is `end` or `error`: an answer without either was cut off. */
export type Line =
  | { readonly rows: readonly Row[] }
  | { readonly end: true }
  | { readonly error: { readonly message: string /** Of a UsageError. */; readonly hint?: string } };
