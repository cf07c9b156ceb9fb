import type { ExitCode } from "../../base/index.ts";
import { diagnose } from "../../doctor/index.ts";
import { readConfiguration } from "../configuration.ts";
import { connect } from "../connect.ts";
import type { Context } from "../context.ts";
import type { DoctorFlags } from "../flags/doctor.ts";
import { openOutput } from "../output/open-output.ts";
import { toDiagnosisJson } from "../results/doctor-json.ts";
import { reportVerdict, toDiagnosisText } from "../results/doctor-text.ts";
import { wantsColour } from "../screen/colours.ts";

/** `afterword doctor`: what the OAuth client may read, and what it lacks. */
export async function run(context: Context, flags: DoctorFlags): Promise<ExitCode> {
  const { stdout, log, clock, signal } = context;
  const { access } = await readConfiguration(context, flags);
  await using output = await openOutput(undefined, stdout);
  await using connection = await connect(context, access, flags, (event) => {
    // A wait of a second or two is not worth a line.
    if (event.type === "waiting" && event.seconds > 2) {
      log.info("waiting", `Waiting ${event.seconds} s (${event.reason}).`);
    }
  });
  const diagnosis = await diagnose(connection.genesys, { clock, signal });
  const asText = stdout.isTTY === true && !flags.json;
  await output.write(asText ? toDiagnosisText(diagnosis, wantsColour(context, stdout)) : toDiagnosisJson(diagnosis));
  await output.finish();
  return reportVerdict(log, diagnosis);
}
