import { type ExitCode, exitCodes } from "../../base/index.ts";
import { type Access, openRosterFile, type Settings } from "../../config/index.ts";
import {
  type Dashboard,
  type DashboardOptions,
  type Listener,
  openDashboard,
  openListener,
} from "../../dashboard/index.ts";
import { peopleOfWarehouse } from "../../request/index.ts";
import { companionFile, noteUse, openTokens, type Use } from "../../roles/index.ts";
import { openAddressKey } from "../../sync/index.ts";
import {
  chooseOrganization,
  openReaderOnDemand,
  openWarehouse,
  type Reader,
  readOrganizations,
} from "../../warehouse/index.ts";
import { readConfiguration } from "../configuration.ts";
import { openOrg } from "../connect.ts";
import { type Context, stopped } from "../context.ts";
import { keepHeapSmall } from "../engine-flags.ts";
import type { ServeFlags } from "../flags/serve.ts";
import { printLine } from "../output/open-output.ts";
import { readReach } from "../reach.ts";
import { openBrowser } from "../screen/open-browser.ts";
import { createSyncs, readEvery } from "../syncs.ts";
import { isChosen } from "../warehouse/profile-warehouse.ts";
import { rosterOf } from "../warehouse/roster.ts";
import { readStored, warnOfKey } from "../warehouse/stored-warehouse.ts";
import { isThere, sandboxInstead, warehousePlace } from "../warehouse/warehouse-path.ts";

/** Many panels are asked for at once while a sync writes: as much as a process has that only reads. */
const engine = { memoryLimit: "400MB", threads: 2 } as const;

/** `afterword serve`: the dashboard, and a warehouse that is kept up to date. */
export async function run(context: Context, flags: ServeFlags): Promise<ExitCode> {
  keepHeapSmall(30);
  const every = readEvery(flags.every);
  if (!flags.sync) return await serveStored(context, flags);
  const { access, settings } = await readConfiguration(context, flags);
  if (access !== null || flags.sandbox) return await serveSynced(context, flags, { access, settings, every });
  const isStored = (await isThere(warehousePlace(context, flags))) || (await sandboxInstead(context, flags)) !== null;
  if (!isStored) return await serveSynced(context, flags, { access, settings, every });
  const sentence = "No Genesys Cloud credentials are set: this shows what is stored, and does not sync.";
  context.log.warning("credentials", sentence);
  return await serveStored(context, flags);
}

interface Synced {
  readonly access: Access | null;
  readonly settings: Settings;
  readonly every: number;
}

/** The warehouse is open for writing for as long as this runs: others read through this process. */
async function serveSynced(
  context: Context,
  flags: ServeFlags,
  { access, settings, every }: Synced,
): Promise<ExitCode> {
  const { clock, signal, log } = context;
  await using org = await openOrg(context, access, flags);
  await using listener = await openListener(await readReach(context, flags));
  const place = warehousePlace(context, { ...flags, sandbox: org.sandboxed });
  await warnOfKey(context, place);
  await using warehouse = await openWarehouse(place, {
    ...engine,
    clock,
    signal,
    onWait: (who) => log.warning("waiting", `Waiting for ${who}, which has ${place} open.`),
  });
  // Pseudonyms are made with it, and the first sync may not have begun.
  if (settings.agents === "pseudonym") await openAddressKey(warehouse);
  const people = await peopleOfWarehouse(warehouse, settings.agents, warnOfPseudonyms(context));
  const addOrganization = await isChosen(context, access, flags);
  const syncs = createSyncs(context, org, warehouse, settings, { every, addOrganization });
  await using dashboard = await open(context, listener, {
    warehouse,
    organizationId: await shown(warehouse, flags),
    settings,
    people,
    syncs,
    sandbox: org.sandboxed,
  });
  await announce(context, flags, dashboard);
  await syncs.run(signal);
  return exitCodes.interrupted;
}

/** What is stored, while another process may sync it. */
async function serveStored(context: Context, flags: ServeFlags): Promise<ExitCode> {
  const { clock, signal } = context;
  const { settings, place, sandbox } = await readStored(context, flags, { toLookAt: true });
  await using listener = await openListener(await readReach(context, flags));
  await using warehouse = await openReaderOnDemand(place, { clock, signal });
  const people = await peopleOfWarehouse(warehouse, settings.agents, warnOfPseudonyms(context));
  await using dashboard = await open(context, listener, {
    warehouse,
    organizationId: await shown(warehouse, flags),
    settings,
    people,
    syncs: null,
    sandbox,
  });
  await announce(context, flags, dashboard);
  await stopped(signal);
  return exitCodes.interrupted;
}

/** What the page is of; syncs write the whole warehouse. */
const shown = async (warehouse: Reader, { org }: ServeFlags): Promise<string | null> =>
  org === undefined ? null : (chooseOrganization(await readOrganizations(warehouse), org, "--org")?.id ?? null);

const open = async (
  context: Context,
  listener: Listener,
  options: Omit<DashboardOptions, "clock" | "listener" | "report" | "savedViews">,
): Promise<Dashboard> => {
  const { clock, log } = context;
  const { place } = options.warehouse;
  const savedViews = await companionFile(context, place, "views.json");
  const roster = openRosterFile(options.settings.roster);
  const table = await roster.read();
  // Reports what is wrong with it at the start, not at the first request.
  if (table !== null) await rosterOf(context, table, options.warehouse, null);
  const report = (sentence: string) => log.error("dashboard", sentence);
  const tokens = openTokens(await companionFile(context, place, "tokens.ndjson"));
  const uses = await companionFile(context, place, "token-uses.ndjson");
  const onUse = (use: Use): void =>
    void noteUse(uses, use).catch((error: unknown) => {
      report(`The use of the token ${use.name} cannot be written to ${uses}: ${String(error)}`);
    });
  return openDashboard({ ...options, savedViews, clock, listener, report, roster, tokens, onUse });
};

/** The address alone is data: a script may read it. */
async function announce({ stdout, log, platform }: Context, flags: ServeFlags, { url }: Dashboard): Promise<void> {
  await printLine(stdout, url);
  // The address may have a token, which is for whoever reads standard output.
  log.info("listening", "The dashboard is at this address. Stop it with Ctrl-C.");
  if (flags.open) openBrowser(url, platform, (sentence) => log.warning("browser", sentence));
}

const warnOfPseudonyms =
  ({ log }: Context) =>
  (sentence: string): void =>
    log.warning("pseudonyms", sentence);
