import { type ExitCode, exitCodes } from "../../base/index.ts";
import type { Report } from "../../extract/index.ts";
import type { Log } from "../log/log.ts";

/** More problems would scroll the rest away; their number is reported. */
const maxProblemsShown = 5;

/** Reports each skipped source, what is missing, and the first few problems. */
export function reportFindings(log: Log, report: Report): void {
  for (const note of report.notes) log.info("note", note);
  for (const { source, error } of report.skipped)
    log.warning("skipped", `Skipped ${source}: ${error.message}`, { source, hint: error.hint });
  for (const missing of report.missing) log.warning("missing", missing);
  for (const { kind, id, reason } of report.problems.slice(0, maxProblemsShown))
    log.warning("problem", `Problem with ${kind} ${id}: ${reason}`, { kind, id });
  const more = report.problems.length - maxProblemsShown;
  if (more > 0) log.warning("problem", `… and ${more} more problems like these.`, { counts: { problems: more } });
}

/** Reports whether something is missing, and returns the exit code for it. */
export function reportCompleteness(log: Log, report: Report): ExitCode {
  reportFindings(log, report);
  const incomplete = report.skipped.length + report.missing.length + report.problems.length > 0;
  if (incomplete) {
    log.warning("incomplete", "Incomplete: everything available was delivered; what is missing is named above.");
  }
  return incomplete ? exitCodes.incomplete : exitCodes.done;
}
