import { randomBytes } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { type Clock, isoTime } from "../base/index.ts";

/** Who has a warehouse open for writing, as its lock file says. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO time. */
  readonly since: string;
  /** Where its listener answers; null while it is still opening the file. */
  readonly url: string | null;
  /** What the listener asks for; it tells one holder from another, too. */
  readonly token: string;
}

/**
 * A lock file that this process has, or will have once it holds the file itself. It says who holds a warehouse and how to ask
 * them; what keeps two writers apart for certain is DuckDB's own lock. So a lock file whose process is gone is replaced only
 * by whoever got DuckDB's.
 */
export interface Lock {
  readonly holder: Holder;
  /** Makes it ours beyond doubt, with the listener's address. */
  claim(url: string): Promise<void>;
  release(): Promise<void>;
}

const lockFile = (place: string): string => `${place}.lock`;

/**
 * What this process holds, by place. A lock file with our process id that is not of these is an earlier process's of that id;
 * a place in here is held even where somebody has deleted its lock file.
 */
const ours = new Map<string, Holder>();

/** @returns the lock, or who else has it */
export async function takeLock(place: string, clock: Clock): Promise<{ lock: Lock } | { heldBy: Holder }> {
  const own = ours.get(place);
  if (own) return { heldBy: own };
  const token = randomBytes(32).toString("base64url");
  const holder: Holder = { pid: process.pid, host: hostname(), since: isoTime(clock.now()), url: null, token };
  const heldBy = (await create(place, holder)) ? null : await readHolder(place);
  if (heldBy) return { heldBy };
  ours.set(place, holder);
  return { lock: createLock(place, holder) };
}

/** The living holder of a warehouse, null if there is none; of a process on another machine it cannot be known. */
export async function readHolder(place: string): Promise<Holder | null> {
  const holder = decodeHolder(await readFile(lockFile(place), "utf8").catch(() => ""));
  return holder && holder.host === hostname() && isAlive(holder, place) ? holder : null;
}

function createLock(place: string, holder: Holder): Lock {
  return {
    holder,
    claim: async (url) => {
      const beside = `${lockFile(place)}.${holder.pid}`;
      try {
        await writeFile(beside, JSON.stringify({ ...holder, url }), { mode: 0o600 });
        await rename(beside, lockFile(place));
      } catch (error) {
        await rm(beside, { force: true }).catch(() => {});
        throw error;
      }
    },
    release: async () => {
      const current = decodeHolder(await readFile(lockFile(place), "utf8").catch(() => ""));
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
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function isAlive({ pid, token }: Holder, place: string): boolean {
  if (pid === process.pid) return ours.get(place)?.token === token;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function decodeHolder(text: string): Holder | null {
  try {
    const { pid, host, since, url, token } = JSON.parse(text) as Record<string, unknown>;
    if (typeof pid !== "number" || typeof token !== "string" || pid <= 0) return null;
    return { pid, host: String(host), since: String(since), url: typeof url === "string" ? url : null, token };
  } catch {
    return null;
  }
}
