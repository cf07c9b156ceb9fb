import { type ExitCode, exitCodes } from "../../base/index.ts";
import { openRosterFile } from "../../config/index.ts";
import { refuseFewAgents, refuseUnmatchedFilter } from "../../metrics/index.ts";
import { completenessOf, createReport, reportHtml, reportMarkdown, reportText } from "../../report/index.ts";
import {
  asWritten,
  chooseNaming,
  findAgents,
  localTime,
  peopleOfWarehouse,
  readFilter,
  readGrouping,
  readTargets,
  refuseAgents,
  reportRange,
  shownPeople,
} from "../../request/index.ts";
import { ofPart } from "../../roles/index.ts";
import { definitionId, definitionOf, status } from "../../sync/index.ts";
import { openReader } from "../../warehouse/index.ts";
import type { Context } from "../context.ts";
import type { ReportFlags } from "../flags/report.ts";
import { namedFormat } from "../flags/shared.ts";
import { chooseReportFormat } from "../output/formats.ts";
import { openOutput, readOut } from "../output/open-output.ts";
import { screenStyle, wantsColour } from "../screen/colours.ts";
import { forReader } from "../screen/messages.ts";
import { openPart, readToken } from "../warehouse/as-token.ts";
import { rosterOf } from "../warehouse/roster.ts";
import { readStored } from "../warehouse/stored-warehouse.ts";

/** `afterword report`: the numbers, each with its interval. */
export async function run(context: Context, flags: ReportFlags): Promise<ExitCode> {
  const { stdout, log, clock, signal } = context;
  const { settings, place } = await readStored(context, flags, { toLookAt: true });
  const { compare, min: minimum, pool = false, language = settings.language } = flags;
  const out = await readOut(context, flags);
  const toScreen = out === undefined && stdout.isTTY === true;
  const format = chooseReportFormat({ format: namedFormat(flags), out }, toScreen);
  const local = localTime(settings);
  const now = clock.now();
  const range = reportRange(flags, now, local.timeZone);
  const naming = chooseNaming(flags.agents, settings.agents);
  const table = await openRosterFile(settings.roster).read();
  const by = flags.by === undefined ? null : readGrouping(flags.by, { roster: table });
  if (naming === "off" && by === "agent") throw refuseAgents("--by agent");
  if (naming === "off" && flags.agent) throw refuseAgents("--agent");
  const asked = readFilter(flags, { ...settings, roster: table });

  await using output = await openOutput(out, stdout);
  await using opened = await openReader(place, { clock, signal });
  const token = await readToken(context, flags.as, opened.place);
  const roster = table && (await rosterOf(context, table, opened, token));
  const reader = await openPart(context, opened, { token, roster, organization: flags.org, naming, by: "report" });
  const people = await peopleOfWarehouse(opened, naming, (sentence) => log.warning("pseudonyms", sentence));
  const filter = { ...(await findAgents(reader, asked, people, signal)), ...(roster && { roster }) };
  await refuseUnmatchedFilter(reader, filter, { signal, written: asked });
  if (naming !== "named") await refuseFewAgents(reader, ofPart({ ...filter, range }, token), signal);
  const organizations = await status(reader, { now, timeZone: local.timeZone });
  const definitions = organizations.flatMap((one) => one.definitionId ?? []);
  const current = definitionId(definitionOf(settings));
  if (definitions.some((one) => one !== current)) {
    log.warning(
      "definition",
      "afterword.toml has changed since these answers were scored. Run `afterword rebuild`, or wait for the next sync.",
    );
  }
  const document = await createReport(reader, {
    filter: { ...filter, range },
    written: asWritten(flags),
    local,
    by,
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
  const style = {
    ...screenStyle(context),
    lines: toScreen ? linesOf(stdout.rows) : undefined,
    colour: toScreen && wantsColour(context, stdout),
    language,
  };
  const shown = forReader(toScreen ? stdout : {});
  if (format === "json") await output.write(shown(`${JSON.stringify(document, null, 2)}\n`));
  else if (format === "html") await output.write(await reportHtml(document, language));
  else if (format === "md") await output.write(shown(reportMarkdown(document, language)));
  else await output.write(reportText(document, style));
  await output.finish();
  return exitCodes.done;
}

/** One line is left for the prompt. More than 40 lines are not read at a glance; fewer than 20 show nothing useful. */
const linesOf = (rows: number | undefined): number | undefined =>
  rows === undefined ? undefined : Math.min(40, Math.max(20, rows - 1));
