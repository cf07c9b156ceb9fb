import { type Column, Table } from "../../parts/table.tsx";
import { useFormats } from "../../state/frame.ts";
import type { OrganizationStatus } from "../../state/status.ts";
import { endpointWords } from "../../words/endpoints.ts";
import { syncWords } from "../../words/sync.ts";
import { useWords } from "../../words/words.ts";

type Endpoint = OrganizationStatus["by_endpoint"][number];

const shownAtOnce = 6;

/** What a request is for, in words, and what the endpoint is called; one of another version by its name alone. */
function Asked({ endpoint }: { endpoint: string }) {
  const words = useWords(endpointWords);
  const known = Object.entries(words).find(([one]) => one === endpoint)?.[1];
  return known === undefined ? (
    <code>{endpoint}</code>
  ) : (
    <>
      {known} <code class="detail">{endpoint}</code>
    </>
  );
}

/** What the syncs took of Genesys Cloud's allowance. */
export function Spent({ of }: { of: OrganizationStatus }) {
  const [words, formats] = [useWords(syncWords), useFormats()];
  const columns: readonly Column<Endpoint>[] = [
    { key: "endpoint", title: words.endpoint, isHead: true, cell: ([endpoint]) => <Asked endpoint={endpoint} /> },
    { key: "requests", title: words.requests, isNumber: true, cell: ([, requests]) => formats.count(requests) },
  ];
  const table = (rows: readonly Endpoint[]) => (
    <Table caption={words.spent} columns={columns} rows={rows} rowKey={([endpoint]) => endpoint} />
  );
  return (
    <>
      <p class="total">
        {words.total}: <strong>{of.requests === null ? "–" : formats.count(of.requests)}</strong>
      </p>
      {of.by_endpoint.length === 0 ? null : table(of.by_endpoint.slice(0, shownAtOnce))}
      {of.by_endpoint.length <= shownAtOnce ? null : (
        <details>
          <summary>{words.others}</summary>
          {table(of.by_endpoint.slice(shownAtOnce))}
        </details>
      )}
    </>
  );
}
