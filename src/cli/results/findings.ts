import { type ExitCode, exitCodes } from "../../base/index.ts";
import type { Report } from "../../extract/index.ts";
import { createNotifier, type Screen } from "../screen/messages.ts";

/** More problems would scroll the rest away; their number is reported. */
const maxProblemsShown = 5;

/** Reports each skipped source, what is missing, and the first few problems. */
export function reportFindings(notify: (sentence: string) => void, report: Report): void {
  report.notes.forEach(notify);
  for (const { source, error } of report.skipped) {
    notify(`Skipped ${source}: ${error.message}`);
    notify(error.hint);
  }
  report.missing.forEach(notify);
  for (const { kind, id, reason } of report.problems.slice(0, maxProblemsShown))
    notify(`Problem with ${kind} ${id}: ${reason}`);
  if (report.problems.length > maxProblemsShown)
    notify(`… and ${report.problems.length - maxProblemsShown} more problems like these.`);
}

/** Reports on stderr whether something is missing, and returns the exit code for it. */
export function reportCompleteness(stderr: Screen, report: Report): ExitCode {
  const notify = createNotifier(stderr);
  reportFindings(notify, report);
  const incomplete = report.skipped.length + report.missing.length + report.problems.length > 0;
  if (incomplete) notify("Incomplete: everything available was delivered; what is missing is named above.");
  return incomplete ? exitCodes.incomplete : exitCodes.done;
}
