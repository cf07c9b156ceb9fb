import { readNumber, readOneOf, readOptions, readSignal, type Shape, UsageError } from "../base/index.ts";
import { changeBefore, type ExportRow, lastChange, type RowKind, rowKinds, rows } from "../export/index.ts";
import { refuseUnmatchedFilter } from "../metrics/index.ts";
import type { Reader } from "../warehouse/index.ts";
import { checkedReader, ofOrganization } from "./handles.ts";
import { peopleOf, readNamingOption } from "./people.ts";
import { type CheckedSelection, type RowsOptions, type Selection, selectionShape } from "./rows.ts";

/** Which changes: those of rows that the filter matches, and what must be deleted by whoever has rows that it matched. */
export interface ChangesSelection extends Omit<Selection, "rows" | "all" | "newest"> {
  /** @default "responses" */
  readonly rows?: RowKind;
  /** The cursor of the last batch of an earlier reading, or a time as ISO 8601. @default 0: all rows */
  readonly since?: number | string;
}

/** How changes are read: of everything, since they list what was removed from the whole warehouse. */
export type ChangesOptions = Omit<RowsOptions, "as" | "roster" | "attributes">;

type Given = Omit<CheckedSelection, "rows" | "all" | "newest"> & Pick<ChangesSelection, "rows" | "since">;

/** Some changed rows, in the order of their changes. */
export interface ChangesBatch {
  /** Columns of the rows, and `deleted`: true where nothing but the ids is left. */
  readonly rows: readonly ExportRow[];
  /** Where to go on, once these rows are kept; null until the last batch, since one change may fill several. */
  readonly cursor: number | null;
}

/**
 * The rows of a warehouse that changed since a cursor: as they are now, or as tombstones. Whoever applies every batch (an upsert by
 * `organization_id`, `response_id` and, of answers and legs, `position`, a deletion where `deleted` is true) has what {@link rows}
 * gives. The last batch, which may be empty, has the cursor; a reading that was stopped before it is repeated.
 * @throws {UsageError} for arguments that do not fit; for a cursor ahead of the warehouse, and otherwise as `rows`
 */
export function changes(
  reader: Reader & { readonly place?: string },
  selection: ChangesSelection = {},
  options: ChangesOptions = {},
): AsyncGenerator<ChangesBatch> {
  const open = checkedReader(reader, "changes");
  const { rows: kind, since = 0, ...filter } = readOptions<Given>(selection, "changes", changesShape);
  const { people, ...checked } = readOptions<ChangesOptions>(options, "changes: options", optionsShape);
  return (async function* () {
    const { organization, ...chosen } = filter;
    const own = await ofOrganization(open, { organization }, "changes");
    const shown = await peopleOf("changes", own, people);
    await refuseUnmatchedFilter(own, chosen, { signal: checked.signal });
    const until = await lastChange(own, checked.signal);
    if (typeof since === "number" && since > until)
      throw new UsageError(
        `changes: since ${since} is ahead of the warehouse, whose latest change is ${until}.`,
        "It is of another warehouse, or this one is an older copy: empty what you filled with it, and begin with 0.",
      );
    const after = typeof since === "number" ? since : await changeBefore(own, Date.parse(since), checked.signal);
    const wanted = { ...chosen, rows: kind ?? "responses", changes: { after: Math.min(after, until), until } };
    for await (const batch of rows(own, wanted, { ...checked, people: shown }))
      yield { rows: batch as readonly ExportRow[], cursor: null };
    yield { rows: [], cursor: until };
  })();
}

const optionsShape: Shape<ChangesOptions> = { signal: readSignal, people: readNamingOption };
const { all: _, newest: __, ...shape } = selectionShape;

const changesShape = {
  ...shape,
  rows: readOneOf(rowKinds),
  since(value: unknown, name: string): number | string {
    if (typeof value !== "string") return readNumber(0)(value, name);
    if (!Number.isNaN(Date.parse(value))) return value;
    throw new UsageError(`${name} is not a time.`, "Give a cursor, or a time as ISO 8601.");
  },
};
