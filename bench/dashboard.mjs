// `node bench/dashboard.mjs [responses]`: each panel of the page over a warehouse of 1,000,000 responses (by default), by HTTP,
// and the same SQL in the bare engine; then 50 people at once while a writer adds rows as a sync does. Writes a section of
// bench/results.md. PLACE keeps the warehouse for another run.
import { once } from "node:events";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { DuckDBInstance, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import { prepare, root } from "../scripts/prepare.mjs";
import { clientsAtOnce } from "./dashboard-clients.mjs";
import { others, overview } from "./dashboard-panels.mjs";
import { addResponses, fill, noteAllRead } from "./metrics-fill.mjs";
import { measuredWith, writeSection } from "./section.mjs";

if (prepare() !== 0) process.exit(1);
const room = (name) => import(join(root, "dist", `${name}.js`));
const [
  { openWarehouse },
  { openDashboard, openListener },
  { defaultSettings },
  { createPeople },
  { systemClock },
  { sectionKeys },
] = await Promise.all(
  ["warehouse/index", "dashboard/index", "config/settings", "csat/index", "base/index", "report/index"].map(room),
);
const total = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.env.ROUNDS ?? 7);
const people = 50;
/** What a sync commits at once. */
const batchSize = 200;
const day = 86_400_000;
const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "afterword-bench-"));
const place = process.env.PLACE ?? join(folder, "dashboard.duckdb");
/** As `afterword serve` opens it. */
const engine = { memoryLimit: "400MB", threads: 2 };

if (!existsSync(place)) {
  const made = await openWarehouse(place, { memoryLimit: "400MB" });
  await fill(made, total);
  await noteAllRead(made);
  await made[Symbol.asyncDispose]();
}
const copy = join(folder, "bare.duckdb");
copyFileSync(place, copy);
const instance = await DuckDBInstance.create(":memory:", { memory_limit: engine.memoryLimit, threads: "2" });
const bare = await instance.connect();
await bare.run(`ATTACH '${copy}' AS bare (READ_ONLY)`);
await bare.run("USE bare");
await bare.run("SET TimeZone = 'UTC'");

