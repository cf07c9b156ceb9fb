import { Command } from "commander";
import { plain } from "../../base/index.ts";
import { readConfig } from "../../config/index.ts";
import { diagnose } from "../../doctor/index.ts";
import { connect } from "../connect.ts";
import { tellVerdict, toDiagnosisJson } from "../diagnosis.ts";
import { toDiagnosisText } from "../diagnosis-text.ts";
import type { ExitCode } from "../exit.ts";
import { openOutput } from "../output.ts";
import { readDuration } from "../range.ts";
import { type Shell, wantsColour } from "../shell.ts";

interface Flags {
  readonly json?: boolean;
  readonly patience?: string;
  readonly profile?: string;
  readonly sandbox?: boolean;
}

/** `afterword doctor`: what the OAuth client may read, and what it lacks. */
export const doctorCommand = (shell: Shell, done: (code: ExitCode) => void): Command =>
  new Command("doctor")
    .description(
      "Tries the credentials, each permission that an extraction needs, and the way to Genesys, with one cheap request " +
        "each, and says what is missing and what works without it. A table on a terminal, JSON into a pipe.",
    )
    .option("--json", "JSON on a terminal too")
    .option("--patience <length>", "how long to wait for a Genesys that does not answer (default: 10m)")
    .option("--profile <name>", "credentials of this profile")
    .option("--sandbox", "examine a simulated org, no credentials needed")
    .action(async (flags: Flags) => done(await run(shell, flags)));

async function run(shell: Shell, { json = false, patience, profile, sandbox = false }: Flags): Promise<ExitCode> {
  const { stdout, stderr, clock, signal } = shell;
  const { access, warnings } = await readConfig({ ...shell, flags: { profile, sandbox } });
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
