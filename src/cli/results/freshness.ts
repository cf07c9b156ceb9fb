import { DateTime } from "luxon";
import { day, hour, minute } from "../../base/index.ts";
import type { OrganizationStatus, StoredRun } from "../../sync/index.ts";

/** Whether a warehouse is as new as `--max-age` demands. Milliseconds. */
export interface Freshness {
  readonly maxAge: number;
  /** Since the newest complete sync began; null where there was none. Of several organizations, the one that is furthest behind. */
  readonly age: number | null;
  readonly stale: boolean;
}

/** Everything that a sync reads had happened when it began: so its beginning is the age of the data. */
export function judgeFreshness(
  organizations: readonly OrganizationStatus[],
  { now, maxAge }: { readonly now: number; readonly maxAge: number },
): Freshness {
  const ages = organizations.map((one) => ageOf(one, now));
  const age = ages.length === 0 || ages.includes(null) ? null : Math.max(...ages.map(Number));
  return { maxAge, age, stale: age === null || age > maxAge };
}

/** As `status --json` has it; names as in the record. */
export const freshnessDocument = ({ maxAge, age, stale }: Freshness) => ({
  max_age_seconds: maxAge / 1000,
  age_seconds: age === null ? null : Math.round(age / 1000),
  stale,
});

/** What is too old, how old it is, and how the newest sync ended, as far as that explains it. */
export function describeStale(
  organizations: readonly OrganizationStatus[],
  unassigned: readonly StoredRun[],
  options: { readonly now: number; readonly maxAge: number; readonly written: string; readonly timeZone: string },
): string[] {
  const { now, maxAge, written, timeZone } = options;
  const limit = `--max-age allows ${written}.`;
  if (organizations.length === 0)
    return [`No sync has been complete yet; ${limit}`, ...explainRun(unassigned[0], options)];
  return organizations.flatMap((one) => {
    const age = ageOf(one, now);
    if (age !== null && age <= maxAge) return [];
    const whose = organizations.length > 1 ? `${one.name ?? one.id}: ` : "";
    const began = one.lastCompleteSync === null ? "" : `, on ${at(one.lastCompleteSync, timeZone)}`;
    const sentence =
      age === null
        ? `No sync has been complete yet; ${limit}`
        : `The newest complete sync began ${formatAge(age)} ago${began}; ${limit}`;
    return [`${whose}${sentence}`, ...explainRun(one.runs[0], options)];
  });
}

function explainRun(run: StoredRun | undefined, { timeZone }: { readonly timeZone: string }): string[] {
  const next = "Run afterword sync; afterword status lists the last runs.";
  if (run === undefined) return ["No sync has run. Run afterword sync."];
  const of = `The sync of ${at(run.startedAt, timeZone)}`;
  if (run.outcome === null)
    return [
      run.pid === null
        ? `${of} stopped without recording its end. ${next}`
        : `${of} is still running, process ${run.pid}.`,
    ];
  if (run.outcome === "done") return [next];
  const code = run.exitCode === null ? "" : `, exit code ${run.exitCode}`;
  const ended =
    run.outcome === "incomplete" ? "was incomplete" : run.outcome === "failed" ? "failed" : `was ${run.outcome}`;
  return [`${of} ${ended}${code}${run.message === null ? "." : `: ${run.message}`}`, next];
}

const ageOf = ({ lastCompleteSync }: OrganizationStatus, now: number): number | null =>
  lastCompleteSync === null ? null : Math.max(0, now - Date.parse(lastCompleteSync));

const at = (time: string, zone: string): string => DateTime.fromISO(time, { zone }).toFormat("yyyy-MM-dd HH:mm");

/** `95 min`, `7 h`, `3 days`: whole ones, and never more than have passed. */
export function formatAge(milliseconds: number): string {
  if (milliseconds < 2 * hour) return `${Math.floor(milliseconds / minute)} min`;
  return milliseconds < 2 * day ? `${Math.floor(milliseconds / hour)} h` : `${Math.floor(milliseconds / day)} days`;
}
