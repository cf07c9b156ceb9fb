import {
  type Moment,
  readMoment,
  readNumber,
  readOptions,
  readText,
  type Shape,
  systemClock,
  unfit,
} from "../base/index.ts";
import { timeZoneProblem } from "../config/index.ts";
import {
  type StatusOptions as CheckedOptions,
  type OrganizationStatus,
  status as statusChecked,
} from "../sync/index.ts";
import type { Reader, Writer } from "../warehouse/index.ts";
import { checkedReader, type OfOrganization, ofOrganization } from "./handles.ts";

/** The time, time zone and horizon of a status. */
export interface StatusOptions extends Omit<CheckedOptions, "now"> {
  /** Name or id of the only organization. @default every one */
  readonly organization?: string | undefined;
  /** @default the system's present */
  readonly now?: Moment;
}

/** The name of a time zone. */
export function readTimeZone(value: unknown, name: string): string {
  if (typeof value !== "string") throw unfit(name, value, 'Give an IANA name, such as "Europe/Berlin" or "UTC".');
  const problem = timeZoneProblem(value);
  if (problem === null) return value;
  throw unfit(name, value, `It ${problem}`);
}

interface Checked extends Partial<CheckedOptions>, OfOrganization {}

const shape: Shape<Checked> = {
  organization: readText,
  now: readMoment,
  horizon: readNumber(0),
  timeZone: readTimeZone,
};

/**
 * How complete a warehouse is and what it took, organization by organization; empty before the first sync. Times in it are
 * ISO 8601 in UTC.
 * @throws {UsageError} for arguments that do not fit
 */
export async function status(
  reader: Reader & { readonly writer?: () => Writer | null },
  options: StatusOptions = {},
): Promise<readonly OrganizationStatus[]> {
  const open = checkedReader(reader, "status");
  const { organization, ...checked } = readOptions<Checked>(options, "status", shape);
  const own = organization === undefined ? open : await ofOrganization(open, { organization }, "status");
  return statusChecked(own, { now: systemClock.now(), ...checked });
}
