import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { extractCommand } from "./commands/extract.ts";
import { sandboxCommand } from "./commands/sandbox.ts";
import { type ExitCode, exitCode, exitCodes, explain } from "./exit.ts";
import { plain } from "./plain.ts";
import { processShell, type Shell } from "./shell.ts";

/** Runs `afterword` with these arguments and returns its exit code; nothing it meets is thrown. */
export async function main(args: readonly string[], shell: Shell = processShell()): Promise<ExitCode> {
  // A reader that closes stderr is none of our business.
  shell.stderr.on("error", () => {});
  let code: ExitCode = exitCodes.done;
  const program = createProgram(shell, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    // Commander has said what is wrong with the command line itself; asking for help is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    const told = shell.signal.aborted ? new DOMException("", "AbortError") : error;
    shell.stderr.write(explain(told));
    return exitCode(told);
  }
}

function createProgram(shell: Shell, done: (code: ExitCode) => void): Command {
  const program = new Command("afterword")
    .description("What the customer said after the interaction, joined to the interaction that earned it.")
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => void shell.stdout.write(text),
      writeErr: (text) => void shell.stderr.write(plain(text, "lines")),
      getOutHelpWidth: () => Math.min(shell.stdout.columns ?? 100, 120),
    });
  for (const command of [extractCommand(shell, done), sandboxCommand(shell, done)]) {
    command
      .helpOption("-h, --help", "print this help")
      .copyInheritedSettings(program)
      .showHelpAfterError(`Run "afterword ${command.name()} --help" to see what it takes.`);
    program.addCommand(command);
  }
  return program.showHelpAfterError('Run "afterword --help" to see the commands.');
}

/** From the package itself, one folder above the compiled program. */
function version(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const found: unknown = JSON.parse(text);
  return found && typeof found === "object" && "version" in found ? String(found.version) : "unknown";
}
