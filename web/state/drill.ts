import { viewAddress } from "./address.ts";
import { carried, type Query, withValues } from "./query.ts";

/** The address of the responses behind a number: those of the query, of one population. */
export const drill = (query: Query, figure: string): string =>
  viewAddress("responses", withValues(carried(query), "figure", [figure]));
