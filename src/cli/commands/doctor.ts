import { plain } from "../../base/index.ts";
import { readConfig } from "../../config/index.ts";
import { diagnose } from "../../doctor/index.ts";
import { connect } from "../connect.ts";
import { type Shell, wantsColour } from "../context.ts";
import type { ExitCode } from "../exit-codes.ts";
import type { DoctorFlags } from "../flags/doctor.ts";
import { openOutput } from "../output/open-output.ts";
import { readDuration } from "../request/time-range.ts";
import { tellVerdict, toDiagnosisJson } from "../results/doctor-json.ts";
import { toDiagnosisText } from "../results/doctor-text.ts";

/** `afterword doctor`: what the OAuth client may read, and what it lacks. */
export async function run(
  shell: Shell,
  { json = false, patience, profile, config, sandbox = false }: DoctorFlags,
): Promise<ExitCode> {
  const { stdout, stderr, clock, signal } = shell;
  const { access, warnings } = await readConfig({ ...shell, flags: { profile, config, sandbox } });
  for (const warning of warnings) stderr.write(`${warning}\n`);
  await using output = await openOutput(undefined, stdout);
  await using connection = await connect(shell, {
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
  await output.write(asText ? toDiagnosisText(diagnosis, wantsColour(shell, stdout)) : toDiagnosisJson(diagnosis));
  await output.finish();
  return tellVerdict(stderr, diagnosis);
}
