import { readCount, readFlag, readOneOf, readOptions, readSignal, readText, type Shape } from "../base/index.ts";
import { type Selection as ExportSelection, type RowOf, rowKinds, rows as rowsChecked } from "../export/index.ts";
import { refuseUnmatchedFilter } from "../metrics/index.ts";
import type { Reader } from "../warehouse/index.ts";
import { type AsSomebody, checkedReader, type OfOrganization, openTaken } from "./handles.ts";
import { type Naming, peopleOf, readNamingOption } from "./people.ts";
import { type ByRoster, byRosterShape, type CheckedByRoster, findGiven, refuseFew } from "./roster.ts";
import { type Filter, filterShape, type PageFilter, readWords } from "./shapes.ts";

/** Which rows of a warehouse: those that pass the filter, which is the same as that of every number. */
export interface Selection
  extends Omit<ExportSelection, "range" | "changes" | PageFilter>,
    Pick<Filter, "range">,
    OfOrganization {}

/** How rows are read, and as whom. */
export interface RowsOptions extends AsSomebody, ByRoster {
  readonly signal?: AbortSignal | undefined;
  /** How agents and evaluators are shown. @default "named" */
  readonly people?: Naming | undefined;
}

/** A selection once it is checked: its range in milliseconds since 1970. */
export type CheckedSelection = Omit<ExportSelection, "changes" | PageFilter> & OfOrganization;

export const selectionShape: Shape<CheckedSelection> = {
  organization: readText,
  ...filterShape,
  rows: readOneOf(rowKinds),
  columns: readWords,
  all: readFlag,
  newest: readCount(1),
};

interface Checked extends AsSomebody, CheckedByRoster {
  readonly signal?: AbortSignal | undefined;
  readonly people?: Naming | undefined;
}

const optionsShape: Shape<Checked> = { signal: readSignal, people: readNamingOption, as: readText, ...byRosterShape };

/**
 * Rows of a warehouse, some two thousand at a time, with flat memory: whole responses are the record that `extract` gives.
 * Ordered by submission (the newest first where only some are wanted), then by response; responses that nobody
 * submitted, such as open and expired surveys, come last. Times are ISO 8601 in UTC, durations seconds.
 * @throws {UsageError} at once for arguments that do not fit; for a name in the filter that no response has, a column
 *   that there is not, for legs where people are not shown by name, for pseudonyms without a key, and for a token that does not
 *   hold, when the first rows are asked for
 */
export function rows<const Chosen extends Selection>(
  reader: Reader & { readonly place?: string },
  selection: Chosen,
  options: RowsOptions = {},
): AsyncGenerator<readonly RowOf<Chosen>[]> {
  const open = checkedReader(reader, "rows");
  const { organization, ...chosen } = readOptions<CheckedSelection>(selection, "rows", selectionShape, ["rows"]);
  const { people, as, roster, attributes, ...checked } = readOptions<Checked>(options, "rows: options", optionsShape);
  return (async function* () {
    const shown = await peopleOf("rows", open, people);
    const { naming } = shown;
    const { signal } = checked;
    const byRoster = await findGiven(open, { roster, attributes }, "rows", signal);
    const { reader: own, token } = await openTaken(open, { organization, as, naming, roster: byRoster.roster }, "rows");
    const all = { ...chosen, ...byRoster };
    await refuseUnmatchedFilter(own, all, { signal });
    await refuseFew(own, all, { naming, token, signal });
    for await (const batch of rowsChecked(own, all, { ...checked, people: shown }))
      yield batch as readonly RowOf<Chosen>[];
  })();
}
