import { IANAZone } from "luxon";
import { nearest } from "../base/index.ts";

/** Null for an IANA time zone name; otherwise what is wrong with `text`, as the end of a sentence. */
export function timeZoneProblem(text: string): string | null {
  // Newer runtimes take "+02:00" for a zone, older ones do not; an offset knows no summer time, so neither do we.
  if (!/^[+-]/.test(text) && IANAZone.isValidZone(text)) return null;
  const meant = nearest(text, Intl.supportedValuesOf("timeZone"));
  return `must be a time zone of the IANA database, such as "Europe/Berlin" or "UTC"${meant ? `; did you mean "${meant}"?` : ""}`;
}

/** The time zone of this machine. */
export const machineTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
