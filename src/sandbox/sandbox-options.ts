import {
  type Clock,
  readClock,
  readCount,
  readFunction,
  readList,
  readNumber,
  readOneOf,
  readOptions,
  readText,
  type Shape,
} from "../base/index.ts";
import { type FaultName, faults } from "./faults/all-faults.ts";
import { permissions } from "./http/endpoints/all-permissions.ts";
import type { Org } from "./model.ts";
import type { SandboxCase } from "./org/cases/case.ts";
import { readCases, readOrg, readSwitches } from "./org/org-options.ts";
import type { SwitchName } from "./org/switches.ts";
import { type WireVariant, wireVariants } from "./variants.ts";

/** The org that a sandbox serves, and its faults. */
export interface SandboxOptions {
  /** The org to serve. @default one made from `seed`, `days`, `perDay` and `switches` */
  readonly org?: Org;
  /** @default 1 */
  readonly seed?: number;
  /** How many days of interactions there are, today included. @default 90 */
  readonly days?: number;
  /** How many days more are planned, for a clock that will be moved. @default 0 */
  readonly daysAhead?: number;
  /** Interactions a day on average. @default 60 */
  readonly perDay?: number;
  /** Interactions of your own in the default org: their ids are in `sandbox.org.cases`. @default none */
  readonly cases?: readonly SandboxCase[];
  /** What the default org leaves out. @default none */
  readonly switches?: readonly SwitchName[];
  /** @default a free one */
  readonly port?: number;
  /** @default "127.0.0.1" */
  readonly host?: string;
  /** Its present is the org's present; `createMovableClock` gives one for days to pass. @default the system's clock */
  readonly clock?: Clock;
  /** Requests a minute; `off` neither limits nor sends the headers of a limit. @default 300 */
  readonly limit?: number | "off";
  /** The faults. @default none */
  readonly faults?: readonly FaultName[];
  /** Second ways of what the documentation leaves open. @default none */
  readonly variants?: readonly WireVariant[];
  /** Of the variants `wrong-survey-answers` and `wrong-evaluation-answers`: one answer in so many is wrong. @default 20 */
  readonly wrongOneIn?: number;
  /** How far analytics is behind what happens to surveys and evaluations, in milliseconds; may differ by time. @default 0 */
  readonly lateBy?: () => number;
  /** Permissions of {@link permissions} that the client's roles lack, such as `quality:survey:view`. @default none: it may read everything */
  readonly withoutPermissions?: readonly string[];
  /** @default 86400 */
  readonly tokenLifeSeconds?: number;
}

const namesOf = <Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] => Object.keys(table) as Name[];

const highestPort = 65_535;

const shape: Shape<SandboxOptions> = {
  org: readOrg,
  seed: readNumber(Number.NEGATIVE_INFINITY),
  days: readCount(1),
  daysAhead: readCount(0),
  perDay: readNumber(0),
  cases: readCases,
  switches: readSwitches,
  port: readCount(0, highestPort),
  host: readText,
  clock: readClock,
  limit: (value, name) => (value === "off" ? value : readCount(0)(value, name)),
  faults: readList(readOneOf(namesOf(faults))),
  variants: readList(readOneOf(namesOf(wireVariants))),
  wrongOneIn: readCount(1),
  lateBy: readFunction(),
  withoutPermissions: readList(readOneOf(permissions)),
  tokenLifeSeconds: readNumber(0),
};

/** The names of options, as `docs/sandbox.md` lists them. */
export const sandboxOptionNames: readonly string[] = Object.keys(shape);

/** @throws {UsageError} for options that do not fit, with the name that was probably meant */
export const readSandboxOptions = (given: unknown): SandboxOptions => readOptions(given, "openSandbox", shape);
