/** The tables of a report that divide the same answers. */
export type TableName = "queue" | "agent" | "group" | "channel" | "trend";

/** Whether a cell of a table may not be printed. */
export type IsHidden = (table: TableName, id: string | null) => boolean;

/** What may not be printed of tables that are protected together. */
export interface HiddenCells {
  readonly csat: IsHidden;
  readonly nps: IsHidden;
  readonly rate: IsHidden;
  /** The CSAT of the period before, and with it the change. */
  readonly before: IsHidden;
  /** What people judged. */
  readonly evaluator: IsHidden;
  /** What machines judged. */
  readonly machine: IsHidden;
}
