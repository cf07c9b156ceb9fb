export interface LogOptions {
  readonly format: "text" | "json";
  readonly quiet: boolean;
}

/**
 * `--log` and `--quiet`, read before the command line is parsed: what is wrong with it is reported in the form that they ask
 * for, too.
 */
export function readLogOptions(args: readonly string[]): LogOptions {
  const end = args.indexOf("--");
  const given = end === -1 ? args : args.slice(0, end);
  const formats = given.flatMap((arg, index) => {
    if (arg.startsWith("--log=")) return [arg.slice("--log=".length)];
    return arg === "--log" ? [given[index + 1]] : [];
  });
  return { format: formats.at(-1) === "json" ? "json" : "text", quiet: given.includes("--quiet") };
}
