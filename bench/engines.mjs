// `BENCH_POSTGRES=postgres://user:password@host/empty-database node bench/engines.mjs`: sync, report and export of one sandbox by the
// library, on DuckDB and on PostgreSQL in turn, each in a process of its own: rows a second, processor time and memory of that process.
// The sandbox's clock stands still while they work, so that both read the same, and what they print is compared. It refuses to group
// answers by question: which surveys are read in bulk depends on the windows, which leases cut otherwise on a server, and what is read
// in bulk has less in it.
// Writes a section of bench/results.md. PER_DAY sets the size.
import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepare, root } from "../scripts/prepare.mjs";
import { measuredWith, writeSection } from "./section.mjs";

const room = (name) => import(join(root, "dist", name, "index.js"));
const self = fileURLToPath(import.meta.url);
const day = 86_400_000;
/** When it is, for the sandbox and its clients. */
const clockOf = (systemClock, now) => ({ ...systemClock, now });

/** Each prints what it read, so that the engines can be compared. */
const commands = {
  async sync(warehouse) {
    const [{ createGenesys }, { Secret, systemClock }, { sync, defaultSync }] = await Promise.all(
      ["genesys", "base", "sync"].map(room),
    );
    const { url, clientId, secret, started } = JSON.parse(process.env.SANDBOX);
    const clock = clockOf(systemClock, () => Number(process.env.NOW));
    const hosts = { api: url, login: url };
    const genesys = createGenesys({ clientId, clientSecret: new Secret(secret), hosts, clock });
    await sync(genesys, warehouse, defaultSync({ since: started - 13 * day }), { clock });
    await genesys[Symbol.asyncDispose]();
  },
  async report(warehouse) {
    const { createReport } = await room("report");
    const now = Math.floor(Number(process.env.NOW) / day) * day;
    const local = { timeZone: "Europe/Berlin", firstDayOfWeek: 1 };
    const completeness = { sentence: "complete", completeTo: now };
    const filter = { range: { from: now - 12 * day, to: now } };
    const request = { filter, by: "queue", local, now, completeness, definitionId: null };
    console.log(JSON.stringify(await createReport(warehouse, request)));
  },
  responses: (warehouse) => print(warehouse, "responses"),
  answers: (warehouse) => print(warehouse, "answers"),
};

async function print(warehouse, kind) {
  const { rows } = await room("export");
  for await (const batch of rows(warehouse, { rows: kind }))
    process.stdout.write(batch.map((row) => `${JSON.stringify(row)}\n`).join(""));
}

/** An org of 14 days and the day that comes, until its parent ends; a number that it is sent is the time from then on. */
async function simulate(perDay) {
  const [{ openSandbox }, { systemClock }] = await Promise.all(["sandbox", "base"].map(room));
  const started = Date.now();
  let now = started;
  const clock = clockOf(systemClock, () => now);
  const size = { days: 14, perDay, limit: "off" };
  const {
    url,
    clientId,
    clientSecret: secret,
  } = await openSandbox({
    ...{ clock, ...size, variants: ["question-aggregates-400"] },
  });
  process.on("message", (time) => {
    now = time;
    process.send(time);
  });
  process.on("disconnect", () => process.exit());
  process.send({ url, clientId, secret, started });
}

const [command, place, keyPlace] = process.argv.slice(2);
if (command === "sandbox") await simulate(Number(place));
else if (command) {
  const { openWarehouse } = await room("warehouse");
  const warehouse = await openWarehouse(place);
  await commands[command]({ ...warehouse, place: keyPlace });
  await warehouse[Symbol.asyncDispose]();
} else await compare();

async function compare() {
  const server = process.env.BENCH_POSTGRES;
  if (!server) throw new Error("BENCH_POSTGRES names no server: give the address of an empty database.");
  if (prepare() !== 0) process.exit(1);
  const folder = mkdtempSync(join(tmpdir(), "afterword-bench-"));
  const file = join(folder, "engines.duckdb");
  const sandbox = fork(self, ["sandbox", process.env.PER_DAY ?? "1200"]);
  const [announced] = await once(sandbox, "message");
  let now = announced.started;
  const run = (name, at) => {
    const measured = join(folder, "used.json");
    const began = performance.now();
    const output = execFileSync(
      process.execPath,
      ["--import", join(root, "bench", "measure.mjs"), self, name, at, file],
      {
        env: { ...process.env, SANDBOX: JSON.stringify(announced), NOW: now, MEASURE: measured },
        maxBuffer: 2 ** 30,
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    return { output, seconds: (performance.now() - began) / 1_000, ...JSON.parse(readFileSync(measured, "utf8")) };
  };
  /** Each sync numbers and dates its own changes. */
  const contentOf = (output) => output.toString().replaceAll(/,"(?:change_id|changed_at)":[^,}]*/g, "");
  const linesOf = (output) => output.reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 0);
  try {
    const lines = [];
    for (const [title, name] of [
      ["sync, the first", "sync"],
      ["sync, the next", "sync"],
      ["report", "report"],
      ["export of responses", "responses"],
      ["export of answers", "answers"],
    ]) {
      if (title === "sync, the next") {
        now += day / 4;
        sandbox.send(now);
        await once(sandbox, "message");
      }
      const [own, other] = [file, server].map((at) => run(name, at));
      const rows = title.startsWith("export") ? linesOf(own.output) : null;
      const cell = ({ seconds, cpu, memory }) =>
        `${seconds.toFixed(1)} s, ${rows === null ? "" : `${Math.round(rows / seconds)} rows/s, `}${cpu.toFixed(1)} s of processor, ${Math.round(memory)} MB`;
      const same = name === "sync" ? "" : contentOf(own.output) === contentOf(other.output) ? "yes" : "no";
      lines.push(`| ${title}${rows === null ? "" : ` (${rows})`} | ${cell(own)} | ${cell(other)} | ${same} |`);
    }
    writeSection(
      "DuckDB and PostgreSQL",
      `${measuredWith("node bench/engines.mjs")} Wall time, processor time and peak memory of our process; the server's own are not counted.

| | DuckDB | PostgreSQL | same output, but for the numbers of changes |
|---|---|---|---|
${lines.join("\n")}`,
    );
  } finally {
    sandbox.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
