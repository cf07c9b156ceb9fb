import { readLogOptions } from "./options.ts";

/**
 * Has Node's own warnings stand in a log of JSON as entries of it, from before anything else is loaded: Node would print them in
 * its own words.
 */
export function logProcessWarnings(args: readonly string[], runId: string): void {
  const { format } = readLogOptions(args);
  if (format !== "json") return;
  process.removeAllListeners("warning");
  process.on("warning", ({ name, message }) => {
    const entry = { time: new Date().toISOString(), run_id: runId, level: "warning", event: "node" };
    process.stderr.write(`${JSON.stringify({ ...entry, message: `${name}: ${message}` })}\n`);
  });
}
