import { Command, Option } from "commander";
import { readConfig } from "../../config/index.ts";
import { flat, recordColumns, type TextFormat, textFormats, toText } from "../../export/index.ts";
import { extract, plan, type Source } from "../../extract/index.ts";
import { connect } from "../connect.ts";
import type { ExitCode } from "../exit.ts";
import { chooseTextFormat } from "../export-format.ts";
import { commonFlags } from "../flags.ts";
import { optimiseLate } from "../optimise-late.ts";
import { openOutput, readOut } from "../output.ts";
import { peopleOfRun } from "../people-of-run.ts";
import { forReader } from "../plain.ts";
import { createProgressLine } from "../progress.ts";
import { readDuration, readRange } from "../range.ts";
import { type Shell, wantsColour } from "../shell.ts";
import { keepHeapSmall } from "../small-heap.ts";
import { tellOutcome, tellPlan, tellReport } from "../talk.ts";

interface Flags {
  readonly since?: string;
  readonly from?: string;
  readonly to?: string;
  readonly source: Source | "all";
  readonly media?: readonly string[];
  readonly queue?: readonly string[];
  readonly form?: readonly string[];
  readonly csatLabel?: readonly string[];
  readonly question?: readonly string[];
  readonly format?: TextFormat;
  readonly out?: string;
  readonly unreleased?: boolean;
  readonly dryRun?: boolean;
  readonly patience?: string;
  readonly profile?: string;
  readonly config?: string;
  readonly sandbox?: boolean;
}

/** `afterword extract`: one shot, no warehouse. */
export const extractCommand = (shell: Shell, done: (code: ExitCode) => void): Command =>
  new Command("extract")
    .description(
      "Finds every survey that was completed and every evaluation with CSAT questions that was submitted in a range, reads " +
        "the answers, links each to its interaction, and prints one record a response: JSON into a pipe, a table on a terminal.",
    )
    .option("--since <length>", "the range as a length back from now: 90m, 24h, 7d, 2w (default: 7d)")
    .option("--from <time>", "start of the range, ISO 8601: 2026-03-01 or 2026-03-01T08:00:00Z")
    .option("--to <time>", "end of the range, not included (default: now)")
    .addOption(commonFlags.source())
    .addOption(commonFlags.media())
    .addOption(commonFlags.queue())
    .addOption(commonFlags.form())
    .addOption(commonFlags.csatLabel())
    .addOption(commonFlags.labelled())
    .option("--unreleased", "evaluations: those not released to the agent too")
    .addOption(
      new Option(
        "--format <format>",
        "default: what the ending of --out says, else json, or a table on a terminal",
      ).choices(textFormats),
    )
    .option("--out <file>", "write to a file, which appears when it is complete")
    .option("--dry-run", "say what it would cost, in requests and minutes, and stop there")
    .addOption(commonFlags.patience())
    .addOption(commonFlags.profile())
    .addOption(commonFlags.config())
    .option("--sandbox", "read from a simulated org, no credentials needed")
    .action(async (flags: Flags) => done(await run(shell, flags)));

async function run(shell: Shell, flags: Flags): Promise<ExitCode> {
  const { stdout, stderr, clock, signal } = shell;
  const { profile, config, csatLabel: csatLabels, question: csatQuestions, sandbox = false } = flags;
  optimiseLate();
  keepHeapSmall(100);
  const { access, settings, warnings } = await readConfig({
    ...shell,
    flags: { profile, config, sandbox, csatLabels, csatQuestions },
  });
  for (const warning of warnings) stderr.write(`${warning}\n`);
  const range = readRange(flags, clock.now(), settings.timeZone);
  const patience = flags.patience === undefined ? undefined : readDuration(flags.patience, "--patience");

  const out = await readOut(shell, flags);
  await using output = await openOutput(out, stdout);
  const format = chooseTextFormat({ format: flags.format, out });
  const progress = createProgressLine(stderr, () => clock.now());
  let requests = 0;
  await using connection = await connect(shell, {
    access,
    sandbox,
    patience,
    onEvent: (event) => {
      if (event.type === "waiting") progress.wait(event.seconds);
      else progress.update({ requests: ++requests });
    },
  });
  const request = {
    range,
    sources: flags.source === "all" ? (["surveys", "evaluations"] as const) : [flags.source],
    media: flags.media ?? [],
    queues: flags.queue ?? [],
    forms: flags.form ?? [],
    labels: settings.csatLabels,
    questions: settings.csatQuestions,
    unreleased: flags.unreleased === true,
    scores: settings,
    interactionUrl: connection.interactionUrl,
  };
  const options = { signal, clock, onProgress: progress.update };
  const asTable = flags.format === undefined && out === undefined && stdout.isTTY === true;
  try {
    if (flags.dryRun) {
      const planned = await plan(connection.genesys, request, options);
      progress.clear();
      await output.write(tellPlan(planned, asTable));
      await output.finish();
      return tellReport(stderr, planned);
    }
    const extraction = await extract(connection.genesys, request, options);
    progress.clear();
    const records = extraction.records.map(peopleOfRun(settings.agents).row);
    if (asTable) {
      const style = { columns: stdout.columns ?? 80, colour: wantsColour(shell, stdout), timeZone: settings.timeZone };
      const toTable = await loadTable();
      if (records.length > 0) await output.write(toTable(records, style));
    } else {
      const text = toText(format, [records], flat(recordColumns));
      const shown = forReader(out === undefined ? stdout : {});
      for await (const piece of text) await output.write(shown(piece));
    }
    await output.finish();
    tellOutcome(stderr, extraction, request);
    return tellReport(stderr, extraction);
  } finally {
    progress.clear();
  }
}

/**
 * Loaded only where one is drawn: a program that reads our JSON does not wait for it. A function of its own, since TypeScript 6.0
 * leaves the path of an import as it is, and so wrong, within a function that has `await using`.
 */
const loadTable = async () => (await import("../table.ts")).toTable;
