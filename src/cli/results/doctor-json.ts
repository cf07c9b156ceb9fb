import { second } from "../../base/index.ts";
import type { Diagnosis } from "../../doctor/index.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { createNotifier, type Screen } from "../screen/messages.ts";

/** A diagnosis for a program, in the spelling of the record. */
export function toDiagnosisJson(diagnosis: Diagnosis): string {
  const { whose, checks, readable, allowed, limits, divisions, redacted, clockSkew, role, spent } = diagnosis;
  const document = {
    organization: whose.value?.organization ?? null,
    oauth_client: whose.value?.client ?? null,
    surveys_readable: readable.surveys,
    evaluations_readable: readable.evaluations,
    permissions: checks.map(({ permission, alternatives, purpose, ...outcome }) => ({
      ...{ permission, alternatives, for: purpose },
      ...outcome,
    })),
    requests_per_minute: allowed,
    limits: limits.value,
    divisions: divisions.value?.names ?? null,
    more_divisions: divisions.value?.more ?? null,
    redacted_evaluations: redacted.value,
    clock_skew_seconds: clockSkew === null ? null : clockSkew / second,
    not_told: {
      organization: whose.reason,
      limits: limits.reason,
      divisions: divisions.reason,
      redacted_evaluations: redacted.reason,
    },
    role,
    requests: spent.requests,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Says on stderr what follows from a diagnosis, and returns the exit code that it deserves. */
export function reportVerdict(stderr: Screen, { checks, readable }: Diagnosis): ExitCode {
  const notify = createNotifier(stderr);
  const missing = checks.filter(({ state }) => state === "missing").map(({ permission }) => permission);
  const unknown = checks.filter(({ state }) => state === "unknown").map(({ permission }) => permission);
  if (missing.length > 0) {
    notify(`The OAuth client's roles lack ${missing.join(", ")}.`);
    notify('Add what is missing under Admin > Roles, for the right divisions, then run "afterword doctor" again.');
  }
  if (unknown.length > 0) notify(`Could not be told: ${unknown.join(", ")}. Run "afterword doctor" again later.`);
  if (readable.surveys === false && readable.evaluations === false) {
    notify("As it is, nothing can be extracted: neither surveys nor evaluations can be read.");
    return exitCodes.permission;
  }
  if (missing.length + unknown.length > 0) return exitCodes.incomplete;
  notify(
    'Every permission is there. Next: "afterword sync" fills a warehouse, "afterword extract" prints once without one.',
  );
  return exitCodes.done;
}
