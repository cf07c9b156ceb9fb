import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { readJson } from "./json.ts";

/**
 * When a process began, as the system records it; this distinguishes it from an earlier or later one of the same id. Null where there is
 * no such process, or the system does not report it.
 */
export async function readProcessStart(pid: number): Promise<string | null> {
  if (process.platform === "linux") return await readLinux(pid);
  return process.platform === "win32" ? null : await readPs(pid);
}

/**
 * Field 22 of /proc/PID/stat, in clock ticks since boot (proc_pid_stat(5)), and which boot that was. The second field is the
 * program's name in parentheses, which may hold blanks and parentheses itself.
 */
async function readLinux(pid: number): Promise<string | null> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, "utf8"),
      readFile("/proc/sys/kernel/random/boot_id", "utf8"),
    ]);
    const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return ticks === undefined ? null : `${boot.trim()} ${ticks}`;
  } catch {
    return null;
  }
}

/** POSIX has no number for it; `lstart` is known to the ps of macOS and the BSDs, to the second. */
const readPs = (pid: number): Promise<string | null> =>
  new Promise((resolve) => {
    const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
    execFile("ps", ["-o", "lstart=", "-p", String(pid)], { env }, (error, stdout) =>
      resolve(error || stdout.trim() === "" ? null : stdout.trim()),
    );
  });

/** Whether a process runs that has this id and, where it is known, began then. */
export async function isRunning(pid: number, start: string | null): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Where it lives and belongs to somebody else, the system returns EPERM.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  if (start === null) return true;
  const now = await readProcessStart(pid);
  return now === null || now === start;
}

/** Afterword's own version, from the package it runs out of (`src/base` and `dist/base` lie equally deep). */
export function readVersion(): string {
  const manifest = readJson(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "0";
}
