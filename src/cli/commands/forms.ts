import { resolve } from "node:path";
import { Command, Option } from "commander";
import { UsageError } from "../../base/index.ts";
import { readConfig, type Suggestion, writeSuggestions } from "../../config/index.ts";
import { type FormsRequest, listForms, type Proposal } from "../../forms/index.ts";
import { connect } from "../connect.ts";
import { testWhereThereIsOne } from "../directions.ts";
import type { ExitCode } from "../exit.ts";
import { formsDocument } from "../forms-document.ts";
import { settingLines, tellForms } from "../forms-table.ts";
import { openOutput } from "../output.ts";
import { readDuration, readRange } from "../range.ts";
import { sayTo } from "../say.ts";
import { type Shell, wantsColour } from "../shell.ts";
import { tellReport } from "../talk.ts";
import { openIfThere, warehousePlace } from "../warehouse-place.ts";

interface Flags {
  readonly since: string;
  readonly source: FormsRequest["sources"][number] | "all";
  readonly form?: readonly string[];
  readonly write?: boolean;
  readonly json?: boolean;
  readonly patience?: string;
  readonly profile?: string;
  readonly warehouse?: string;
  readonly config?: string;
  readonly sandbox?: boolean;
}

const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** `afterword forms`: what the org asks, and what Afterword makes of it. */
export const formsCommand = (shell: Shell, done: (code: ExitCode) => void): Command =>
  new Command("forms")
    .description(
      "Lists the published survey and evaluation forms: their questions with role, scale and lead, why it is so, and how " +
        "often each was answered. Questions whose role the words do not tell come first, with what to write into " +
        "afterword.toml, then those whose answers in the warehouse, where there is one, say that their scale may be upside " +
        "down. A table on a terminal, JSON into a pipe.",
    )
    .option("--since <length>", "count answers from so long ago until now", "30d")
    .addOption(new Option("--source <source>", "which forms").choices(["surveys", "evaluations", "all"]).default("all"))
    .option("--form <name-or-id>", "only this form; may be repeated", several)
    .option("--write", "write what is open into afterword.toml, switched off, for you to decide")
    .option("--json", "print JSON on a terminal too")
    .option("--patience <length>", "how long to wait for a Genesys that does not answer (default: 10m)")
    .option("--profile <name>", "credentials of this profile")
    .option(
      "--warehouse <file>",
      "what tests assumed directions (default: AFTERWORD_WAREHOUSE, else afterword.duckdb in the working directory)",
    )
    .option("--config <file>", "settings (default: afterword.toml in the working directory)")
    .option("--sandbox", "read from a simulated org, no credentials needed")
    .action(async (flags: Flags) => done(await run(shell, flags)));

async function run(shell: Shell, flags: Flags): Promise<ExitCode> {
  const { stdout, stderr, clock, signal } = shell;
  const { profile, config, sandbox = false, write = false } = flags;
  const { access, settings, warnings } = await readConfig({ ...shell, flags: { profile, config, sandbox } });
  if (write && (sandbox || access === null)) {
    throw new UsageError("--write needs a real org: ids of invented forms mean nothing.", "Leave out --write.");
  }
  for (const warning of warnings) stderr.write(`${warning}\n`);
  const range = readRange({ since: flags.since }, clock.now(), settings.timeZone);
  const patience = flags.patience === undefined ? undefined : readDuration(flags.patience, "--patience");
  await using connection = await connect(shell, {
    access,
    sandbox,
    patience,
    onEvent: (event) => {
      if (event.type === "waiting") stderr.write(`Waiting ${event.seconds} s (${event.reason}).\n`);
    },
  });
  const sources = flags.source === "all" ? (["surveys", "evaluations"] as const) : [flags.source];
  const request = { range, sources, forms: flags.form ?? [], scores: settings, measures: settings.measures };
  const list = await testWhereThereIsOne(
    () => openIfThere(warehousePlace(shell, flags), { clock, signal }),
    await listForms(connection.genesys, request, signal),
    signal,
  );

  await using output = await openOutput(undefined, stdout);
  if (flags.json || stdout.isTTY !== true)
    await output.write(`${JSON.stringify(formsDocument(list, range), null, 2)}\n`);
  else {
    const style = { columns: stdout.columns ?? 80, colour: wantsColour(shell, stdout) };
    await output.write(tellForms(list, style));
  }
  await output.finish();
  if (write) await suggest(shell, config, list.proposals);
  return tellReport(stderr, { ...list, problems: [] });
}

/** Nothing of a form says it, and it is to be decided all the same. */
const people: Suggestion = {
  table: [],
  key: "agents",
  value: "named",
  about:
    'How agents and evaluators are shown: "named", "pseudonym" or "off". Ask your works council or data-protection ' +
    "officer first; docs/privacy.md has what they will ask.",
};

async function suggest(
  { cwd, stderr }: Shell,
  config: string | undefined,
  proposals: readonly Proposal[],
): Promise<void> {
  const say = sayTo(stderr);
  const path = config === undefined ? null : resolve(cwd, config);
  const result = await writeSuggestions({ cwd, path }, [...proposals, people]);
  if (result.written > 0) {
    say(
      `Wrote ${result.written} open settings into ${result.path}, switched off: remove the # of those that are right.`,
    );
  } else if (result.left.length === 0) say(`Nothing to write: ${result.path} has or decides whatever is open.`);
  if (result.left.length > 0) {
    say(`${result.path} has no room for ${result.left.length} more, because of its inline tables; write them by hand:`);
    stderr.write(settingLines(result.left, stderr.columns ?? 100));
  }
}
