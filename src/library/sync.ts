import {
  InterruptedError,
  isInterruption,
  type Moment,
  readClock,
  readFlag,
  readFunction,
  readMoment,
  readNumber,
  readOneOf,
  readOptions,
  readOrNull,
  readSignal,
  readText,
  type Shape,
} from "../base/index.ts";
import type { Genesys } from "../genesys/index.ts";
import {
  type RebuildOptions as CheckedRebuildOptions,
  type SyncRequest as CheckedRequest,
  type Definition,
  defaultSync as defaultSyncRequest,
  planSync as planChecked,
  type RebuildResult,
  rebuild as rebuildChecked,
  type SyncOptions,
  type SyncPlan,
  type SyncResult,
  sync as syncChecked,
} from "../sync/index.ts";
import { chooseOrganization, type Reader, readOrganizations, type Warehouse } from "../warehouse/index.ts";
import { checkedGenesys, checkedReader, checkedWarehouse, patternOf } from "./handles.ts";
import { inTurn } from "./in-turn.ts";
import { readDefinition, readRedaction, readRetention, readSources } from "./shapes.ts";

/** What a sync reads. Keys that are left out are as in `defaultSync`. */
export interface SyncRequest extends Partial<Omit<CheckedRequest, "since" | "definition" | "sandbox">> {
  /** The start of the data to hold; null goes on from the warehouse's own, at first 90 days. @default null */
  readonly since?: Moment | null;
  /** Labels and questions choose which evaluations are read; scores decide what answers mean. */
  readonly definition?: Partial<Definition>;
}

const defaults = defaultSyncRequest();

const requestShape: Shape<Partial<Omit<CheckedRequest, "sandbox">>> = {
  since: readOrNull(readMoment),
  sources: readSources,
  definition: readDefinition(defaults.definition),
  texts: readOneOf(["all", "never", "low"]),
  redaction: readRedaction,
  retention: readRetention,
  horizon: readNumber(0),
  interactionUrl: readOrNull(readText),
  addOrganization: readFlag,
};

const optionsShape: Shape<SyncOptions> = {
  signal: readSignal,
  clock: readClock,
  onProgress: readFunction(),
  runId: readText,
};

/**
 * The default of `sync`: both sources, going on from what the warehouse has; `changes` replace single keys. `horizon`
 * is milliseconds.
 * @throws {UsageError} for changes that do not fit
 */
export const defaultSync = (changes: SyncRequest = {}): CheckedRequest =>
  defaultSyncRequest(readOptions<Partial<Omit<CheckedRequest, "sandbox">>>(changes, "defaultSync", requestShape));

/**
 * Brings a warehouse up to date with Genesys: responses that are new since the last sync, those that were answered,
 * changed, released or deleted late, and those that were open. Stopped at any point, the next one goes on from there;
 * stored documents are not asked for again.
 * @throws {UsageError} for arguments that do not fit, and a warehouse of another organization
 * @throws {PermissionError} where nothing may be read
 * @throws {CredentialsError} {@link UnreachableError} and, when `signal` aborts, {@link InterruptedError}
 */
export async function sync(
  genesys: Genesys,
  warehouse: Warehouse,
  request: SyncRequest = {},
  options: SyncOptions = {},
): Promise<SyncResult> {
  const client = checkedGenesys(genesys, "sync");
  const open = checkedWarehouse(warehouse, "sync");
  const wanted = readRequest("sync", client, request);
  const checked = readOptions(options, "sync: options", optionsShape);
  return interruptible(inTurn(open, () => syncChecked(client, open, wanted, checked), checked.signal));
}

/**
 * Returns what a sync would read and spend, from a handful of requests; nothing is written. `reader` is null where
 * there is no warehouse yet.
 * @throws {UsageError} for arguments that do not fit, and a warehouse of another organization
 * @throws {CredentialsError} {@link UnreachableError} and, when `signal` aborts, {@link InterruptedError}
 */
export async function planSync(
  genesys: Genesys,
  reader: (Reader & { readonly place: string }) | null,
  request: SyncRequest = {},
  options: Pick<SyncOptions, "clock" | "signal"> = {},
): Promise<SyncPlan> {
  const client = checkedGenesys(genesys, "planSync");
  const open = reader === null ? null : checkedReader(reader, "planSync");
  const { onProgress: _, runId: __, ...shape } = optionsShape;
  const wanted = readRequest("planSync", client, request);
  return interruptible(planChecked(client, open, wanted, readOptions(options, "planSync: options", shape)));
}

export const readRequest = (name: string, genesys: Genesys, request: SyncRequest): CheckedRequest =>
  defaultSyncRequest({ interactionUrl: patternOf(genesys), ...readOptions(request, name, requestShape) });

/** What an aborted signal makes of running work is one error, wherever it was. */
export const interruptible = <Result>(work: Promise<Result>): Promise<Result> =>
  work.catch((error: unknown) => {
    throw isInterruption(error) && !(error instanceof InterruptedError)
      ? new InterruptedError({ cause: error })
      : error;
  });

/** How a rebuild runs. */
export interface RebuildOptions extends Omit<CheckedRebuildOptions, "organization"> {
  /** Name or id of the only organization to rebuild. @default every one */
  readonly organization?: string | undefined;
}

const rebuildShape: Shape<RebuildOptions> = {
  clock: readClock,
  signal: readSignal,
  onDerived: readFunction(),
  redaction: readRedaction,
  retention: readRetention,
  organization: readText,
};

/**
 * Derives every row again from the stored documents, without a request to Genesys, and returns the number of responses
 * and the problems of documents. Stopped at any point, the next sync or rebuild goes on from there.
 * @throws {UsageError} for arguments that do not fit, and an organization that the warehouse does not hold
 * @throws {InterruptedError} when `signal` aborts
 */
export async function rebuild(
  warehouse: Warehouse,
  definition: Partial<Definition> = {},
  options: RebuildOptions = {},
): Promise<RebuildResult> {
  const open = checkedWarehouse(warehouse, "rebuild");
  const wanted = readDefinition(defaults.definition)(definition, "rebuild: definition");
  const { organization, ...checked } = readOptions<RebuildOptions>(options, "rebuild: options", rebuildShape);
  const chosen =
    organization === undefined
      ? undefined
      : chooseOrganization(await readOrganizations(open), organization, "rebuild: organization")?.id;
  return interruptible(
    inTurn(open, () => rebuildChecked(open, wanted, { ...checked, organization: chosen }), checked.signal),
  );
}
