import { DateTime } from "luxon";
import type { OrganizationStatus, SyncPlan, SyncProgress, SyncRequest, SyncResult } from "../../sync/index.ts";
import type { Log } from "../log/log.ts";
import { plural } from "../screen/messages.ts";
import { formatPrice, priceDocument } from "./price.ts";

/** What `afterword sync --json` prints; names as in the record. */
export const syncDocument = (
  { organization, complete, documents, responses, unlinked, spent, ...report }: SyncResult,
  { found, fetched, linked }: SyncProgress,
  status: OrganizationStatus | undefined,
  place: string,
) => ({
  warehouse: place,
  organization_id: organization.id,
  organization_name: organization.name,
  complete,
  complete_to: status?.completeTo ?? null,
  completeness: status?.completeness ?? null,
  found,
  read: fetched,
  linked,
  documents,
  responses,
  unlinked,
  requests: spent.requests,
  rate_limited: spent.tooManyRequests,
  requests_by_endpoint: spent.byEndpoint,
  notes: report.notes,
  missing: report.missing,
  skipped: report.skipped.map(({ source, error }) => ({ source, reason: error.message, hint: error.hint })),
  problems: report.problems,
});

/**
 * What a sync did, in a line, and how complete the warehouse is after it, in another. Neither what was found nor the rows
 * that were written are listed: they count a response as often as a sweep meets it, and no other number would agree.
 */
export function reportSync(
  log: Log,
  result: SyncResult,
  progress: SyncProgress,
  status: OrganizationStatus | undefined,
  place: string,
): void {
  const { responses, unlinked, spent } = result;
  const { fetched, linked } = progress;
  const nothing = fetched + linked + responses === 0;
  const done = `Read the answers of ${plural(fetched, "response")}, linked ${plural(linked, "interaction")}`;
  log.info(
    "done",
    `${nothing ? "Nothing new" : done}; ${plural(spent.requests, "request")}.`,
    detailsOf(result, progress),
  );
  if (unlinked > 0) {
    log.warning("unlinked", `Not linked: ${plural(unlinked, "response")}; the column link_problem says why.`, {
      counts: { unlinked },
    });
  }
  if (!status) return;
  const all = status.responses.reduce((sum, one) => sum + one.responses, 0);
  log.info("warehouse", `${place}: ${plural(all, "response")}, ${status.completeness}.`, {
    warehouse: place,
    complete_to: status.completeTo,
    counts: { responses: all, open: status.open, underived: status.underived, missing: status.missing },
  });
}

/** What a log has of a sync that is done. */
export const detailsOf = (
  { complete, documents, responses, unlinked, spent }: SyncResult,
  { fetched: read, linked }: SyncProgress,
) => ({
  complete,
  counts: {
    ...{ read, linked, documents, responses, unlinked },
    ...{ requests: spent.requests, rate_limited: spent.tooManyRequests },
  },
});

/** Evaluations count by their labels: if none does, this org may use another word. */
export function reportMissingLabel(log: Log, { definition: { labels } }: SyncRequest): void {
  const wanted = labels.map((label) => `"${label}"`).join(", ");
  log.info(
    "labels",
    `No evaluation with a question labelled ${wanted} was found. List the questions with "afterword forms --source evaluations", ` +
      "then choose with --csat-label or in afterword.toml.",
  );
}

/** What a sync would cost, for a program. */
export const syncPlanDocument = (plan: SyncPlan) => ({
  ...{ since: plan.since, surveys: plan.surveys, evaluations: plan.evaluations },
  ...{ ...priceDocument(plan), spent: plan.spent.requests },
});

/** The same in a sentence. */
export function formatSyncPlan(plan: SyncPlan, timeZone: string): string {
  const { since, surveys, evaluations, spent } = plan;
  const counted = (n: number | null, word: string): string =>
    n === null ? `an unknown number of ${word}s` : plural(n, word);
  const least = surveys === null || evaluations === null ? "at least" : "about";
  return (
    `To read since ${DateTime.fromISO(since, { zone: timeZone }).toFormat("yyyy-MM-dd HH:mm")}: ${counted(surveys, "survey")}, ${counted(evaluations, "evaluation")} ` +
    `(found with ${plural(spent.requests, "request")}). That takes ${formatPrice(plan, least)}.\n`
  );
}
