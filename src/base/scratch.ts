import { createHash } from "node:crypto";
import { lstat, mkdtemp, readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { isRunning, readProcessStart } from "./process.ts";
import { day } from "./time.ts";

/** A folder for incomplete files. Dispose of it: it is removed with everything in it. */
export interface Scratch extends AsyncDisposable {
  readonly path: string;
}

/**
 * A folder within `folder`, on the disk that the result is to be on: only we can read it, its name cannot be guessed, and it is
 * hidden, so that no reader takes its files for data. Those that killed processes left in `folder` are removed.
 */
export async function openScratch(folder: string): Promise<Scratch> {
  await removeLeftovers(folder).catch(() => {});
  const start = digest((await readProcessStart(process.pid)) ?? "");
  const path = await mkdtemp(join(folder, `.afterword-${digest(hostname())}-${process.pid}-${start}-`));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);

const named = /^\.afterword-([0-9a-f]{8})-(\d{1,10})-([0-9a-f]{8})-\w{6}$/;

/** Whether a process of another machine or container still runs cannot be seen from here. Milliseconds. */
const maxForeignAge = 7 * day;

async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const [, host, pid, start] = named.exec(name) ?? [];
    if (host === undefined) continue;
    const path = join(folder, name);
    if (await isLeft(path, { here: host === digest(hostname()), pid: Number(pid), start: start ?? "" })) {
      await rm(path, { recursive: true, force: true }).catch(() => {});
    }
  }
}

async function isLeft(
  path: string,
  { here, pid, start }: { readonly here: boolean; readonly pid: number; readonly start: string },
): Promise<boolean> {
  if (!here) return Date.now() - (await lstat(path)).mtimeMs > maxForeignAge;
  return !(await isRunning(pid, null)) || digest((await readProcessStart(pid)) ?? "") !== start;
}
