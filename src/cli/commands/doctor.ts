import { plain } from "../../base/index.ts";
import { readConfig } from "../../config/index.ts";
import { diagnose } from "../../doctor/index.ts";
import { connect } from "../connect.ts";
import { type Context, wantsColour } from "../context.ts";
import type { ExitCode } from "../exit-codes.ts";
import type { DoctorFlags } from "../flags/doctor.ts";
import { openOutput } from "../output/open-output.ts";
import { readDuration } from "../request/time-range.ts";
import { reportVerdict, toDiagnosisJson } from "../results/doctor-json.ts";
import { toDiagnosisText } from "../results/doctor-text.ts";

/** `afterword doctor`: what the OAuth client may read, and what it lacks. */
export async function run(
  context: Context,
  { json = false, patience, profile, config, sandbox = false }: DoctorFlags,
): Promise<ExitCode> {
  const { stdout, stderr, clock, signal } = context;
  const { access, warnings } = await readConfig({ ...context, flags: { profile, config, sandbox } });
  for (const warning of warnings) stderr.write(`${warning}\n`);
  await using output = await openOutput(undefined, stdout);
  await using connection = await connect(context, {
    access,
    sandbox,
    patience: patience === undefined ? undefined : readDuration(patience, "--patience"),
    onEvent: (event) => {
      // A wait of a second or two needs no word.
      if (event.type === "waiting" && event.seconds > 2)
        stderr.write(plain(`Waiting ${event.seconds} s (${event.reason}).`).concat("\n"));
    },
  });
  const diagnosis = await diagnose(connection.genesys, { clock, signal });
  const asText = stdout.isTTY === true && !json;
  await output.write(asText ? toDiagnosisText(diagnosis, wantsColour(context, stdout)) : toDiagnosisJson(diagnosis));
  await output.finish();
  return reportVerdict(stderr, diagnosis);
}
