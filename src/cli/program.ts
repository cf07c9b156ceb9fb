import { randomUUID } from "node:crypto";
import { Command, CommanderError } from "commander";
import { type ExitCode, exitCodes, readVersion } from "../base/index.ts";
import { type Context, processContext, type Surroundings } from "./context.ts";
import { freeSoon } from "./engine-flags.ts";
import { exitCode } from "./exit-codes.ts";
import { shared } from "./flags/shared.ts";
import { readLogOptions } from "./log/options.ts";

type Done = (code: ExitCode) => void;

/** Opened when something is to be said: measuring the width of text takes as long to load as the rest of --help. */
type OpenContext = () => Promise<Context>;

interface Entry {
  readonly summary: string;
  /** It runs for long next to other programs: little memory matters more than speed. */
  readonly lean: boolean;
  readonly load: (open: OpenContext, done: Done) => Promise<Command>;
}

/** A command: its flags, and what it does, which is loaded only when it runs, so that `--help` takes 0.2 s. */
const entry = <Flags>(
  summary: string,
  flags: () => Promise<Command>,
  run: () => Promise<(context: Context, flags: Flags) => Promise<ExitCode>>,
  { lean = false } = {},
): Entry => ({
  summary,
  lean,
  load: async (open, done) => {
    const command = await flags();
    const takes = (flag: string): boolean => command.options.some(({ long }) => long === flag);
    // What reads settings reads profiles, too, and may read or protect a warehouse.
    const withProfile = async (context: Context, given: object): Promise<Context> => {
      if (!takes("--config")) return context;
      const { withProfileWarehouse } = await import("./warehouse/profile-warehouse.ts");
      return withProfileWarehouse(context, given, takes("--warehouse"));
    };
    return command.action(async () => {
      const words = command.registeredArguments.map((one, at) => [one.name(), command.processedArgs[at]] as const);
      const given: Flags & object = { ...command.opts<Flags & object>(), ...Object.fromEntries(words) };
      const context = await withProfile(await open(), given);
      done(await (await run())(context, given));
    });
  },
});

/** Every command; only the one that is called is loaded, and the sandbox with nothing but its own. */
const commands: Readonly<Record<string, Entry>> = {
  extract: entry(
    "find every CSAT answer in a range, link it to its interaction, and print it",
    async () => (await import("./flags/extract.ts")).extractFlags(),
    async () => (await import("./commands/extract.ts")).run,
  ),
  sync: entry(
    "bring the warehouse up to date with new, changed and late answers",
    async () => (await import("./flags/sync.ts")).syncFlags(),
    async () => (await import("./commands/sync.ts")).run,
    { lean: true },
  ),
  status: entry(
    "report how complete the warehouse is, what is open, and what it cost",
    async () => (await import("./flags/status.ts")).statusFlags(),
    async () => (await import("./commands/status.ts")).run,
  ),
  report: entry(
    "report CSAT, NPS and response rate by queue and agent, each with its interval",
    async () => (await import("./flags/report.ts")).reportFlags(),
    async () => (await import("./commands/report.ts")).run,
  ),
  export: entry(
    "write the stored responses as JSON, CSV, XLSX or Parquet",
    async () => (await import("./flags/export.ts")).exportFlags(),
    async () => (await import("./commands/export.ts")).run,
    { lean: true },
  ),
  serve: entry(
    "show the dashboard on this machine, and keep the warehouse up to date",
    async () => (await import("./flags/serve.ts")).serveFlags(),
    async () => (await import("./commands/serve.ts")).run,
  ),
  token: entry(
    "make, list and revoke tokens for people who may see a part",
    async () => (await import("./flags/token.ts")).tokenFlags(),
    async () => (await import("./commands/token.ts")).run,
  ),
  rebuild: entry(
    "derive every row again from the stored documents, without a request",
    async () => (await import("./flags/rebuild.ts")).rebuildFlags(),
    async () => (await import("./commands/rebuild.ts")).run,
    { lean: true },
  ),
  reconcile: entry(
    "compare the warehouse with what Genesys counts, and read what is lost",
    async () => (await import("./flags/reconcile.ts")).reconcileFlags(),
    async () => (await import("./commands/reconcile.ts")).run,
  ),
  erase: entry(
    "take an interaction, a customer or an agent out of the warehouse for good",
    async () => (await import("./flags/erase.ts")).eraseFlags(),
    async () => (await import("./commands/erase.ts")).run,
    { lean: true },
  ),
  init: entry(
    "ask for region and client, sign in, and write a profile and a first afterword.toml",
    async () => (await import("./flags/init.ts")).initFlags(),
    async () => (await import("./commands/init.ts")).run,
  ),
  doctor: entry(
    "test the credentials and each permission, and report what is missing",
    async () => (await import("./flags/doctor.ts")).doctorFlags(),
    async () => (await import("./commands/doctor.ts")).run,
  ),
  forms: entry(
    "list the forms and the role of each of their questions",
    async () => (await import("./flags/forms.ts")).formsFlags(),
    async () => (await import("./commands/forms.ts")).run,
  ),
  privacy: entry(
    "write a record of processing and a sheet for the works council, of the settings in force",
    async () => (await import("./flags/privacy.ts")).privacyFlags(),
    async () => (await import("./commands/privacy.ts")).run,
  ),
  sandbox: entry(
    "serve a simulated Genesys Cloud org over HTTP, to try things and to test against",
    async () => (await import("./flags/sandbox.ts")).sandboxFlags(),
    async () => (await import("./commands/sandbox.ts")).run,
  ),
};

