import { UsageError } from "../base/index.ts";

/** A closed warehouse is used: it was closed too early. */
export const closedWarehouse = (place: string): UsageError =>
  new UsageError(`${place} is closed.`, "Close a warehouse after the last use of it, or open it again.");
