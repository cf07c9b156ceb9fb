import type { GridColumn } from "../../terminal/index.ts";
import type { GroupFigures } from "../document.ts";

/** A column of a table of groups. */
export interface GroupColumn extends GridColumn {
  readonly read: (group: GroupFigures) => string;
}
