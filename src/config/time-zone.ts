import { IANAZone } from "luxon";
import { nearest } from "../base/index.ts";

/** Null for an IANA time zone name; otherwise the fault of `text`, as the end of a sentence. */
export function timeZoneProblem(text: string): string | null {
  if (isZone(text)) return null;
  const meant = nearest(text, Intl.supportedValuesOf("timeZone"));
  return `must be a time zone of the IANA database, such as "Europe/Berlin" or "UTC"${meant ? `; did you mean "${meant}"?` : ""}`;
}

// Newer runtimes take "+02:00" for a zone, older ones do not; an offset knows no summer time, so neither do we.
const isZone = (text: string): boolean => !/^[+-]/.test(text) && IANAZone.isValidZone(text);

/** The time zone of this machine, and a note about it for the user. */
export interface MachineTimeZone {
  readonly timeZone: string;
  readonly warnings: readonly string[];
}

/**
 * The time zone that `TZ` names, else the system's. POSIX lets `TZ` be a name, also after a colon, of the folder `posix` or
 * `right`, or the path of a file of the database; empty it is UTC; and it may be a rule such as `CET-1CEST`. Node
 * silently makes UTC of a rule, and `undefined` or `Etc/Unknown` of an unknown name: here both are UTC, and reported.
 */
export function readMachineTimeZone(tz: string | undefined): MachineTimeZone {
  if (tz === undefined) {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return { timeZone: isZone(timeZone) ? timeZone : "UTC", warnings: [] };
  }
  const name = tz
    .replace(/^:/, "")
    .replace(/^.*\/zoneinfo\//, "")
    .replace(/^(posix|right)\//, "");
  if (name === "") return { timeZone: "UTC", warnings: [] };
  if (isZone(name)) return { timeZone: name, warnings: [] };
  const warning = `TZ=${JSON.stringify(tz)} is no time zone of the IANA database: times without an offset are UTC. Set TZ, or time_zone in afterword.toml, to a name such as Europe/Berlin.`;
  return { timeZone: "UTC", warnings: [warning] };
}
