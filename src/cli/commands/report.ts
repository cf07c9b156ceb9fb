import { Command, Option } from "commander";
import { UsageError } from "../../base/index.ts";
import { namings, readConfig } from "../../config/index.ts";
import type { AgentNaming } from "../../csat/index.ts";
import { type Comparison, comparisons, type Grouping, groupingNames } from "../../metrics/index.ts";
import { createReport, type Language, languages, reportMarkdown, reportText } from "../../report/index.ts";
import { definitionId, status } from "../../sync/index.ts";
import { openReader } from "../../warehouse/index.ts";
import { type ExitCode, exitCodes } from "../exit.ts";
import { unmatched } from "../filter-matches.ts";
import { type FilterFlags, readFilter, withFilter } from "../filters.ts";
import { openOutput, readOut } from "../output.ts";
import { peopleOfWarehouse } from "../people.ts";
import { forReader } from "../plain.ts";
import { findAgents, refuseAgents } from "../pseudonyms.ts";
import { chooseReportFormat, type ReportFormat, reportFormats } from "../report-format.ts";
import { reportRange } from "../report-range.ts";
import { chooseNaming, completenessOf, localTime, readTargets, shownPeople } from "../report-request.ts";
import { sayTo } from "../say.ts";
import { type Shell, wantsColour } from "../shell.ts";
import { warehousePlace } from "../warehouse-place.ts";

interface Flags extends FilterFlags {
  readonly since?: string;
  readonly from?: string;
  readonly to?: string;
  readonly by?: Grouping;
  readonly compare: Comparison;
  readonly min?: number;
  readonly pool?: boolean;
  readonly agents?: AgentNaming;
  readonly tz?: string;
  readonly language?: Language;
  readonly format?: ReportFormat;
  readonly out?: string;
  readonly warehouse?: string;
  readonly config?: string;
  readonly sandbox?: boolean;
}

/** `afterword report`: the numbers, each with how sure it is. */
export const reportCommand = (shell: Shell, done: (code: ExitCode) => void): Command =>
  withFilter(
    new Command("report")
      .description(
        "Says what customers answered: CSAT, NPS, response rate, by queue and agent, each number with its interval, how many " +
          "answers it stands on, how complete it is, and whether it has changed. Asks nothing of Genesys, and works while a " +
          "sync is running. One screen on a terminal, JSON into a pipe; Markdown has all tables.",
      )
      .option("--since <length>", "so long back from now: 24h, 7d, 12w (default: the last 30 whole days)")
      .option("--from <time>", "start of the range, ISO 8601: 2026-03-01 or 2026-03-01T08:00:00Z")
      .option("--to <time>", "end of the range, not included (default: now)")
      .addOption(new Option("--by <what>", "all groups of one kind").choices(groupingNames))
      .addOption(
        new Option("--compare <period>", "with as many days before, or the same days a year before")
          .choices(comparisons)
          .default("previous"),
      )
      .option("--min <n>", "of --by, only groups with so many answers", readMinimum)
      .option("--pool", "scales of different length in one number, and said so"),
  )
    .addOption(new Option("--agents <how>", "hide more of agents than afterword.toml does").choices(namings))
    .option("--tz <zone>", "time zone of days and ranges (default: that of afterword.toml, else this machine's)")
    .addOption(new Option("--language <language>", "default: that of afterword.toml, else en").choices(languages))
    .addOption(
      new Option("--format <format>", "default: what the ending of --out says; else text, or json into a pipe").choices(
        reportFormats,
      ),
    )
    .option("--out <file>", "write to a file, which appears when it is complete")
    .option(
      "--warehouse <file>",
      "the warehouse (default: AFTERWORD_WAREHOUSE, else afterword.duckdb in the working directory)",
    )
    .option("--config <file>", "settings (default: afterword.toml in the working directory)")
    .option("--sandbox", "what was synced from a simulated org: afterword-sandbox.duckdb")
    .action(async (flags: Flags) => done(await run(shell, flags)));

function readMinimum(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UsageError(`--min "${text}" is no number of answers.`, "Write a whole number, such as 10.");
}

async function run(shell: Shell, flags: Flags): Promise<ExitCode> {
  const { stdout, stderr, clock, signal } = shell;
  const say = sayTo(stderr);
  // No credentials are needed here, so half of them do no harm.
  const { settings, warnings } = await readConfig({ ...shell, flags: { config: flags.config, sandbox: true } });
  warnings.forEach(say);
  const { by, compare, min: minimum, pool = false, language = settings.language } = flags;
  const out = await readOut(shell, flags);
  const toScreen = out === undefined && stdout.isTTY === true;
  const format = chooseReportFormat({ format: flags.format, out }, toScreen);
  const local = localTime(flags.tz ?? settings.timeZone, settings);
  const now = clock.now();
  const range = reportRange(flags, now, local.timeZone);
  const naming = chooseNaming(flags.agents, settings.agents);
  if (naming === "off" && by === "agent") throw refuseAgents("--by agent");
  if (naming === "off" && flags.agent) throw refuseAgents("--agent");
  const asked = readFilter(flags, settings);

  await using output = await openOutput(out, stdout);
  await using reader = await openReader(warehousePlace(shell, flags), { clock, signal });
  const people = await peopleOfWarehouse(reader.place, naming, say);
  const filter = await findAgents(reader, asked, people, signal);
  for (const sentence of await unmatched(reader, filter, { signal, written: asked })) say(sentence);
  const organizations = await status(reader, { now, timeZone: local.timeZone });
  const definitions = organizations.flatMap((one) => one.definitionId ?? []);
  const { csatLabels: labels, csatQuestions: questions, roles, leads, scales, shortestLeg } = settings;
  const today = definitionId({ labels, questions, scores: { roles, leads, scales, shortestLeg } });
  if (definitions.some((one) => one !== today)) {
    say(
      "The answers were read by another afterword.toml than today's: afterword rebuild, or the next sync, reads them anew.",
    );
  }
  const report = await createReport(reader, {
    filter: { ...filter, range },
    local,
    by: by ?? null,
    compare,
    pool,
    ...(minimum === undefined ? {} : { minimum }),
    minEffect: settings.minEffect,
    targets: readTargets(settings),
    people: shownPeople(people),
    completeness: completenessOf(organizations),
    definitionId: definitions.join(" ") || null,
    now,
    signal,
  });
  const document = { ...report, filter: { ...report.filter, ...asWritten(flags) } };
  const style = { columns: stdout.columns ?? 80, colour: toScreen && wantsColour(shell, stdout), language };
  const shown = forReader(toScreen ? stdout : {});
  if (format === "json") await output.write(shown(`${JSON.stringify(document, null, 2)}\n`));
  else if (format === "md") await output.write(shown(reportMarkdown(document, language)));
  else await output.write(reportText(document, style));
  await output.finish();
  return exitCodes.done;
}

/** The filter says what was asked for in the words in which it was: by pseudonym, and by measure. */
const asWritten = ({ agent, measure, min }: Flags): Record<string, unknown> => ({
  ...(agent === undefined ? {} : { agents: agent }),
  ...(measure === undefined ? {} : { measure, questions: undefined }),
  ...(min === undefined ? {} : { minimum: min }),
});
