import { Empty } from "../../parts/panel.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { useFormats } from "../../state/frame.ts";
import type { FormRoute, OrganizationStatus } from "../../state/status.ts";
import { syncWords } from "../../words/sync.ts";
import { useWords } from "../../words/words.ts";

/** How the responses of each form are read, since when, and why. */
export function Routes({ of: { routes } }: { of: OrganizationStatus }) {
  const [words, formats] = [useWords(syncWords), useFormats()];
  const sources: Readonly<Record<string, string>> = words.sweeps;
  const columns: readonly Column<FormRoute>[] = [
    {
      ...{ key: "form", title: words.form, isHead: true },
      cell: ({ form_context_id: id, form_name: name, source }) => (
        <>
          <bdi>{id === null ? words.allForms : (name ?? id)}</bdi>
          <span class="cell-note">{sources[source] ?? source}</span>
        </>
      ),
    },
    { key: "way", title: words.way, cell: ({ in_bulk }) => (in_bulk ? words.inBulk : words.oneByOne) },
    {
      key: "since",
      title: words.since,
      cell: ({ since }) => (since === null ? "–" : <time dateTime={since}>{formats.minute(since)}</time>),
    },
    { key: "why", title: words.why, cell: ({ reason }) => <bdi lang="en">{reason}</bdi> },
  ];
  const rowKey = ({ source, form_context_id: id }: FormRoute): string => `${source} ${id}`;
  return routes.length === 0 ? (
    <Empty>{words.noRoutes}</Empty>
  ) : (
    <Table caption={words.routes} columns={columns} rows={routes} rowKey={rowKey} />
  );
}
