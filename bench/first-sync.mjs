// `node bench/first-sync.mjs [responses …]`: requests of first syncs of 50,000 and 200,000 responses (or of the sizes given) from a
// sandbox in a process of its own, and the hours that 300 requests a minute make of them: survey by survey, as where question
// aggregates are refused; with answers read in bulk; and the same without comments. More than 100,000 only in bulk. Writes a
// section of bench/results.md.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepare, root } from "../scripts/prepare.mjs";
import { countHandled } from "./count-handled.mjs";
import { measuredWith, writeSection } from "./section.mjs";
import { startSandbox } from "./start-sandbox.mjs";

const days = 60;
/** The sandbox has some 0.56 responses for each interaction. */
const share = 0.56;
const ways = [
  ["one request each", ["--question-aggregates-400"], "all"],
  ["in bulk", [], "all"],
  ["in bulk, `texts` never", [], "never"],
];
/** Of a size that takes an hour and more one by one, only in bulk. */
const waysOf = (size) => (size > 100_000 ? ways.slice(1, 2) : ways);

if (prepare() !== 0) process.exit(1);
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [50_000, 200_000];
const whole = (number) => Math.round(number).toLocaleString("en-US");
const lines = [];
for (const size of sizes) {
  for (const [way, flags, texts] of waysOf(size)) {
    const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "afterword-bench-"));
    const perDay = `${Math.ceil(size / days / share)}`;
    const sandbox = await startSandbox(["--days", `${days + 1}`, "--per-day", perDay, ...flags]);
    try {
      await countHandled(sandbox.access, days);
      const since = new Date(Date.now() - days * 86_400_000).toISOString();
      const env = {
        ...process.env,
        ...sandbox.access,
        // As the first line of the program has it.
        MALLOC_ARENA_MAX: "1",
        PLACE: join(folder, "bench.duckdb"),
        SINCE: since,
        TEXTS: texts,
      };
      const printed = execFileSync(process.execPath, [join(root, "bench", "sync-client.mjs")], {
        env,
        encoding: "utf8",
      });
      const { responses, finished, requests, wall, cpu, peak, quarters } = JSON.parse(printed);
      lines.push(
        `| ${whole(responses)} | ${way} | ${whole(requests)} | ${(requests / finished).toFixed(3)} | ${(requests / 300 / 60).toFixed(1)} | ${whole(wall)} s | ${whole(cpu)} s | ${whole(peak)} MB; ${quarters.join(", ")} |`,
      );
      console.error(lines.at(-1));
    } finally {
      sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
writeSection(
  "First syncs at 300 requests a minute",
  `${measuredWith("node bench/first-sync.mjs")} Hours are the requests at 300 a minute, where our own work takes less time than they do.

| responses | answers are read | requests | for each finished response | hours | wall without a limit | CPU | memory at most; by quarter of the run |
|---|---|---|---|---|---|---|---|
${lines.join("\n")}`,
);
