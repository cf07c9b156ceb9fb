import { randomBytes } from "node:crypto";
import { lstat, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import {
  type Clock,
  isoTime,
  isRecord,
  isRunning,
  openScratch,
  readJson,
  readProcessStart,
  readRegularFile,
  UsageError,
} from "../../base/index.ts";

/** Who has a warehouse open for writing, by its lock file. */
export interface Holder {
  readonly pid: number;
  /** When that process began, as the system has it: process ids are used again, in a container at once. Null where unknown. */
  readonly started: string | null;
  readonly host: string;
  /** ISO time. */
  readonly since: string;
  /** Where its listener answers; null while it is still opening the file. */
  readonly url: string | null;
  /** The bearer token of the listener; it also distinguishes one holder from another. */
  readonly token: string;
}

/**
 * A lock file that this process has, or will have once it holds the file itself. It names the holder of a warehouse and
 * how to ask it; DuckDB's own lock is what keeps two writers apart. So a lock file whose process is gone, or cannot be
 * distinguished from another of its id, is replaced only by the process that got DuckDB's.
 */
export interface Lock {
  readonly holder: Holder;
  /** Makes it ours beyond doubt, with the listener's address. */
  claim(url: string): Promise<void>;
  release(): Promise<void>;
}

const lockFile = (place: string): string => `${place}.lock`;

/**
 * The locks of this process, by place. A lock file with our process id that is not one of these belongs to an earlier
 * process of that id; a place in here is held even where somebody has deleted its lock file.
 */
const ours = new Map<string, Holder>();

/** @returns the lock, or who else has it */
export async function takeLock(place: string, clock: Clock): Promise<{ lock: Lock } | { heldBy: Holder }> {
  const own = ours.get(place);
  if (own) return { heldBy: own };
  const token = randomBytes(32).toString("base64url");
  const started = await readProcessStart(process.pid);
  const holder = { pid: process.pid, started, host: hostname(), since: isoTime(clock.now()), url: null, token };
  const heldBy = (await create(place, holder)) ? null : await readHolder(place);
  // A process id alone proves nothing: DuckDB's lock decides whether the file is held.
  if (heldBy && heldBy.started !== null) return { heldBy };
  ours.set(place, holder);
  return { lock: createLock(place, holder) };
}

/**
 * The holder of a warehouse, as far as its process lives; null if there is none. Of a process on another machine it cannot be
 * known.
 */
export async function readHolder(place: string): Promise<Holder | null> {
  const holder = await readLockFile(place);
  return holder && holder.host === hostname() && (await isAlive(holder, place)) ? holder : null;
}

/**
 * The holder on another machine or in another container that the lock file names: whether it lives cannot be known from here.
 * Null where it names none.
 */
export async function readDistantHolder(place: string): Promise<Holder | null> {
  const holder = await readLockFile(place);
  return holder && holder.host !== hostname() ? holder : null;
}

function createLock(place: string, holder: Holder): Lock {
  return {
    holder,
    claim: async (url) => {
      await using scratch = await openScratch(dirname(place));
      const whole = join(scratch.path, "lock");
      await writeFile(whole, JSON.stringify({ ...holder, url }), { mode: 0o600 });
      await rename(whole, lockFile(place));
    },
    release: async () => {
      const current = await readLockFile(place);
      if (current?.token === holder.token) await rm(lockFile(place), { force: true });
      ours.delete(place);
    },
  };
}

/** @returns false where there is one already */
async function create(place: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(lockFile(place), JSON.stringify(holder), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    if (!(await lstat(lockFile(place)).catch(() => null))?.isDirectory()) return false;
    throw new UsageError(
      `${lockFile(place)} is a folder.`,
      "Remove it: Afterword notes there who has the warehouse open.",
    );
  }
}

/**
 * The content of the lock file; null where it has none, or somebody else wrote it: the listener that it names could be
 * theirs.
 */
async function readLockFile(place: string): Promise<Holder | null> {
  const file = await readRegularFile(lockFile(place)).catch(() => null);
  if (file === null || file.uid !== (process.getuid?.() ?? file.uid)) return null;
  return decodeHolder(file.bytes.toString("utf8"));
}

async function isAlive({ pid, started, token }: Holder, place: string): Promise<boolean> {
  if (pid === process.pid) return ours.get(place)?.token === token;
  return await isRunning(pid, started);
}

const listenerUrl = /^http:\/\/127\.0\.0\.1:\d{1,5}\/read$/;

type HolderFields = { readonly [Key in keyof Holder]?: unknown };

function decodeHolder(text: string): Holder | null {
  const noted = readJson(text);
  const { pid, started, host, since, url, token }: HolderFields = isRecord(noted) ? noted : {};
  if (typeof pid !== "number" || typeof token !== "string" || !Number.isSafeInteger(pid) || pid <= 0) return null;
  return {
    pid,
    started: typeof started === "string" ? started : null,
    host: String(host),
    since: String(since),
    url: typeof url === "string" && listenerUrl.test(url) ? url : null,
    token,
  };
}
