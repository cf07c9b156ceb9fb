import { isoTime } from "../../base/index.ts";
import type { Explanation } from "./explain.ts";
import type { Counted, Kind } from "./listed.ts";

/** Responses that came to a status on a day, as Genesys counts them, and how many the warehouse has. */
export interface Cell extends Readonly<Record<Explanation, number>> {
  /** Of the event in Genesys, UTC: `2026-03-05`. */
  readonly day: string;
  readonly kind: Kind;
  /** The version. */
  readonly formId: string | null;
  /** Null where the warehouse does not know it. */
  readonly formName: string | null;
  readonly status: string | null;
  readonly genesys: number;
  readonly warehouse: number;
}

type Counts = { -readonly [Key in Explanation | "genesys" | "warehouse"]: number };

/** Counts responses by day, kind, form and status. */
export function createTally() {
  const cells = new Map<string, Omit<Cell, keyof Counts | "formName"> & Counts>();
  return {
    /** `explanation` is null for a response that the warehouse has. */
    add(kind: Kind, { at, formId, status }: Counted, explanation: Explanation | null): void {
      const place = { day: isoTime(at).slice(0, 10), kind, formId, status };
      const key = JSON.stringify(place);
      const none = { late: 0, notPermitted: 0, deleted: 0, erased: 0, redacted: 0, lost: 0 };
      const cell = cells.get(key) ?? { ...place, genesys: 0, warehouse: 0, ...none };
      cell.genesys += 1;
      cell[explanation ?? "warehouse"] += 1;
      cells.set(key, cell);
    },
    /** By day, the newest first. */
    cells: (nameOf: (formId: string | null) => string | null): readonly Cell[] =>
      [...cells].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, cell]) => ({ ...cell, formName: nameOf(cell.formId) })),
  };
}
