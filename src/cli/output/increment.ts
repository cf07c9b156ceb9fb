import { randomUUID } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { readPlace, replaceFile, UsageError } from "../../base/index.ts";
import type { Settings } from "../../config/index.ts";
import { type Changes, changeBefore, lastChange, readFeed, readMark } from "../../export/index.ts";
import { isLength, readSince } from "../../request/index.ts";
import { type Reader, readOrganizations } from "../../warehouse/index.ts";
import type { Context } from "../context.ts";
import type { ExportFlags } from "../flags/export.ts";
import { describeFilter, type ExportState, type Remembered, readState } from "./export-state.ts";
import type { OutFile } from "./open-output.ts";
import { isSameFile, refuseOwnFile } from "./protected-files.ts";

/** What an export of changes reads, and what it leaves when all of it is written. */
export interface Increment {
  readonly changes: Changes;
  /** Remembers how far it came: called when the output is complete, so that nothing is ever left out. */
  readonly finish: () => Promise<void>;
}

/** Whether the flags ask for changes. */
export const isIncrement = ({ state, changedSince }: ExportFlags): boolean =>
  state !== undefined || changedSince !== undefined;

/**
 * Refuses what does not go together with changes, or with what loads them, before anything is opened.
 * @throws {UsageError}
 */
export function checkIncrement(flags: ExportFlags): void {
  if (!isIncrement(flags) && flags.ddl === undefined) return;
  const refused = [
    [flags.since !== undefined && isLength(flags.since) && `--since ${flags.since}`, movingRange] as const,
    [flags.limit !== undefined && "--limit", "An increment is whole: leave --limit out."] as const,
    [flags.all !== undefined && "--all", neverOfAll] as const,
  ];
  for (const [name, advice] of refused)
    if (name !== false) throw new UsageError(`${name} does not go with --state, --changed-since or --ddl.`, advice);
}

/**
 * Refuses a state that would replace the rows whose end it says, by any spelling of the file's name.
 * @throws {UsageError}
 */
export async function refuseSharedFile(
  { cwd }: Pick<Context, "cwd">,
  { state }: Pick<ExportFlags, "state">,
  out: OutFile | undefined,
): Promise<void> {
  if (state === undefined || out === undefined || !(await isSameFile(resolve(cwd, state), out.path))) return;
  throw new UsageError(
    `--state ${state} and --out ${out.name} are one file: the state would replace the rows.`,
    "Give the state a file of its own.",
  );
}

const movingRange = "The range would move between two increments: give a date or a time, or leave it out.";

const neverOfAll =
  "Changes are of responses that count; one that does not any more comes with deleted = true: leave --all out.";

/** Where a range ends that has no end: the time of Genesys may be ahead of ours, and no change comes twice. */
export const openEnd = Date.parse("9999-12-31T00:00:00Z");

/**
 * The stretch of changes that the flags ask for.
 * @throws {UsageError} where the state is of another warehouse, of other rows or of another filter
 */
export async function readIncrement(
  context: Context,
  flags: ExportFlags,
  reader: Reader,
  selected: Remembered,
  { agents, timeZone }: Pick<Settings, "agents" | "timeZone">,
): Promise<Increment | null> {
  if (!isIncrement(flags)) return null;
  const { signal, clock } = context;
  const feed = await readFeed(reader, signal);
  const until = await lastChange(reader, signal);
  const place =
    flags.state === undefined ? null : await refuseOwnFile(context, flags, { flag: "--state", file: flags.state });
  // By its id: a warehouse that gets a second one asks for --org from then on, and one is named in more ways than one.
  const [organization] = await readOrganizations(reader);
  const filter = describeFilter(selected, agents);
  const asked = { feed, rows: flags.rows, organization: organization?.id ?? null, filter };
  const markOf = (change: number): Promise<string | null> => readMark(reader, change, signal);
  const mark = await markOf(until);
  const stored =
    place === null ? null : await readState(await readText(place), { ...asked, until, place, readMark: markOf });
  const after = stored ?? (flags.changedSince === undefined ? 0 : await readCursor(flags.changedSince));
  return {
    changes: { after, until },
    finish: async () => {
      if (place !== null) await writeState(place, { ...asked, cursor: until, mark });
    },
  };

  async function readCursor(text: string): Promise<number> {
    if (/^\d+$/.test(text)) {
      if (Number(text) <= until) return Number(text);
      throw new UsageError(
        `--changed-since ${text} is ahead of the warehouse, whose latest change is ${until}.`,
        "It is of another warehouse, or this one is an older copy: empty what you filled with it, and take 0 for all.",
      );
    }
    const time = readSince(text, clock.now(), timeZone, () => "--changed-since");
    return Math.min(until, await changeBefore(reader, time, signal));
  }
}

const readText = (place: string): Promise<string | null> =>
  readFile(place, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new UsageError(`--state: ${place} cannot be read.`, "Name a file that may be read and written.", {
      cause: error,
    });
  });

/** A complete file in place of the old one, or the old one. */
async function writeState(place: string, state: ExportState): Promise<void> {
  const target = await readPlace(place);
  const complete = `${target}.${randomUUID()}`;
  try {
    await writeFile(complete, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
    await replaceFile(complete, target, 0o600);
  } catch (error) {
    await rm(complete, { force: true });
    throw new UsageError(
      `The rows are written, but not the state ${place}.`,
      "Name a file that may be written: the next increment has the same rows once more.",
      { cause: error },
    );
  }
}
