// `node bench/sync.mjs [responses]`: a first sync of some 200,000 responses (by default) from a sandbox in a process of
// its own without a limit, the sync after it, the official SDK on two of the same days, and exports of all of it.
// Writes a section of bench/results.md.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepare, root } from "../scripts/prepare.mjs";
import { measuredWith, writeSection } from "./section.mjs";

if (prepare() !== 0) process.exit(1);
const wanted = Number(process.argv[2] ?? 200_000);
const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "afterword-bench-"));
const program = join(root, "dist", "cli", "main.js");
const days = 60;
/** The sandbox has some 0.56 responses for each interaction. */
const perDay = Math.ceil(wanted / days / 0.56);
const limit = process.env.MEMORY_LIMIT ?? "150MB";

const sandbox = spawn(
  process.execPath,
  [program, "sandbox", "--limit", "off", "--days", `${days + 1}`, "--per-day", `${perDay}`],
  { stdio: ["ignore", "pipe", "ignore"] },
);
const announced = await new Promise((resolve) => sandbox.stdout.once("data", resolve));
const { url, client_id, client_secret } = JSON.parse(announced.toString());
const access = { GENESYS_GATEWAY_URL: url, GENESYS_CLIENT_ID: client_id, GENESYS_CLIENT_SECRET: client_secret };
const since = new Date(Date.now() - days * 86_400_000).toISOString();
const place = join(folder, "bench.duckdb");

/** Runs a process to its end; what it printed, its wall seconds, and what it used where it was measured. */
async function run(args, extra = {}) {
  const used = join(folder, "used.json");
  const env = { PATH: process.env.PATH, HOME: folder, ...access, MEASURE: used, ...extra };
  const started = performance.now();
  const child = spawn(process.execPath, ["--import", join(root, "bench", "measure.mjs"), ...args], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}`);
  return { printed, wall: (performance.now() - started) / 1000, ...JSON.parse(readFileSync(used, "utf8")) };
}

const syncClient = join(root, "bench", "sync-client.mjs");
const sync = async (extra = {}) =>
  JSON.parse((await run([syncClient], { PLACE: place, MEMORY_LIMIT: limit, ...extra })).printed);

// `BLOCKED=1` reports each stretch in which the event loop was blocked; what looks on takes memory of its own.
const { BLOCKED } = process.env;
const first = await sync({ SINCE: since, TALK: "1", ...(BLOCKED && { BLOCKED }) });
console.error(first);
const again = await sync();
console.error(again);
const size = statSync(place).size / 2 ** 20;
const out = join(folder, "out.json");
const twoDays = [new Date(Date.now() - 9 * 86_400_000), new Date(Date.now() - 7 * 86_400_000)];
const sdk = await run([join(root, "bench", "sdk-client.mjs")], {
  FROM: twoDays[0].toISOString(),
  TO: twoDays[1].toISOString(),
  OUT: out,
});
const sdkResponses = JSON.parse(readFileSync(out, "utf8")).length;
const parquet = await run([program, "export", "--warehouse", place, "--out", join(folder, "out.parquet")]);
const csv = await run([program, "export", "--warehouse", place, "--out", join(folder, "out.csv")]);
sandbox.kill();
rmSync(folder, { recursive: true, force: true });

const whole = (number) => Math.round(number).toLocaleString("en-US");
writeSection(
  wanted === 200_000 ? "Sync" : `Sync of ${whole(wanted)} responses`,
  `${measuredWith(`node bench/sync.mjs${process.argv[2] ? ` ${wanted}` : ""}`)}

A first sync of ${days} days from a sandbox in a process of its own, without a rate limit; DuckDB's \`memory_limit\` ${limit}.

| | |
|---|---|
| responses | ${whole(first.responses)}, ${whole(first.linked)} of them linked, ${whole(first.finished)} finished |
| requests | ${whole(first.requests)}, ${(first.requests / first.finished).toFixed(3)} for each finished response |
| wall | ${whole(first.wall)} s: ${whole(first.linked / first.wall)} linked responses a second, ${whole(first.finished / first.wall)} finished ones |
| CPU | ${whole(first.cpu)} s: ${((first.cpu * 1000) / first.responses).toFixed(2)} ms a response, DuckDB's threads included |
| peak memory | ${whole(first.peak)} MB; by quarter of the run ${first.quarters.map(whole).join(", ")} MB |
| event loop | blocked for ${whole(first.blocked)} ms at most |
| file | ${whole(size)} MB |
| the sync after it | ${whole(again.requests)} requests, 1/${whole(first.requests / again.requests)} of the first, in ${whole(again.wall)} s |
| official SDK, 16 calls at once, two of the days | ${whole(sdkResponses)} finished responses, ${whole(sdkResponses / sdk.wall)} a second, ${((sdk.cpu * 1000) / sdkResponses).toFixed(2)} ms CPU each, ${whole(sdk.memory)} MB at most |
| export of all to Parquet | ${whole(parquet.wall)} s, ${whole(parquet.memory)} MB at most |
| export of all to CSV | ${whole(csv.wall)} s, ${whole(csv.memory)} MB at most |

Genesys allows 300 requests a minute: this first sync would take ${(first.requests / 300 / 60).toFixed(1)} hours there, and the machine would be idle for most of it.
`,
);
