// `node bench/dashboard.mjs [responses]`: each panel of the dashboard on a warehouse of 1,000,000 responses (by default), asked for
// over HTTP with nothing kept from before, next to the statements behind it in the bare engine; then 50 clients at once while the
// warehouse is synced. Writes a section of bench/results.md.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import { prepare, root } from "../scripts/prepare.mjs";
import { fill } from "./metrics-fill.mjs";
import { measuredWith, writeSection } from "./section.mjs";

if (prepare() !== 0) process.exit(1);
const room = (name) => import(join(root, "dist", name, "index.js"));
const [{ openWarehouse }, { openDashboard }, { createPeople }, { sectionKeys }, { systemClock }] = await Promise.all(
  ["warehouse", "dashboard", "csat", "report", "base"].map(room),
);
const { defaultSettings } = await import(join(root, "dist", "config", "settings.js"));
const total = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.env.ROUNDS ?? 5);
const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "afterword-bench-"));
const place = process.env.PLACE ?? join(folder, "dashboard.duckdb");
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1];

// As `serve` opens it.
const engine = { memoryLimit: "400MB", threads: 2 };
if (!existsSync(place)) {
  const filled = await openWarehouse(place, engine);
  await fill(filled, total);
  await filled.close();
}
const warehouse = await openWarehouse(place, engine);
const asked = [];
const noted = {
  ...warehouse,
  query: (sql, parameters, signal) => {
    asked.push([sql, parameters]);
    return warehouse.query(sql, parameters, signal);
  },
};
const dashboard = await openDashboard({
  warehouse: noted,
  settings: defaultSettings("Europe/Berlin"),
  people: createPeople("named", Buffer.alloc(32)),
  clock: { ...systemClock, now: () => Date.parse("2026-11-01T12:00:00Z") },
  ...{ sandbox: true, syncs: null, host: "127.0.0.1", port: 0, report: console.error },
});

let nonce = 0;
/** 28 days, each time of another filter, so that nothing is known of it. */
const query = () => {
  nonce += 1;
  return `from=2026-10-04T00:00:00.${String(nonce).padStart(3, "0")}Z&to=2026-11-01T00:00:00Z`;
};
async function timed(path) {
  const started = performance.now();
  const answer = await fetch(new URL(path, dashboard.url));
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return performance.now() - started;
}

const panels = [];
await timed(`/api/sections/${sectionKeys.join(",")}?${query()}`);
for (const key of sectionKeys) {
  const times = [];
  const by = key === "groups" ? "&by=queue" : "";
  for (let round = 0; round < rounds; round += 1) {
    asked.length = 0;
    times.push(await timed(`/api/sections/${key}?${query()}${by}`));
  }
  panels.push({ key, time: median(times), statements: [...asked] });
  console.error(key, median(times).toFixed(0), asked.length);
}
const whole = [];
for (let round = 0; round < rounds; round += 1) {
  const same = query();
  const started = performance.now();
  await Promise.all(sectionKeys.map((key) => timed(`/api/sections/${key}?${same}`)));
  whole.push(performance.now() - started);
}
await dashboard.close();
await warehouse.close();

/** Values as the engine's own client takes them; the type of an empty list has to be given. */
function bound(parameters = {}) {
  const entries = Object.entries(parameters);
  const lists = entries.filter(([, value]) => Array.isArray(value));
  return [
    Object.fromEntries(entries.map(([name, value]) => [name, Array.isArray(value) ? listValue(value) : value])),
    Object.fromEntries(lists.map(([name]) => [name, LIST(VARCHAR)])),
  ];
}
const instance = await DuckDBInstance.create(":memory:", { memory_limit: engine.memoryLimit, threads: "2" });
const bare = await instance.connect();
await bare.run(`ATTACH '${place}' AS bare (READ_ONLY)`);
await bare.run("USE bare");
await bare.run("SET TimeZone = 'UTC'");
for (const panel of panels) {
  const times = [];
  for (let round = 0; round <= rounds; round += 1) {
    const started = performance.now();
    for (const [sql, parameters] of panel.statements)
      (await bare.runAndReadAll(sql, ...bound(parameters))).getRowObjects();
    if (round > 0) times.push(performance.now() - started);
  }
  panel.bare = median(times);
}
bare.closeSync();
instance.closeSync();

