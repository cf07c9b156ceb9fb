import { Empty } from "../../parts/panel.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { durationText } from "../../state/duration.ts";
import { useFormats } from "../../state/frame.ts";
import type { Run } from "../../state/status.ts";
import { syncWords } from "../../words/sync.ts";
import { useWords } from "../../words/words.ts";

/** The last syncs: how long, what they brought, what they spent, and why one failed. */
export function Runs({ runs }: { runs: readonly Run[] }) {
  const [words, formats] = [useWords(syncWords), useFormats()];
  const outcomes: Readonly<Record<string, string>> = words.outcomes;
  const count = (n: number | null): string => (n === null ? "–" : formats.count(n));
  const took = ({ started_at: from, ended_at: to }: Run): string =>
    to === null ? "–" : durationText(Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000), words.units);
  const columns: readonly Column<Run>[] = [
    {
      ...{ key: "started", title: words.started, isHead: true },
      cell: ({ started_at: at }) => <time dateTime={at}>{formats.minute(at)}</time>,
    },
    { key: "took", title: words.took, isNumber: true, cell: took },
    {
      key: "outcome",
      title: words.outcome,
      cell: ({ outcome, exit_code: code, message }) => (
        <>
          <span class={outcome === "failed" || outcome === "killed" ? "outcome failed" : "outcome"}>
            {outcomes[outcome ?? "unknown"] ?? outcome}
            {code === null || code === 0 ? null : ` (${words.exitCode(code)})`}
          </span>
          {message === null ? null : <span class="cell-note">{message}</span>}
        </>
      ),
    },
    { key: "responses", title: words.responses, isNumber: true, cell: ({ responses }) => count(responses) },
    { key: "requests", title: words.requests, isNumber: true, cell: ({ requests }) => count(requests) },
    { key: "refused", title: words.refused, isNumber: true, cell: ({ rate_limited: refused }) => count(refused) },
  ];
  return runs.length === 0 ? (
    <Empty>{words.neverSynced}</Empty>
  ) : (
    <Table caption={words.runs} columns={columns} rows={runs} rowKey={({ started_at: at }) => at} />
  );
}
