import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, loadavg, platform, totalmem } from "node:os";
import { join } from "node:path";
import { root } from "../scripts/prepare.mjs";

const file = join(root, "bench", "results.md");

/** As it was when the measurement began: a long one may end after the next commit. */
const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
export const [loadBefore] = loadavg();

/** When, what and on what was measured, for the head of a section. */
export function measuredWith(command) {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${arch()}`;
  return `\`${command}\` on ${new Date().toISOString().slice(0, 10)}, commit ${commit}; Node ${process.version}, ${machine}; the machine's load before was ${loadBefore.toFixed(1)}.`;
}

/**
 * Writes one section of results.md in place of the one of the same title; the others stay as they were measured, and so does
 * what was written about it under a heading of its own.
 */
export function writeSection(title, text) {
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  const sections = new Map(
    before.split(/^(?=## )/m).flatMap((section) => {
      const name = /^## (.*)$/m.exec(section)?.[1];
      return name ? [[name, section.trim()]] : [];
    }),
  );
  const [, ...written] = (sections.get(title) ?? "").split(/^(?=### )/m);
  sections.set(title, [`## ${title}\n\n${text.trim()}`, ...written].join("\n\n"));
  writeFileSync(file, `# Benchmarks\n\n${[...sections.values()].join("\n\n")}\n`);
  console.log(sections.get(title));
}
