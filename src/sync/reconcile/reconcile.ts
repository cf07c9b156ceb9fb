import { randomUUID } from "node:crypto";
import { hour, type Interval, isoTime, systemClock, UsageError } from "../../base/index.ts";
import { createAttempt, createFindings, createServerClock, type Source } from "../../collect/index.ts";
import type { Genesys } from "../../genesys/index.ts";
import type { Warehouse } from "../../warehouse/index.ts";
import { recall, type SyncContext } from "../context.ts";
import { openContext } from "../open-context.ts";
import { askOrganization, type Organization } from "../organization.ts";
import { keepProblems, readProblems } from "../problems.ts";
import { createProgress } from "../progress.ts";
import type { SyncOptions, SyncRequest } from "../request.ts";
import { storedSince } from "../since.ts";
import { overlap, readCoverage } from "../sweeps/windows.ts";
import { compare, type Lost, lookUp } from "./compare.ts";
import { explain } from "./explain.ts";
import type { Kind } from "./listed.ts";
import type { Reconciliation } from "./reconciliation.ts";
import { costOf, type RepairCost, repair } from "./repair.ts";
import { keepReconciliation } from "./stored-reconciliation.ts";
import { createTally } from "./tally.ts";

/** How a warehouse is compared with Genesys. */
export interface ReconcileOptions extends Pick<SyncOptions, "signal" | "clock" | "onProgress"> {
  /** The range of events to compare, milliseconds since 1970 UTC. @default everything that the warehouse is to hold */
  readonly range?: Partial<Interval>;
  /** Whether what is lost is read. @default false */
  readonly repair?: boolean;
  /** Called before anything is read, with what it takes. */
  readonly onCost?: (cost: RepairCost) => void;
}

const sources = { surveys: "survey", evaluations: "evaluation" } as const satisfies Record<Source, Kind>;

/**
 * Compares the warehouse with Genesys' own counts, response by response: each that Genesys counts and the warehouse lacks is
 * late, not permitted, deleted, erased, redacted, or lost. With `repair`, what is lost is read, and nothing else.
 *
 * Throws PermissionError where nothing may be counted, CredentialsError, UnreachableError, InterruptedError when `signal` aborts,
 * and UsageError for a warehouse that holds nothing of this organization or of this range.
 */
export async function reconcile(
  genesys: Genesys,
  warehouse: Warehouse,
  request: SyncRequest,
  {
    range: wanted = {},
    repair: repairs = false,
    onCost,
    onProgress,
    clock: ours = systemClock,
    signal,
  }: ReconcileOptions = {},
): Promise<Reconciliation> {
  if (warehouse.shared) genesys.share(warehouse.shared);
  const organization = await askOrganization(genesys, warehouse, signal);
  const clock = createServerClock(genesys, ours);
  const range = await chooseRange(warehouse, organization, wanted, clock.now());
  const findings = createFindings();
  const progress = createProgress(onProgress);
  const { context, finish } = await openContext({
    ...{ genesys, warehouse, organizationId: organization.id, owner: randomUUID(), request, range },
    ...{ findings, progress, clock, signal },
  });
  await recall(context, isoTime(clock.now()));
  const tally = createTally();
  const attempt = createAttempt(context);
  const lost: Lost[] = [];
  const kinds: Kind[] = [];
  const lateFrom = new Map<Kind, number>();
  for (const source of request.sources) {
    const kind = sources[source];
    const end = (await readCoverage(warehouse, organization.id, source)).at(-1)?.to;
    if (end === undefined) {
      const sentence = `The ${source} are not compared: none have been read yet.`;
      if (await wereAskedFor(warehouse, organization.id, source)) findings.miss(sentence);
      else findings.note(sentence);
      continue;
    }
    lateFrom.set(kind, end - overlap);
    progress.step(`comparing ${source}`);
    const found = await attempt(source, () => compare(context, kind, { range, lateFrom: end - overlap }, tally.add));
    if (found === null) continue;
    kinds.push(kind);
    lost.push(...found);
  }
  const cost = lost.length === 0 ? null : costOf(context, lost);
  const isRepaired = repairs && cost !== null;
  if (isRepaired) {
    onCost?.(cost);
    progress.step("what is lost");
    const problemsBefore = await readProblems(context);
    await context.leases.alone("what is due", () => repair(context, lost, finish));
    await keepProblems(context, findings.report().problems, problemsBefore);
  }
  const left = isRepaired ? await findLeft(context, lost, lateFrom) : new Set(lost);
  for (const one of lost) tally.add(one.kind, one.listed, left.has(one) ? "lost" : null);
  const report = findings.report();
  const result: Reconciliation = {
    ...report,
    organization,
    ...{ at: isoTime(clock.now()), from: isoTime(range.from), to: isoTime(range.to) },
    kinds,
    cells: tally.cells((formId) => context.forms.get(formId)?.name ?? null),
    ...(cost === null
      ? { lost: 0, repaired: null, cost }
      : { lost: left.size, repaired: isRepaired ? lost.length - left.size : null, cost }),
    complete: left.size + report.missing.length + report.skipped.length === 0,
    spent: genesys.spent(),
  };
  await keepReconciliation(warehouse, organization.id, result);
  return result;
}

/** Whether a sync was to read this source: one that was left out on purpose is not missing. */
async function wereAskedFor({ query }: Warehouse, organization: string, source: Source): Promise<boolean> {
  const [runs] = await query(
    `SELECT count(*) AS n FROM sync_run
     WHERE organization_id = $organization AND (sources IS NULL OR position('${source}' IN sources) > 0)`,
    { organization },
  );
  return Number(runs?.["n"] ?? 0) > 0;
}

/** The range, within what the warehouse is to hold; whole hours, as the counts are. */
async function chooseRange(
  warehouse: Warehouse,
  { id, name }: Organization,
  wanted: Partial<Interval>,
  now: number,
): Promise<Interval> {
  const since = await storedSince(warehouse, id);
  if (since === null)
    throw new UsageError(`${warehouse.place} holds nothing of ${name ?? id}.`, 'Run "afterword sync" first.');
  // Analytics dates an event up to some minutes after it: of the first hour, it counts what came before the warehouse's start.
  const from = Math.ceil(Math.max(wanted.from ?? since, since + hour) / hour) * hour;
  const to = Math.min(wanted.to ?? now, now);
  if (from < to) return { from, to };
  throw new UsageError(
    `The warehouse holds nothing of the range: it begins at ${isoTime(since)}.`,
    "Give a range that ends later.",
  );
}

/** Those that are lost still. */
async function findLeft(
  context: SyncContext,
  lost: readonly Lost[],
  lateFrom: ReadonlyMap<Kind, number>,
): Promise<ReadonlySet<Lost>> {
  const left = new Set<Lost>();
  for (const kind of Object.values(sources)) {
    const own = new Map(lost.filter((one) => one.kind === kind).map((one) => [one.listed.id, one]));
    const listed = [...own.values()].map((one) => one.listed);
    for (const { listed: one, held, circumstances } of await lookUp(context, kind, listed, lateFrom.get(kind) ?? 0)) {
      const found = own.get(one.id);
      if (found && circumstances && explain(kind, one, held, circumstances) === "lost") left.add(found);
    }
  }
  return left;
}