const warehouse = await openWarehouse(place, engine);
/** The statements that the last panel needed. */
let asked = [];
const watched = {
  ...warehouse,
  query(sql, parameters = {}, signal) {
    asked.push({ sql, parameters });
    return warehouse.query(sql, parameters, signal);
  },
};
const end = Date.parse("2026-11-01");
const open = async () =>
  openDashboard({
    ...{
      warehouse: watched,
      organizationId: null,
      settings: { ...defaultSettings("UTC"), agents: "named" },
      people: createPeople("named", null),
    },
    ...{
      clock: { ...systemClock, now: () => end },
      sandbox: true,
      syncs: null,
      listener: await openListener({ host: "127.0.0.1", port: 0 }),
    },
    report: (sentence) => console.error(sentence),
  });

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1];
const timed = async (work) => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
async function get(url) {
  const answer = await fetch(url);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${url} ${text}`);
  return text;
}

/** The same statements one after the other, by the engine's own client. */
async function askBare(statements) {
  for (const { sql, parameters } of statements) {
    const used = Object.entries(parameters).filter(([name]) => new RegExp(`\\$${name}\\b`).test(sql));
    const lists = used.filter(([, value]) => Array.isArray(value));
    const values = used.map(([name, value]) => [name, Array.isArray(value) ? listValue(value) : value]);
    const types = Object.fromEntries(lists.map(([name]) => [name, LIST(VARCHAR)]));
    (await bare.runAndReadAll(sql, Object.fromEntries(values), types)).getRowObjects();
  }
}

/** 28 whole days, the last ones but some: no panel has been asked for these before. */
let shift = 0;
const nextRange = () => {
  shift = (shift + 1) % 280;
  const date = (time) => new Date(time).toISOString().slice(0, 10);
  return `from=${date(end - (28 + shift) * day)}&to=${date(end - shift * day)}`;
};
const addressOf = ({ path, query }, range) => `${path}?${[query, range].filter(Boolean).join("&")}`;

const only = process.env.ONLY;
const panels = [...overview, ...others].filter(({ title }) => only === undefined || title.includes(only));
const dashboard = await open();
const at = (address) => new URL(address, dashboard.url).href;
await get(at("/api/about"));
const measured = [];
const loads = [];
for (const panel of panels) {
  const times = { cold: [], warm: [], bare: [] };
  let statements = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const address = at(addressOf(panel, nextRange()));
    asked = [];
    const cold = await timed(() => get(address));
    const own = asked;
    const warm = await timed(() => get(address));
    const direct = await timed(() => askBare(own));
    statements = own.length;
    // The first round reads the file.
    if (round === 0) continue;
    times.cold.push(cold);
    times.warm.push(warm);
    times.bare.push(direct);
  }
  measured.push({ title: panel.title, statements, times });
  loads.push(loadavg()[0]);
  console.error(
    panel.title,
    statements,
    median(times.cold).toFixed(0),
    quantile(times.cold, 0.95).toFixed(0),
    median(times.warm).toFixed(1),
    median(times.bare).toFixed(0),
    `load ${loadavg()[0].toFixed(1)}`,
  );
}

/** Names are asked for once after each change of the warehouse, and how far it is read once in five minutes. */
const names = [];
for (let round = 0; round <= 2; round += 1) {
  const withoutCache = await open();
  for (const kind of ["queue", "agent", "form", "question"])
    names.push(await timed(() => get(new URL(`/api/names?kind=${kind}`, withoutCache.url).href)));
  await withoutCache[Symbol.asyncDispose]();
}
const [oneRow] = JSON.parse(await get(at(`/api/rows?limit=1&${nextRange()}`))).rows;
const interactions = [];
for (let round = 0; round < rounds; round += 1)
  interactions.push(await timed(() => get(at(`/api/interactions/${oneRow.interaction_id}`))));
await dashboard[Symbol.asyncDispose]();

/** Everybody opens the overview at once, each with a filter of their own. */
const crowded = await open();
const visits = Array.from({ length: people }, (_, person) =>
  overview.map((panel) => {
    const range = nextRange();
    return new URL(`${addressOf(panel, range)}&queue=queue+${person % 40}`, crowded.url).href;
  }),
);
const delay = monitorEventLoopDelay({ resolution: 5 });
const crowd = new Worker(new URL("./dashboard-crowd.mjs", import.meta.url), { workerData: visits });
const answered = once(crowd, "message");
delay.enable();
let [batches, isOver] = [0, false];
const writing = (async () => {
  while (!isOver) {
    await addResponses(warehouse, total + batches * batchSize, batchSize, total);
    batches += 1;
    await sleep(500);
  }
})();
const [{ times: crowdTimes, failures }] = await answered;
isOver = true;
await writing;
delay.disable();
const blocked = delay.max / 1e6;
await crowded[Symbol.asyncDispose]();
const peak = process.resourceUsage().maxRSS / 1024;
await warehouse[Symbol.asyncDispose]();
bare.closeSync();
instance.closeSync();
const synced = await clientsAtOnce(sectionKeys, folder);
rmSync(folder, { recursive: true, force: true });
console.error(crowdTimes.length, failures, quantile(crowdTimes, 0.95), blocked, batches);

const aim = 150;
const figures = measured.map(({ title, statements, times }) => {
  const [cold, direct] = [median(times.cold), median(times.bare)];
  return {
    title,
    statements,
    cold,
    direct,
    best: Math.min(...times.cold),
    p95: quantile(times.cold, 0.95),
    warm: median(times.warm),
  };
});
const slow = figures.filter(({ cold }) => cold > aim);
loads.sort((a, b) => a - b);
writeSection(
  "Dashboard",
  `${measuredWith(`node bench/dashboard.mjs${process.argv[2] ? ` ${total}` : ""}`)} During it the load was ${loads[0].toFixed(1)} to ${loads.at(-1).toFixed(1)}.

Each panel by HTTP on ${total.toLocaleString("en-US")} responses of one year, 28 days of them with the 28 before; ${rounds} rounds after one to read the
file, in milliseconds. "Cold" asks for days that nobody has asked for, so that no cache answers, and for that panel alone: in a view,
panels share what they read. "Bare" are the statements of that panel one after the other in the bare engine.

| panel | statements | cold, median | least | p95 | warm | bare | ratio |
|---|---|---|---|---|---|---|---|
${figures.map(({ title, statements, cold, best, p95, warm, direct }) => `| ${title} | ${statements} | ${cold.toFixed(0)} | ${best.toFixed(0)} | ${p95.toFixed(0)} | ${warm.toFixed(1)} | ${direct.toFixed(0)} | ${(cold / direct).toFixed(2)} |`).join("\n")}

Names of queues, agents, forms and questions took ${median(names).toFixed(0)} ms, an interaction ${median(interactions).toFixed(0)} ms.
${slow.length === 0 ? `Every panel takes at most ${aim} ms at the median.` : `More than ${aim} ms at the median: ${slow.map(({ title }) => title).join("; ")}.`}

${people} people at once, each opening the overview with days and a queue of their own while a writer added ${batchSize} responses twice a second (${batches}
batches): ${crowdTimes.length} answers, ${failures.length === 0 ? "no error" : `${failures.length} errors`}, median ${(median(crowdTimes) / 1000).toFixed(1)} s, p95 ${(quantile(crowdTimes, 0.95) / 1000).toFixed(1)} s, the last after ${(Math.max(...crowdTimes) / 1000).toFixed(1)} s. The event loop was blocked for
${blocked.toFixed(0)} ms at most; the process took ${Math.round(peak)} MB at most, the bare engine's ${engine.memoryLimit} included.

${people} clients at once for 20 s on a sandbox's warehouse, each one section after the other of ten filters, while the first sync of \`serve\` runs: ${synced.answers}
answers, ${synced.errors} errors, median ${median(synced.times).toFixed(0)} ms, p95 ${quantile(synced.times, 0.95).toFixed(0)} ms; its event loop was blocked for ${(synced.lag * 1000).toFixed(0)} ms at most.
`,
);
