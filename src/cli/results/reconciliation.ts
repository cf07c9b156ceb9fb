import { DateTime } from "luxon";
import type { Cell, Reconciliation } from "../../sync/index.ts";
import { toGrid } from "../../terminal/index.ts";
import { plural } from "../screen/messages.ts";
import type { TableStyle } from "../screen/response-table.ts";

/** What `afterword reconcile --json` prints; names as in the record. */
export const reconciliationDocument = (result: Reconciliation, place: string) => ({
  warehouse: place,
  organization_id: result.organization.id,
  organization_name: result.organization.name,
  compared_at: result.at,
  from: result.from,
  to: result.to,
  compared: result.kinds,
  complete: result.complete,
  lost: result.lost,
  repaired: result.repaired,
  repair: result.cost === null ? null : { documents: result.cost.documents, requests: result.cost.requests },
  counts: result.cells.map((cell) => ({
    day: cell.day,
    source: cell.kind,
    form_id: cell.formId,
    form_name: cell.formName,
    status: cell.status,
    genesys: cell.genesys,
    warehouse: cell.warehouse,
    late: cell.late,
    not_permitted: cell.notPermitted,
    deleted: cell.deleted,
    erased: cell.erased,
    redacted: cell.redacted,
    lost: cell.lost,
  })),
  requests: result.spent.requests,
  requests_by_endpoint: result.spent.byEndpoint,
  notes: result.notes,
  missing: result.missing,
  skipped: result.skipped.map(({ source, error }) => ({ source, reason: error.message, hint: error.hint })),
  problems: result.problems,
});

const right = true;
const dash = "–";

/** The differences, each with its explanation, and a sentence. */
export function formatReconciliation(result: Reconciliation, style: TableStyle): string {
  const { cells, from, to, lost, repaired, spent } = result;
  const differing = cells.filter(({ genesys, warehouse }) => genesys !== warehouse);
  const sum = (name: "genesys" | "warehouse"): number => cells.reduce((all, cell) => all + cell[name], 0);
  const at = (time: string): string => DateTime.fromISO(time, { zone: style.timeZone }).toFormat("yyyy-MM-dd HH:mm");
  const counted =
    `From ${at(from)} to ${at(to)} Genesys counts ${plural(sum("genesys"), "response")}; the warehouse has ` +
    `${sum("warehouse")} of them (${plural(spent.requests, "request")}).`;
  const table = differing.length === 0 ? [] : [formatDifferences(differing, style)];
  const again =
    repaired === null || repaired === 0 ? "" : `${plural(repaired, "response")} that were lost are there again. `;
  return [
    `${counted}\n`,
    ...table,
    `${again}${lost === 0 ? "Nothing is lost." : `${plural(lost, "response")} lost.`}\n`,
  ].join("\n");
}

const formatDifferences = (cells: readonly Cell[], style: TableStyle): string =>
  toGrid(
    [
      ...[{ title: "day (UTC)" }, { title: "source" }, { title: "form", flexible: true }, { title: "status" }],
      ...["Genesys", "warehouse", "late", "not permitted", "deleted", "erased", "redacted", "lost"].map((title) => ({
        title,
        right,
      })),
    ],
    cells.map((cell) => [
      ...[cell.day, cell.kind, cell.formName ?? cell.formId ?? dash, cell.status ?? dash],
      ...[cell.genesys, cell.warehouse].map(String),
      ...[cell.late, cell.notPermitted, cell.deleted, cell.erased, cell.redacted, cell.lost].map((n) =>
        n === 0 ? "" : String(n),
      ),
    ]),
    style,
  );
