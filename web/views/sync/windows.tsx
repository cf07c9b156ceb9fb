import { type Column, Table } from "../../parts/table.tsx";
import { useFormats } from "../../state/frame.ts";
import type { OrganizationStatus, Stretch, Sweep } from "../../state/status.ts";
import { syncWords } from "../../words/sync.ts";
import { useWords } from "../../words/words.ts";

const counted = ["open", "missing", "underived", "never_settled", "unlinked"] as const;

/** What was read without a gap, what was not, and what is still to come. */
export function Windows({ of }: { of: OrganizationStatus }) {
  const [words, formats] = [useWords(syncWords), useFormats()];
  const labels = {
    open: words.open,
    missing: words.missing,
    underived: words.underived,
    never_settled: words.neverSettled,
    unlinked: words.unlinked,
  };
  const shown = (stretches: readonly Stretch[], nothing: string) =>
    stretches.length === 0 ? nothing : stretches.map((one) => formats.range(one)).join(", ");
  const sweeps: Readonly<Record<string, string>> = words.sweeps;
  const columns: readonly Column<Sweep>[] = [
    { key: "sweep", title: words.what, isHead: true, cell: ({ sweep }) => sweeps[sweep] ?? sweep },
    { key: "read", title: words.read, cell: ({ read }) => shown(read, words.nothingYet) },
    {
      key: "gaps",
      title: words.gaps,
      cell: ({ gaps }) => (gaps.length === 0 ? words.none : <strong class="missing">{shown(gaps, words.none)}</strong>),
    },
  ];
  return (
    <>
      <dl class="facts-list">
        <div>
          <dt>{words.completeTo}</dt>
          <dd>{of.complete_to === null ? words.nothingYet : formats.minute(of.complete_to)}</dd>
        </div>
        {counted
          .filter((name) => name === "open" || (of[name] ?? 0) > 0)
          .map((name) => (
            <div key={name}>
              <dt>{labels[name]}</dt>
              <dd>{of[name] === null ? "–" : formats.count(of[name])}</dd>
            </div>
          ))}
        {of.reconciliation && (
          <div>
            <dt>{words.compared(formats.minute(of.reconciliation.compared_at))}</dt>
            <dd>
              {of.reconciliation.lost === 0 ? (
                words.nothingLost
              ) : (
                <strong class="missing">{words.lost(formats.count(of.reconciliation.lost))}</strong>
              )}
            </dd>
          </div>
        )}
      </dl>
      <Table caption={words.windows} columns={columns} rows={of.sweeps} rowKey={({ sweep }) => sweep} />
    </>
  );
}
