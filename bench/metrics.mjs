// `node bench/metrics.mjs [responses]`: every question of the catalogue to a warehouse of 1,000,000 responses (by
// default), through the library and as the same SQL in the bare engine, in turn. Writes a section of bench/results.md.
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import { prepare, root } from "../scripts/prepare.mjs";
import { fill } from "./metrics-fill.mjs";
import { measuredWith, writeSection } from "./section.mjs";

if (prepare() !== 0) process.exit(1);
const room = (name) => import(join(root, "dist", name, "index.js"));
const [{ openReader, openWarehouse }, { ask, bucketsOf, catalogue, questionStatement }] = await Promise.all(
  ["warehouse", "metrics"].map(room),
);
const total = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.env.ROUNDS ?? 5);
const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "afterword-bench-"));
const place = process.env.PLACE ?? join(folder, "metrics.duckdb");
const memoryLimit = "400MB";

if (!existsSync(place)) {
  const warehouse = await openWarehouse(place, { memoryLimit });
  await fill(warehouse, total);
  await warehouse[Symbol.asyncDispose]();
}

const year = { from: Date.parse("2025-11-01"), to: Date.parse("2026-11-01") };
const buckets = bucketsOf(year, "week", { timeZone: "Europe/Berlin", firstDayOfWeek: 1 });
const filter = { range: year };
const own = {
  handled: { handled_from: new Date(year.from).toISOString(), handled_to: new Date(year.to).toISOString() },
};

/** Each question once of everything, and those that can be grouped by agent, under other rules and week by week, too. */
const askings = Object.entries(catalogue).flatMap(([name, { grouped, filtered }]) => {
  const plain = { name, how: "", asking: { ...(filtered ? { filter } : {}), parameters: own[name] ?? {} } };
  if (!grouped) return [plain];
  return [
    plain,
    { name, how: "by agent, rule last", asking: { filter: { ...filter, rule: "last" }, by: "agent" } },
    { name, how: "by agent, rule all", asking: { filter: { ...filter, rule: "all" }, by: "agent" } },
    { name, how: "by division", asking: { filter, by: "division" } },
    { name, how: "by week", asking: { filter, buckets } },
  ];
});

const reader = await openReader(place, { memoryLimit });
const instance = await DuckDBInstance.create(":memory:", { memory_limit: memoryLimit, threads: "2" });
const bare = await instance.connect();
await bare.run(`ATTACH '${place}' AS bare (READ_ONLY)`);
await bare.run("USE bare");
await bare.run("SET TimeZone = 'UTC'");

/** Values as the engine's own client takes them; the type of an empty list has to be given. */
function bound(parameters) {
  const entries = Object.entries(parameters);
  const lists = entries.filter(([, value]) => Array.isArray(value));
  return [
    Object.fromEntries(entries.map(([name, value]) => [name, Array.isArray(value) ? listValue(value) : value])),
    Object.fromEntries(lists.map(([name]) => [name, LIST(VARCHAR)])),
  ];
}

const timed = async (work) => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const measured = [];
for (const { name, how, asking } of askings) {
  const { sql, parameters } = questionStatement(name, asking);
  const times = { library: [], bare: [] };
  let rows = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const library = await timed(async () => {
      rows = (await ask(reader, name, asking)).length;
    });
    const direct = await timed(async () => (await bare.runAndReadAll(sql, ...bound(parameters))).getRowObjects());
    // The first round reads the file.
    if (round > 0) {
      times.library.push(library);
      times.bare.push(direct);
    }
  }
  const [mine, theirs] = [median(times.library), median(times.bare)];
  measured.push({ name, how, rows, mine, theirs, ratio: mine / theirs });
  console.error(name, how, rows, mine.toFixed(0), theirs.toFixed(0));
}
const size = statSync(place).size / 2 ** 20;
const peak = process.resourceUsage().maxRSS / 1024;
await reader[Symbol.asyncDispose]();
bare.closeSync();
instance.closeSync();
rmSync(folder, { recursive: true, force: true });

const slowest = measured.toSorted((a, b) => b.mine - a.mine)[0];
writeSection(
  "Questions",
  `${measuredWith(`node bench/metrics.mjs${process.argv[2] ? ` ${total}` : ""}`)}

Every question of the catalogue to ${total.toLocaleString("en-US")} responses of one year (${Math.round(size)} MB), through the
library and as the same SQL in the bare engine, in turn; medians of ${rounds} rounds after one to read the file, in milliseconds.
Both at once took ${Math.round(peak)} MB at most. The slowest is \`${slowest.name}\`${slowest.how ? ` ${slowest.how}` : ""}.

| question | | rows | library | bare | ratio |
|---|---|---|---|---|---|
${measured.map(({ name, how, rows, mine, theirs, ratio }) => `| \`${name}\` | ${how} | ${rows} | ${mine.toFixed(0)} | ${theirs.toFixed(0)} | ${ratio.toFixed(2)} |`).join("\n")}
`,
);
