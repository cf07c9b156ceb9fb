import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { CredentialsError, type ExitCode, exitCodes, plain, Secret, UsageError } from "../../base/index.ts";
import {
  type Credentials,
  decidedTemplate,
  environmentSets,
  type NewProfile,
  namings,
  type OwnProfiles,
  openOwnProfiles,
  readGatewayUrl,
  type Settings,
  unencrypted,
  writeWhole,
} from "../../config/index.ts";
import { readRegion } from "../../genesys/index.ts";
import { signIn } from "../connect.ts";
import type { Context } from "../context.ts";
import { explain } from "../exit-codes.ts";
import type { InitFlags } from "../flags/init.ts";
import { isAttended, openQuestions, type Questions } from "../screen/prompts.ts";

/** How often a region, an id or a secret may be wrong. */
const maxAttempts = 3;

/** `afterword init`: asks for region and client, signs in, and writes a profile and a first `afterword.toml`. */
export async function run(context: Context, { profile, gateway }: InitFlags): Promise<ExitCode> {
  const profiles = await openOwnProfiles(context);
  if (!isAttended(context)) throw unattended(profiles.path);
  const gatewayUrl = readGateway(context, gateway);
  using questions = openQuestions(context);
  const name = await chooseProfile(questions, profiles, profile);
  const access = await findAccess(context, questions, gatewayUrl);
  const settings = join(context.cwd, "afterword.toml");
  // A file that is there stays as it is, and so does a link that leads nowhere.
  const agents = (await lstat(settings).catch(() => null)) ? null : await askNaming(context, questions);
  await profiles.save(name, access);
  const notify = notifierOf(context);
  notify(`Wrote profile "${name}" to ${profiles.path}.`);
  if (agents === null) {
    notify(
      "The afterword.toml in this folder stays unchanged; its key agents decides how agents are shown (docs/privacy.md).",
    );
  } else {
    await writeWhole(settings, decidedTemplate({ agents }), 0o644);
    notify(
      `Wrote afterword.toml to this folder: agents = "${agents}"; every other setting is explained and switched off.`,
    );
  }
  const overriding = environmentSets(context.env);
  if (overriding.length > 0)
    notify(
      `The environment variables ${overriding.join(", ")} take precedence over the profile: unset those that are out of date.`,
    );
  const flag =
    name.toLowerCase() === "default" ? "" : ` --profile ${/^[\w.-]+$/.test(name) ? name : JSON.stringify(name)}`;
  notify(`Next: "afterword doctor${flag}" tests each permission; then "afterword sync${flag}" fills a warehouse.`);
  return exitCodes.done;
}

function unattended(path: string): UsageError {
  return new UsageError(
    "afterword init asks questions and needs a terminal.",
    "Set GENESYS_ENVIRONMENT, GENESYS_CLIENT_ID and GENESYS_CLIENT_SECRET in the environment, " +
      `or write ${path} (mode 0600):\n\n` +
      '[DEFAULT]\nregion = "eu-central-1"\nclient_id = "…"\nclient_secret = "…"',
  );
}

function readGateway({ env }: Context, flag: string | undefined): string | null {
  const [name, text] = flag === undefined ? ["GENESYS_GATEWAY_URL", env["GENESYS_GATEWAY_URL"]] : ["--gateway", flag];
  if (!text?.trim()) return null;
  const result = readGatewayUrl(text);
  if ("url" in result) return result.url;
  throw new UsageError(`${name} ${result.problem}.`, "It is one base URL that takes both logins and API requests.");
}

async function chooseProfile(questions: Questions, profiles: OwnProfiles, wanted: string): Promise<string> {
  const existing = profiles.find(wanted);
  if (existing === null) return wanted;
  if (await questions.confirm(`There is a profile "${plain(existing)}" already. Replace it?`)) return existing;
  throw new UsageError("Nothing was written.", "Choose another name with --profile.");
}

/** Asks until Genesys takes the answers; what was typed before is offered again, the secret is not. */
async function findAccess(context: Context, questions: Questions, gatewayUrl: string | null): Promise<NewProfile> {
  const { stderr } = context;
  const warning = gatewayUrl === null ? null : unencrypted(gatewayUrl);
  if (warning !== null) stderr.write(`${warning}\n`);
  let region: string | null = null;
  let clientId = "";
  for (let attempt = 1; ; attempt++) {
    if (gatewayUrl === null) region = await askRegion(context, questions, region);
    clientId = await askText(questions, "Client id", clientId);
    const clientSecret = new Secret(await askText({ ask: questions.askSecret }, "Client secret (not shown)", ""));
    const access: Credentials = { region, gatewayUrl, clientId, clientSecret };
    try {
      stderr.write("Signing in …\n");
      const organization = await signIn({ ...context, signal: questions.signal }, access);
      stderr.write(plain(organization ? `Signed in at ${organization}.` : "Signed in."));
      stderr.write("\n");
      return access;
    } catch (error) {
      if (!(error instanceof CredentialsError) || attempt === maxAttempts) throw error;
      stderr.write(`${explain(error)}Try again; Ctrl-C ends it, and nothing is written.\n`);
    }
  }
}

async function askRegion({ stderr }: Context, questions: Questions, before: string | null): Promise<string> {
  const question = "Region, such as eu-central-1 or mypurecloud.de";
  for (let attempt = 1; ; attempt++) {
    try {
      return readRegion(await askText(questions, question, before ?? "")).name;
    } catch (error) {
      if (!(error instanceof UsageError) || attempt === maxAttempts) throw error;
      stderr.write(explain(error));
    }
  }
}

async function askText({ ask }: Pick<Questions, "ask">, what: string, before: string): Promise<string> {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const answer = (await ask(`${what}${before && ` [${plain(before)}]`}: `)) || before;
    if (answer) return answer;
  }
  throw new UsageError(`${what}: no answer.`, 'In Genesys Cloud, "Admin > Integrations > OAuth" shows the clients.');
}

/** Asked before anything of a real org is read: a name can be shown later, but hardly be taken back. */
async function askNaming(context: Context, questions: Questions): Promise<Settings["agents"]> {
  const notify = notifierOf(context);
  notify("");
  notify(
    "Customers' answers show how agents did. If a works council or a data-protection officer has a say in that, ask them first: " +
      "docs/privacy.md lists what is stored and what they will ask. In everything that Afterword prints and exports, agents and " +
      "evaluators are shown",
  );
  notify("  named      by their names");
  notify("  pseudonym  as Agent 3f9c2a1b07, always the same for the same person");
  notify("  off        not at all");
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const answer = (await questions.ask("Agents [named]: ")).toLowerCase() || "named";
    const naming = namings.find((one) => one === answer);
    if (naming) return naming;
    notify(`"${plain(answer)}" is not one of ${namings.join(", ")}.`);
  }
  throw new UsageError("Agents: no answer.", `It is one of ${namings.join(", ")}.`);
}

const notifierOf =
  ({ log }: Context) =>
  (sentence: string): void =>
    log.info("init", sentence);
