import { resolve } from "node:path";
import { type ExitCode, UsageError } from "../../base/index.ts";
import { type Suggestion, writeSuggestions } from "../../config/index.ts";
import { listForms, type Proposal } from "../../forms/index.ts";
import { readRange } from "../../request/index.ts";
import { readConfiguration } from "../configuration.ts";
import { connect } from "../connect.ts";
import type { Context } from "../context.ts";
import type { FormsFlags } from "../flags/forms.ts";
import { openOutput } from "../output/open-output.ts";
import { reportCompleteness } from "../results/findings.ts";
import { formsDocument } from "../results/forms-json.ts";
import { formatForms } from "../results/forms-text.ts";
import { organizationOfClient, testWhereThereIsOne } from "../results/scale-directions.ts";
import { screenStyle } from "../screen/colours.ts";
import { openIfThere, warehousePlace } from "../warehouse/warehouse-path.ts";

/** `afterword forms`: what the org asks, and the role of each question. */
export async function run(context: Context, flags: FormsFlags): Promise<ExitCode> {
  const { stdout, log, clock, signal } = context;
  const { config, sandbox = false, write = false } = flags;
  const { access, settings } = await readConfiguration(context, flags);
  if (write && (sandbox || access === null)) {
    throw new UsageError("--write needs a real org: ids of invented forms mean nothing.", "Leave out --write.");
  }
  const range = readRange({ since: flags.since }, clock.now(), settings.timeZone);
  await using connection = await connect(context, access, flags, (event) => {
    if (event.type === "waiting") log.info("waiting", `Waiting ${event.seconds} s (${event.reason}).`);
  });
  const sources = flags.source === "all" ? (["surveys", "evaluations"] as const) : [flags.source];
  const request = { range, sources, forms: flags.form ?? [], scores: settings, measures: settings.measures };
  const open = () => openIfThere(warehousePlace(context, flags), { clock, signal });
  const organization =
    flags.org === undefined ? undefined : await organizationOfClient(open, connection.genesys, flags.org, signal);
  const list = await testWhereThereIsOne(
    open,
    { genesys: connection.genesys, organization },
    await listForms(connection.genesys, request, signal),
    signal,
  );

  await using output = await openOutput(undefined, stdout);
  try {
    if (flags.json || stdout.isTTY !== true)
      await output.write(`${JSON.stringify(formsDocument(list, range), null, 2)}\n`);
    else await output.write(formatForms(list, screenStyle(context)));
    await output.finish();
  } finally {
    // The settings are not for whoever reads the list, and that reader may be gone.
    if (write) await suggest(context, config, list.proposals);
  }
  return reportCompleteness(log, { ...list, problems: [] });
}

/** No form decides this, but somebody has to. */
const agentNaming: Suggestion = {
  table: [],
  key: "agents",
  value: "named",
  about:
    'How agents and evaluators are shown: "named", "pseudonym" or "off". Ask your works council or data-protection ' +
    "officer first; docs/privacy.md has what they will ask.",
};

async function suggest(
  { cwd, log }: Context,
  config: string | undefined,
  proposals: readonly Proposal[],
): Promise<void> {
  const path = config === undefined ? null : resolve(cwd, config);
  const result = await writeSuggestions({ cwd, path }, [...proposals, agentNaming]);
  log.info(
    "settings",
    result.written > 0
      ? `Wrote ${result.written} open settings into ${result.path}, switched off: remove the # of those that are right.`
      : `Nothing to write: ${result.path} already has every open setting.`,
  );
}
