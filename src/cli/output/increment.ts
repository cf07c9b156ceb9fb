import { randomUUID } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { readPlace, replaceFile, UsageError } from "../../base/index.ts";
import { type Changes, changeBefore, lastChange, readFeed } from "../../export/index.ts";
import { readSince } from "../../request/index.ts";
import { type Reader, readOrganizations } from "../../warehouse/index.ts";
import type { Context } from "../context.ts";
import type { ExportFlags } from "../flags/export.ts";
import { type ExportState, readState } from "./export-state.ts";
import { refuseOwnFile } from "./protected-files.ts";

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
 * Refuses what does not go together with changes, before anything is opened.
 * @throws {UsageError}
 */
export function checkIncrement(flags: ExportFlags): void {
  if (!isIncrement(flags)) return;
  const [name, why] =
    [
      ["--since", "the stretch would move between two increments: take --from and --to, or leave it out"] as const,
      ["--limit", "an increment is whole: leave --limit out"] as const,
      ["--all", "changes are of responses that count; one that does not any more comes with deleted = true"] as const,
    ].find(([flag]) => flags[flag.slice(2) as "since" | "limit" | "all"] !== undefined) ?? [];
  if (name !== undefined) throw new UsageError(`${name} does not go with --state or --changed-since.`, `${why}.`);
}

/**
 * The stretch of changes that the flags ask for.
 * @throws {UsageError} where the state is of another warehouse, of other rows or of another filter
 */
export async function readIncrement(
  context: Context,
  flags: ExportFlags,
  reader: Reader,
  timeZone: string,
): Promise<Increment | null> {
  if (!isIncrement(flags)) return null;
  const { signal, clock } = context;
  const feed = await readFeed(reader, signal);
  const until = await lastChange(reader, signal);
  const place =
    flags.state === undefined ? null : await refuseOwnFile(context, flags, { flag: "--state", file: flags.state });
  // By its id: a warehouse that gets a second one asks for --org from then on, and one is named in more ways than one.
  const [organization] = await readOrganizations(reader);
  const asked = { feed, rows: flags.rows, organization: organization?.id ?? null, filter: filterOf(flags) };
  const stored = place === null ? null : readState(await readText(place), { ...asked, until, place });
  const after = stored ?? (flags.changedSince === undefined ? 0 : await readCursor(flags.changedSince));
  return {
    changes: { after, until },
    finish: async () => {
      if (place !== null) await writeState(place, { ...asked, cursor: until });
    },
  };

  async function readCursor(text: string): Promise<number> {
    if (/^\d+$/.test(text)) {
      if (Number(text) <= until) return Number(text);
      throw new UsageError(
        `--changed-since ${text} is ahead of the warehouse, whose latest change is ${until}.`,
        "It is of another warehouse, or this one is an older copy: take 0 for all, and replace what you have.",
      );
    }
    const time = readSince(text, clock.now(), timeZone, () => "--changed-since");
    return Math.min(until, await changeBefore(reader, time, signal));
  }
}

/** Flags that choose among the rows: the same ones every time. */
const filterOf = (flags: ExportFlags): Readonly<Record<string, unknown>> => {
  const others = new Set(
    [
      "rows",
      "format",
      "json",
      "delimiter",
      "plain",
      "ddl",
      "out",
      "columns",
      "state",
      "changedSince",
      "warehouse",
    ].concat(["org", "config", "tz", "sandbox", "profile", "log", "quiet"]),
  );
  const chosen = Object.entries(flags).filter(([name, value]) => !others.has(name) && value !== undefined);
  return Object.fromEntries(chosen.sort(([a], [b]) => (a < b ? -1 : 1)));
};

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
