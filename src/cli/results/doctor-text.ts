import { styleText } from "node:util";
import { day, type ExitCode, exitCodes, hour, minute, plain, second } from "../../base/index.ts";
import type { Check, Diagnosis, Known } from "../../doctor/index.ts";
import type { RouteStatus } from "../../sync/index.ts";
import type { Log } from "../log/log.ts";
import type { TableStyle } from "../screen/response-table.ts";
import { formatFormRoutes } from "./form-routes.ts";

const states = {
  works: { word: "works", colour: "green" },
  missing: { word: "missing", colour: "red" },
  unknown: { word: "not known", colour: "yellow" },
} as const satisfies Record<Check["state"], object>;

/** A smaller difference of clocks is usual, in milliseconds. */
const usualSkew = 5 * second;

/** A diagnosis for a terminal: the org, each permission, and the role to create. */
export function toDiagnosisText(diagnosis: Diagnosis, colour: boolean): string {
  const { checks, readable, role } = diagnosis;
  const widest = Math.max(...checks.map(({ permission }) => permission.length));
  const permissions = checks.flatMap(({ permission, alternatives, purpose, state, without, reason }) => {
    const { word, colour: painted } = states[state];
    const cell = word.padEnd(10);
    const notes = [
      ...(state === "missing" && alternatives.length > 0 ? [`or ${alternatives.join(" or ")}`] : []),
      ...(state === "unknown" && reason !== null ? [plain(reason)] : []),
      ...(without === null ? [] : [`Without it: ${without}.`]),
    ];
    return [
      `  ${colour ? styleText(painted, cell) : cell}${permission.padEnd(widest + 2)}${purpose}`,
      ...notes.map((note) => `${" ".repeat(12)}${note}`),
    ];
  });
  return [
    ...facts(diagnosis).map(([name, fact]) => `${name.padEnd(14)}${plain(fact)}`),
    `${"Surveys".padEnd(14)}${canBeRead(readable.surveys)}`,
    `${"Evaluations".padEnd(14)}${canBeRead(readable.evaluations)}`,
    "",
    "Permissions",
    ...permissions,
    "",
    "The role to create under Admin > Roles, and to give to the OAuth client for every",
    "division whose answers you want:",
    ...role.map((permission) => `  ${permission}`),
    "",
  ].join("\n");
}

/** How the forms are read by the warehouse that is here. */
export const toRoutesText = ({ value, reason }: Known<readonly RouteStatus[]>, style: TableStyle): string =>
  `\nHow answers are read\n${
    value === null
      ? `  ${plain(unknown(reason))}\n`
      : value.length === 0
        ? "  One by one: no sync has looked at a form that could be read in bulk.\n"
        : formatFormRoutes(value, style)
  }`;

const canBeRead = (verdict: boolean | null): string =>
  verdict === null ? "not known" : verdict ? "can be read" : "cannot be read";

/** Names and values; a blank name continues the one before. */
function facts({ whose, allowed, limits, divisions, redacted, clockSkew }: Diagnosis): [string, string][] {
  const named = (one: { readonly id: string | null; readonly name: string | null } | undefined): string =>
    one ? `${one.name ?? "without a name"} (${one.id ?? "without an id"})` : unknown(whose.reason);
  const perMinute = allowed === null ? "Genesys reports no limit" : `${allowed} requests a minute`;
  const names = divisions.value?.names ?? [];
  return [
    ["Organization", named(whose.value?.organization)],
    ["OAuth client", named(whose.value?.client)],
    ["Rate limit", perMinute],
    ...(limits.value ?? []).map(({ key, value }): [string, string] => ["", `${key}: ${value}`]),
    [
      "Divisions",
      divisions.value
        ? `${names.length}${divisions.value.more ? " and more" : ""} in the org: ${names.join(", ")}`
        : unknown(divisions.reason),
    ],
    ["Redacted", redacted.value ? hidden(redacted.value) : unknown(redacted.reason)],
    ...clock(clockSkew),
  ];
}

const hidden = ({ count, of }: { readonly count: number; readonly of: number }): string =>
  of === 0 ? "no evaluations in the last 7 days" : `${count} of the latest ${of} evaluations of the last 7 days`;

const unknown = (reason: string | null): string => `not known. ${reason ?? ""}`.trim();

function clock(skew: number | null): [string, string][] {
  if (skew === null) return [["Clock", unknown("The answers carry no date.")]];
  if (Math.abs(skew) < usualSkew) return [["Clock", "agrees with Genesys'"]];
  return [
    ["Clock", `${length(Math.abs(skew))} ${skew > 0 ? "ahead of" : "behind"} Genesys'`],
    ["", "Set it right: a range ends at this machine's now."],
  ];
}

/** In the largest unit of which there are at least two. */
function length(milliseconds: number): string {
  const units = { days: day, hours: hour, minutes: minute };
  const [unit, size] = Object.entries(units).find(([, one]) => milliseconds >= 2 * one) ?? ["s", second];
  return `${Math.round(milliseconds / size)} ${unit}`;
}

/** Reports what follows from a diagnosis, and returns its exit code. */
export function reportVerdict(log: Log, { checks, readable, redacted }: Diagnosis): ExitCode {
  const missing = checks.filter(({ state }) => state === "missing").map(({ permission }) => permission);
  const unknown = checks.filter(({ state }) => state === "unknown").map(({ permission }) => permission);
  if (missing.length > 0) {
    const hint = 'Add what is missing under Admin > Roles, for the right divisions, then run "afterword doctor" again.';
    log.warning("missing", `The OAuth client's roles lack ${missing.join(", ")}.`, { permissions: missing, hint });
  }
  if (unknown.length > 0)
    log.warning("unknown", `Not known: ${unknown.join(", ")}. Run "afterword doctor" again later.`);
  if (readable.surveys === false && readable.evaluations === false) {
    log.error("nothing", "Nothing can be extracted: neither surveys nor evaluations can be read.");
    return exitCodes.permission;
  }
  const isPartial = (redacted.value?.count ?? 0) > 0;
  if (redacted.value !== null && isPartial)
    log.warning("redacted", `Answers are hidden from the client in ${hidden(redacted.value)}.`, {
      counts: { ...redacted.value },
      hint: "Grant its roles for every division whose answers you want, under Admin > Roles.",
    });
  if (missing.length + unknown.length > 0 || isPartial) return exitCodes.incomplete;
  log.info(
    "done",
    'Every permission works. Next: "afterword sync" fills a warehouse; "afterword extract" prints responses once, without one.',
  );
  return exitCodes.done;
}