/** 50 people, each of whom opens one panel after the other, while `serve` syncs from a sandbox of its own process. */
async function clientsAtOnce() {
  const program = join(root, "dist", "cli", "main.js");
  const sandbox = spawn(process.execPath, [program, "sandbox", "--limit", "off", "--per-day", "400"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const announced = await new Promise((resolve) => sandbox.stdout.once("data", resolve));
  const { url, client_id, client_secret } = JSON.parse(announced.toString());
  const env = { PATH: process.env.PATH, HOME: folder, GENESYS_GATEWAY_URL: url };
  const credentials = { GENESYS_CLIENT_ID: client_id, GENESYS_CLIENT_SECRET: client_secret };
  const args = [program, "serve", "--port", "0", "--warehouse", join(folder, "synced.duckdb")];
  const serve = spawn(process.execPath, args, { env: { ...env, ...credentials }, stdio: ["ignore", "pipe", "ignore"] });
  const address = (await new Promise((resolve) => serve.stdout.once("data", resolve))).toString().trim();
  const metric = async (name) => {
    const text = await (await fetch(`${address}metrics`)).text();
    return Number(new RegExp(`^${name}(?:\\{.*\\})? (.*)$`, "m").exec(text)?.[1]);
  };
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  await metric("afterword_nodejs_eventloop_lag_max_seconds");
  const times = [];
  let errors = 0;
  const until = performance.now() + 20_000;
  const client = async (at) => {
    for (let turn = 0; performance.now() < until; turn += 1) {
      const key = sectionKeys[(at + turn) % sectionKeys.length];
      const started = performance.now();
      const answer = await fetch(`${address}api/sections/${key}?since=${20 + (at % 10)}d`).catch(() => null);
      await answer?.arrayBuffer();
      if (!answer?.ok) errors += 1;
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: 50 }, (_, at) => client(at)));
  const lag = await metric("afterword_nodejs_eventloop_lag_max_seconds");
  const ended = await metric("afterword_last_successful_sync_timestamp_seconds");
  serve.kill("SIGTERM");
  sandbox.kill("SIGTERM");
  await new Promise((resolve) => serve.on("close", resolve));
  return { answers: times.length, errors, half: median(times), p95: quantile(times, 0.95), lag, synced: ended > 0 };
}
const load = await clientsAtOnce();
rmSync(folder, { recursive: true, force: true });

const slow = panels.filter(({ time }) => time > 150).map(({ key }) => `\`${key}\``);
writeSection(
  "Dashboard",
  `${measuredWith(`node bench/dashboard.mjs${process.argv[2] ? ` ${total}` : ""}`)}

Each section of 28 days among ${total.toLocaleString("en-US")} responses of a year, over HTTP, of a filter that nobody has asked
for before; the same statements one after the other in the bare engine; medians of ${rounds} rounds, in milliseconds. All sections
of one filter at once, as a page asks for them: ${median(whole).toFixed(0)} ms.
${slow.length === 0 ? "None takes more than 150 ms." : `Over 150 ms: ${slow.join(", ")}.`}

| section | over HTTP | bare | ratio |
|---|---|---|---|
${panels.map(({ key, time, bare: plain }) => `| \`${key}\` | ${time.toFixed(0)} | ${plain.toFixed(0)} | ${(time / plain).toFixed(2)} |`).join("\n")}

50 clients at once for 20 s, each one section after the other of ten filters, while a first sync runs${load.synced ? " to its end" : ""}: ${load.answers}
answers, ${load.errors} errors, median ${load.half.toFixed(0)} ms, 95 % within ${load.p95.toFixed(0)} ms; the event loop was held up for ${(load.lag * 1_000).toFixed(0)} ms at most.
`,
);
