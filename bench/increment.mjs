// `node bench/increment.mjs [responses …]`: the next sync of a warehouse that holds 100,000 responses, and 1,000,000 (or the sizes
// given). A sync from a sandbox brings some 10,000; copies of them, each older than any answer may still come, make the sizes.
// What a sync after that costs must not grow with the warehouse. Writes a section of bench/results.md.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepare, root } from "../scripts/prepare.mjs";
import { multiply } from "./derive-fill.mjs";
import { measuredWith, writeSection } from "./section.mjs";
import { startSandbox } from "./start-sandbox.mjs";

const days = 14;
/** Copies are 14 days apart; nothing is looked for that is older than 100 days. */
const oldEnough = 8;

if (prepare() !== 0) process.exit(1);
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100_000, 1_000_000];
const { openWarehouse } = await import(join(root, "dist", "warehouse", "index.js"));
const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "afterword-bench-"));
const sandbox = await startSandbox(["--days", `${days + 1}`, "--per-day", "1250"]);
try {
  const sync = (place, extra = {}) => {
    const env = { ...process.env, ...sandbox.access, PLACE: place, ...extra };
    const client = join(root, "bench", "sync-client.mjs");
    return JSON.parse(execFileSync(process.execPath, [client], { env, encoding: "utf8" }));
  };
  const base = join(folder, "base.duckdb");
  sync(base, { SINCE: new Date(Date.now() - days * 86_400_000).toISOString() });
  const whole = (number) => Math.round(number).toLocaleString("en-US");
  const lines = [];
  for (const size of sizes) {
    const place = join(folder, `${size}.duckdb`);
    copyFileSync(base, place);
    const warehouse = await openWarehouse(place, { memoryLimit: "400MB" });
    const [{ n }] = await warehouse.query("SELECT count(*) AS n FROM response");
    await multiply(warehouse, Math.max(0, Math.round(size / n) - 1), { skipped: oldEnough, settled: true });
    await warehouse[Symbol.asyncDispose]();
    for (const which of ["first", "second"]) {
      const { responses, requests, cpu, wall, peak } = sync(place);
      lines.push(
        `| ${whole(responses)} | ${which} | ${whole(requests)} | ${cpu.toFixed(1)} s | ${wall.toFixed(1)} s | ${whole(peak)} MB |`,
      );
      console.error(lines.at(-1));
    }
    rmSync(place);
  }
  writeSection(
    "The next sync",
    `${measuredWith("node bench/increment.mjs")} The first and the second sync after a warehouse was filled; the time of a process and its start are in it.

| responses held | sync | requests | CPU | wall | memory at most |
|---|---|---|---|---|---|
${lines.join("\n")}`,
  );
} finally {
  sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
}
