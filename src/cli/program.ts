import { Command, CommanderError } from "commander";
import { plain, readVersion } from "../base/index.ts";
import { type ExitCode, exitCode, exitCodes, explain } from "./exit.ts";
import { freeAtOnce } from "./free-at-once.ts";
import { processShell, type Shell } from "./shell.ts";

type MakeCommand = (shell: Shell, done: (code: ExitCode) => void) => Command;

interface Entry {
  readonly summary: string;
  /** Runs long beside others: little memory before speed. */
  readonly lean?: true;
  readonly load: () => Promise<MakeCommand>;
}

/** Every command; only the one that is called is loaded, and the sandbox with nothing but its own. */
const commands: Readonly<Record<string, Entry>> = {
  extract: {
    summary: "find every CSAT answer of a range, link it to its interaction, print it",
    load: async () => (await import("./commands/extract.ts")).extractCommand,
  },
  sync: {
    summary: "bring the warehouse up to date: what is new, changed or answered late",
    lean: true,
    load: async () => (await import("./commands/sync.ts")).syncCommand,
  },
  status: {
    summary: "say how complete the warehouse is, what is open, and what it took",
    load: async () => (await import("./commands/status.ts")).statusCommand,
  },
  report: {
    summary: "say what customers answered, and how sure that is: CSAT, NPS, response rate, by queue and agent",
    load: async () => (await import("./commands/report.ts")).reportCommand,
  },
  export: {
    summary: "write what the warehouse has: JSON, CSV, XLSX or Parquet",
    lean: true,
    load: async () => (await import("./commands/export.ts")).exportCommand,
  },
  rebuild: {
    summary: "derive every row again from the stored documents, without a request",
    lean: true,
    load: async () => (await import("./commands/rebuild.ts")).rebuildCommand,
  },
  init: {
    summary: "ask for region and client, sign in, and write a profile and a first afterword.toml",
    load: async () => (await import("./commands/init.ts")).initCommand,
  },
  doctor: {
    summary: "try the credentials and each permission, and say what is missing",
    load: async () => (await import("./commands/doctor.ts")).doctorCommand,
  },
  forms: {
    summary: "list the forms, and what each of their questions is taken for",
    load: async () => (await import("./commands/forms.ts")).formsCommand,
  },
  sandbox: {
    summary: "serve a simulated Genesys Cloud org over HTTP, to try things and to test against",
    load: async () => (await import("./commands/sandbox.ts")).sandboxCommand,
  },
};

/** Runs `afterword` with these arguments and returns its exit code; nothing it meets is thrown. */
export async function main(args: readonly string[], shell: Shell = processShell()): Promise<ExitCode> {
  // A reader that closes stderr is none of our business.
  shell.stderr.on("error", () => {});
  let code: ExitCode = exitCodes.done;
  try {
    const program = await createProgram(shell, args[0], (result) => {
      code = result;
    });
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    // Commander has said what is wrong with the command line itself; asking for help is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    const told = shell.signal.aborted ? new DOMException("", "AbortError") : error;
    // Loaded only here: measuring the width of text takes as long to load as the rest of --help.
    const { fold } = await import("./say.ts");
    shell.stderr.write(fold(explain(told), shell.stderr));
    return exitCode(told);
  }
}

async function createProgram(
  shell: Shell,
  called: string | undefined,
  done: (code: ExitCode) => void,
): Promise<Command> {
  const program = new Command("afterword")
    .description("What the customer said after the interaction, joined to the interaction that earned it.")
    .version(readVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => void shell.stdout.write(text),
      writeErr: (text) => void shell.stderr.write(plain(text, "lines")),
      getOutHelpWidth: () => Math.min(shell.stdout.columns ?? 100, 120),
    });
  for (const [name, { summary, lean, load }] of Object.entries(commands)) {
    if (name === called && lean) freeAtOnce();
    const command = name === called ? (await load())(shell, done) : new Command(name);
    command
      .summary(summary)
      .helpOption("-h, --help", "print this help")
      .copyInheritedSettings(program)
      .showHelpAfterError(`Run "afterword ${name} --help" to see what it takes.`);
    program.addCommand(command);
  }
  program.addHelpText(
    "after",
    '\nTo begin: "afterword init"; without an org, "afterword sync --sandbox".\n' +
      'What a command takes: "afterword sync --help".',
  );
  return program.showHelpAfterError('Run "afterword --help" to see the commands.');
}