/** Runs `afterword` with these arguments and returns its exit code; nothing it meets is thrown. */
export async function main(
  args: readonly string[],
  surroundings: Surroundings = processContext(),
  runId: string = randomUUID(),
): Promise<ExitCode> {
  // A reader that closes stderr is not an error.
  surroundings.stderr.on("error", () => {});
  const began = surroundings.clock.now();
  const opening: { context?: Promise<Context> } = {};
  const open: OpenContext = () => {
    opening.context ??= openContext(args, surroundings, runId);
    return opening.context;
  };
  const code = await runCommand(args, surroundings, open);
  if (opening.context) {
    const { log, clock } = await opening.context;
    log.fact("ended", { exit_code: code, seconds: Math.round((clock.now() - began) / 100) / 10 });
  }
  return code;
}

async function runCommand(args: readonly string[], surroundings: Surroundings, open: OpenContext): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  let printed = "";
  let refusal = "";
  try {
    const program = await createProgram(surroundings, called(args), {
      print: (text) => {
        printed += text;
      },
      refuse: (text) => {
        refusal += text;
      },
      open,
      done: (result) => {
        code = result;
      },
    });
    await program.parseAsync(asked(args), { from: "user" });
    return code;
  } catch (error) {
    // Asking for help is not an error.
    if (error instanceof CommanderError && error.exitCode === 0) return await printHelp(surroundings, open, printed);
    const { log } = await open();
    if (error instanceof CommanderError) {
      const [message = "", ...rest] = refusal.trimEnd().split("\n");
      const hint = rest.join("\n");
      log.error("failed", message, { hint, code: "usage", exit_code: exitCodes.usage });
      return exitCodes.usage;
    }
    const failure = surroundings.signal.aborted ? new DOMException("", "AbortError") : error;
    const { logFailure } = await import("./log/process-failures.ts");
    logFailure(log, failure);
    return exitCode(failure);
  }
}

async function openContext(args: readonly string[], surroundings: Surroundings, runId: string): Promise<Context> {
  const { createLog } = await import("./log/log.ts");
  const { stderr, clock } = surroundings;
  const options = readLogOptions(args);
  const log = createLog(stderr, { ...options, runId, now: () => clock.now() });
  log.fact("started", { command: called(args), version: readVersion() });
  if (options.format === "text") return { ...surroundings, log };
  const { logProcessFailures } = await import("./log/process-failures.ts");
  if (stderr === process.stderr) logProcessFailures(log);
  const { toEntries } = await import("./log/raw-lines.ts");
  return { ...surroundings, stderr: toEntries(log), log };
}

/** `afterword help sync` is `afterword sync --help`; an unknown command is refused in its place. */
function asked(args: readonly string[]): readonly string[] {
  const [first, command] = args;
  if (first !== "help") return args;
  return command === undefined || command in commands ? args.slice(1, 2).concat("--help") : [command];
}

const called = (args: readonly string[]): string | undefined => asked(args)[0];

/** Help is written like all data, so that a full disk is reported and a closed pipe is not. */
async function printHelp({ stdout }: Surroundings, open: OpenContext, text: string): Promise<ExitCode> {
  const { openOutput } = await import("./output/open-output.ts");
  try {
    const output = await openOutput(undefined, stdout);
    await output.write(text);
    await output.finish();
    return exitCodes.done;
  } catch (error) {
    const { logFailure } = await import("./log/process-failures.ts");
    logFailure((await open()).log, error);
    return exitCode(error);
  }
}

/** What is done with what commander prints, and with the command's end. */
interface Printing {
  readonly print: (text: string) => void;
  readonly refuse: (text: string) => void;
  readonly open: OpenContext;
  readonly done: Done;
}

async function createProgram(
  { stdout }: Surroundings,
  called: string | undefined,
  { print, refuse, open, done }: Printing,
): Promise<Command> {
  const program = new Command("afterword")
    .description("What the customer said after the interaction, joined to the interaction that earned it.")
    .version(readVersion(), "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the flags of a command")
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: print,
      writeErr: refuse,
      getOutHelpWidth: () => Math.min(stdout.columns ?? 100, 120),
    });
  for (const [name, { summary, lean, load }] of Object.entries(commands)) {
    if (name === called && lean) freeSoon();
    const command = name === called ? await load(open, done) : new Command(name);
    command
      .summary(summary)
      .helpOption("-h, --help", "print this help")
      .copyInheritedSettings(program)
      .showHelpAfterError(`Run "afterword ${name} --help" to see its flags.`);
    // Only init asks questions, which no log can hold.
    if (name !== "init") command.addOption(shared.log()).addOption(shared.quiet());
    program.addCommand(command);
  }
  program.addHelpText(
    "after",
    '\nStart with "afterword init"; without an org, with "afterword sync --sandbox".\n' +
      'Flags of a command: "afterword sync --help". Lists take commas and repetition alike: --media voice,chat.',
  );
  return program.showHelpAfterError('Run "afterword --help" to see the commands.');
}
