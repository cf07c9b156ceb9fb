import { type ExitCode, exitCodes, isoTime, UsageError } from "../../base/index.ts";
import { openRosterFile, type RosterSetting, type RosterTable } from "../../config/index.ts";
import { refuseFewAgents } from "../../metrics/index.ts";
import { readAttributes } from "../../request/index.ts";
import {
  companionFile,
  findRosterPart,
  findSight,
  type KnownToken,
  openTokens,
  type RosterPart,
  shownAgents,
  type Tokens,
} from "../../roles/index.ts";
import { chooseOrganization, openReader, readOrganizations, scopeToOrganization } from "../../warehouse/index.ts";
import type { Context } from "../context.ts";
import type { TokenFlags } from "../flags/token.ts";
import { openOutput } from "../output/open-output.ts";
import { formatTokens, tokensDocument } from "../results/tokens.ts";
import { screenStyle } from "../screen/colours.ts";
import { rosterOf } from "../warehouse/roster.ts";
import { readStored } from "../warehouse/stored-warehouse.ts";

/** `afterword token`: makes, lists and revokes tokens. */
export async function run(context: Context, flags: TokenFlags): Promise<ExitCode> {
  const { settings, place } = await readStored(context, flags, { toLookAt: flags.action !== "add" });
  const tokens = openTokens(await companionFile(context, place, "tokens.ndjson"));
  if (flags.action === "list") return await list(context, flags, await tokens.all());
  const { name } = flags;
  if (name === undefined)
    throw new UsageError(`token ${flags.action} needs a name.`, `Run \`afterword token ${flags.action} <name>\`.`);
  if (flags.action === "add") {
    const { agents, roster } = settings;
    return await add(context, flags, { name, place, tokens, agents, roster });
  }
  const { id } = await tokens.revoke(name, isoTime(context.clock.now()));
  context.log.info("done", `Token ${id} is revoked.`);
  return exitCodes.done;
}

interface Adding {
  readonly name: string;
  readonly place: string;
  readonly tokens: Tokens;
  readonly agents: string;
  readonly roster: RosterSetting;
}

async function add(
  context: Context,
  flags: TokenFlags,
  { name, place, tokens, agents, roster }: Adding,
): Promise<ExitCode> {
  const { clock, signal, log, stdout } = context;
  const { role, agent = [], team = [], division = [], comments } = flags;
  if (role === undefined)
    throw new UsageError("token add needs --role.", "Give --role admin, --role manager or --role agent.");
  if (role === "agent" && agents !== "named")
    throw new UsageError(
      `An agent's token reports on a single person, which agents = "${agents}" in afterword.toml rules out.`,
      'Add a manager\'s token, or set agents = "named".',
    );
  const byRoster = await readPart(flags, roster);
  await using output = await openOutput(undefined, stdout);
  await using opened = await openReader(place, { clock, signal });
  const organization =
    role === "admin" && flags.org === undefined
      ? null
      : chooseOrganization(await readOrganizations(opened), flags.org, "--org");
  if (role !== "admin" && organization === null)
    throw new UsageError(
      "The warehouse is empty, so it has no agents, teams or divisions yet.",
      "Run `afterword sync` first.",
    );
  if (role === "admin" && organization !== null)
    throw new UsageError("An admin's token shows every organization.", "Leave out --org.");
  const reader = organization === null ? opened : scopeToOrganization(opened, organization.id);
  const sight = await findSight(reader, role, {
    ...{ agents: agent, teams: team, divisions: division, texts: comments },
    roster: byRoster?.part ?? {},
  });
  if (byRoster !== null) {
    const known = await rosterOf(context, byRoster.table, opened, null);
    shownAgents(sight, known);
    if (agents !== "named") await refuseFewAgents(reader, { roster: known, attributes: byRoster.part }, signal);
  }
  const made = await tokens.add(
    { name, role, organizationId: organization?.id ?? null, ...sight },
    isoTime(clock.now()),
  );
  await output.write(`${made.token}\n`);
  await output.finish();
  log.info("done", `Token ${made.id} is on standard output. It cannot be shown again; give it to nobody but ${name}.`);
  return exitCodes.done;
}

/** What `--roster` means; null where it is not given, whatever the roster is. */
async function readPart(
  { roster: words }: TokenFlags,
  setting: RosterSetting,
): Promise<{ readonly part: RosterPart; readonly table: RosterTable } | null> {
  const table = words === undefined ? null : await openRosterFile(setting).read();
  const attributes = readAttributes(words, table);
  return table === null || attributes === undefined ? null : { table, part: findRosterPart(attributes, table) };
}

async function list(context: Context, flags: TokenFlags, all: readonly KnownToken[]): Promise<ExitCode> {
  const { stdout } = context;
  if (flags.name !== undefined)
    throw new UsageError("token list takes no name.", "Run `afterword token list`: it lists every token.");
  await using output = await openOutput(undefined, stdout);
  const asText = stdout.isTTY === true && flags.json !== true;
  await output.write(
    asText ? formatTokens(all, screenStyle(context)) : `${JSON.stringify(tokensDocument(all), null, 2)}\n`,
  );
  await output.finish();
  return exitCodes.done;
}
