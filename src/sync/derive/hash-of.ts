import type { Row } from "../../warehouse/index.ts";
import { contentHash } from "../documents/kept-document.ts";

/** Of their values alone: rows of a table have all columns, in one order. */
export const hashOf = (...tables: readonly (readonly Row[])[]): string =>
  contentHash(JSON.stringify(tables.map((rows) => rows.map(Object.values))));
