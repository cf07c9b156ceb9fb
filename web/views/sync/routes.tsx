import { Empty } from "../../parts/panel.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { useFormats } from "../../state/frame.ts";
import type { FormRoute, OrganizationStatus } from "../../state/status.ts";
import { syncWords } from "../../words/sync.ts";
import { useWords } from "../../words/words.ts";

/** How the responses of each form are read, since when, and why: beneath it, so that a narrow screen has room for the sentence. */
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
    {
      key: "way",
      title: words.way,
      cell: ({ in_bulk, reason, since }) => (
        <>
          {in_bulk ? words.inBulk : words.oneByOne}
          {since === null ? null : (
            <>
              {" "}
              {words.since} <time dateTime={since}>{formats.minute(since)}</time>
            </>
          )}
          <span class="cell-note">
            <bdi lang="en">{reason}</bdi>
          </span>
        </>
      ),
    },
  ];
  const rowKey = ({ source, form_context_id: id }: FormRoute): string => `${source} ${id}`;
  return routes.length === 0 ? (
    <Empty>{words.noRoutes}</Empty>
  ) : (
    <Table caption={words.routes} columns={columns} rows={routes} rowKey={rowKey} />
  );
}
