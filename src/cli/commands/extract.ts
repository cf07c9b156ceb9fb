import type { ExitCode } from "../../base/index.ts";
import { redactionOf } from "../../csat/index.ts";
import { flat, recordColumns, toText } from "../../export/index.ts";
import { extract, plan, refuseUnknownNames } from "../../extract/index.ts";
import { peopleOfRun, readMedia, readRange } from "../../request/index.ts";
import { readConfiguration } from "../configuration.ts";
import { connect } from "../connect.ts";
import type { Context } from "../context.ts";
import { keepHeapSmall, optimiseLate } from "../engine-flags.ts";
import type { ExtractFlags } from "../flags/extract.ts";
import { namedFormat } from "../flags/shared.ts";
import { chooseTextFormat } from "../output/formats.ts";
import { openOutput, readOut } from "../output/open-output.ts";
import { formatPlan, planDocument, reportExtraction } from "../results/extract-summary.ts";
import { reportCompleteness } from "../results/findings.ts";
import { formatRoutes } from "../results/price.ts";
import { screenStyle } from "../screen/colours.ts";
import { fold, forReader } from "../screen/messages.ts";
import { createProgressLine } from "../screen/progress.ts";

/** `afterword extract`: one shot, no warehouse. */
export async function run(context: Context, flags: ExtractFlags): Promise<ExitCode> {
  const { stdout, log, clock, signal } = context;
  optimiseLate();
  keepHeapSmall(100);
  const { access, settings } = await readConfiguration(context, flags);
  const range = readRange(flags, clock.now(), settings.timeZone);
  const out = await readOut(context, flags);
  await using output = await openOutput(out, stdout);
  const format = chooseTextFormat({ format: namedFormat(flags), out });
  const progress = createProgressLine(log, () => clock.now());
  let requests = 0;
  await using connection = await connect(context, access, flags, (event) => {
    if (event.type === "waiting") progress.wait(event.seconds);
    else progress.update({ requests: ++requests });
  });
  const request = {
    range,
    sources: flags.source === "all" ? (["surveys", "evaluations"] as const) : [flags.source],
    media: readMedia(flags.media ?? []),
    queues: flags.queue ?? [],
    forms: flags.form ?? [],
    labels: settings.csatLabels,
    questions: settings.csatQuestions,
    unreleased: flags.unreleased === true,
    texts: settings.texts,
    redaction: redactionOf(settings),
    scores: settings,
    interactionUrl: connection.interactionUrl,
  };
  await refuseUnknownNames(connection.genesys, request, signal);
  const options = { signal, clock, onProgress: progress.update };
  const asTable = namedFormat(flags) === undefined && out === undefined && stdout.isTTY === true;
  try {
    if (flags.dryRun) {
      const planned = await plan(connection.genesys, request, options);
      progress.clear();
      const style = { ...screenStyle(context), timeZone: settings.timeZone };
      await output.write(
        asTable
          ? fold(formatPlan(planned), stdout) + formatRoutes(planned, style)
          : `${JSON.stringify(planDocument(planned))}\n`,
      );
      await output.finish();
      return reportCompleteness(log, planned);
    }
    const extraction = await extract(connection.genesys, request, options);
    progress.clear();
    const wanted =
      flags.limit === undefined ? extraction.records : extraction.records.toReversed().slice(0, flags.limit);
    const records = wanted.map(peopleOfRun(settings.agents).row);
    if (asTable) {
      const toTable = await loadTable();
      const style = { ...screenStyle(context), timeZone: settings.timeZone };
      if (records.length > 0) await output.write(toTable(records, style));
    } else {
      const text = toText(format, [records], flat(recordColumns), { delimiter: flags.delimiter });
      const shown = forReader(out === undefined ? stdout : {});
      for await (const piece of text) await output.write(shown(piece));
    }
    await output.finish();
    reportExtraction(log, extraction, request);
    return reportCompleteness(log, extraction);
  } finally {
    progress.clear();
  }
}

/**
 * Loaded only where one is drawn: a program that reads our JSON does not wait for it. A function of its own, since TypeScript 6.0
 * leaves the path of an import as it is, and so wrong, within a function that has `await using`.
 */
const loadTable = async () => (await import("../screen/response-table.ts")).toTable;
