import {
  type ReadValue,
  readCount,
  readHandle,
  readList,
  readNumber,
  readOneOf,
  readOptions,
  type Shape,
  unfit,
} from "../../base/index.ts";
import type { Org } from "../model.ts";
import type { SandboxCase } from "./cases/case.ts";
import { type SwitchName, switches } from "./switches.ts";

/** The options that an org is made from. */
export interface OrgOptions {
  /** The same seed and days give the same org, to the last millisecond. */
  readonly seed: number;
  /** Of its ids: two orgs of one have the same ids, and what is behind them differs. @default seed */
  readonly idSeed?: number;
  /** The first UTC day, in days since 1970, on which interactions start. */
  readonly firstDay: number;
  /** The last one. */
  readonly lastDay: number;
  /** Interactions a day on average; weekends are quieter. */
  readonly perDay: number;
  /** What the default org leaves out. @default none */
  readonly switches?: Iterable<SwitchName>;
  /** The day from which Billing is worse. @default 24 days before `lastDay` */
  readonly changedSince?: number;
  /** Interactions of your own, in addition to those that the seed makes. @default none */
  readonly cases?: readonly SandboxCase[];
}

/** An org, given on as it is. */
export const readOrg: ReadValue<Org> = readHandle<Org>(["day", "survey", "interaction"], "Give what createOrg made.");

const readCase: ReadValue<SandboxCase> = (value, name) => {
  if (typeof value === "object" && value !== null) return value as SandboxCase;
  throw unfit(name, value, "Give an object with start, queue and agent.");
};

/** Cases, each of which is checked where it is planted. */
export const readCases = readList(readCase);

const readSwitch = readOneOf(Object.keys(switches) as SwitchName[]);

export const readSwitches: ReadValue<readonly SwitchName[]> = (value, name) =>
  readList(readSwitch)(value instanceof Set ? [...value] : value, name);

const shape: Shape<OrgOptions> = {
  seed: readNumber(Number.NEGATIVE_INFINITY),
  idSeed: readNumber(Number.NEGATIVE_INFINITY),
  firstDay: readCount(0),
  lastDay: readCount(0),
  perDay: readNumber(0),
  switches: readSwitches,
  changedSince: readCount(Number.MIN_SAFE_INTEGER),
  cases: readCases,
};

/** @throws {UsageError} for options that do not fit, with the name that was probably meant */
export const readOrgOptions = (given: unknown): OrgOptions =>
  readOptions(given, "createOrg", shape, ["seed", "firstDay", "lastDay", "perDay"]);
