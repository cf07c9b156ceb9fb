// `npm run bench`: the same extraction by `afterword extract` and by the official SDK, 16 calls at once,
// against one sandbox in a process of its own, without a rate limit. Writes bench/results.md.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { prepare, root } from "../scripts/prepare.mjs";
import { farAway } from "./far-away.mjs";
import { loadBefore, measuredWith, writeSection } from "./section.mjs";

if (prepare() !== 0) process.exit(1);
const folder = mkdtempSync(join(tmpdir(), "afterword-bench-"));
const program = join(root, "dist", "cli", "main.js");
const rounds = Number(process.env.ROUNDS ?? 3);

/** Interactions a day that give some 5,000 finished surveys in seven days. */
const perDay = Number(process.env.PER_DAY ?? 3_800);
const to = new Date(Math.floor(Date.now() / 60_000) * 60_000);
const from = new Date(to.getTime() - 7 * 86_400_000);

const sandbox = spawn(
  process.execPath,
  [program, "sandbox", "--limit", "off", "--days", "12", "--per-day", `${perDay}`],
  {
    stdio: ["ignore", "pipe", "ignore"],
  },
);
const announced = await new Promise((resolve) => sandbox.stdout.once("data", resolve));
const { url, client_id, client_secret } = JSON.parse(announced.toString());
const access = { GENESYS_GATEWAY_URL: url, GENESYS_CLIENT_ID: client_id, GENESYS_CLIENT_SECRET: client_secret };

/** Seconds of CPU that the sandbox has used, from /proc (ticks of 10 ms); NaN where there is none, as off Linux. */
function sandboxCpu() {
  try {
    const fields = readFileSync(`/proc/${sandbox.pid}/stat`, "utf8").split(") ")[1].split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** Runs a client as a process of its own and measures it from outside (wall) and inside (CPU, memory). */
async function measure(args, extra = {}) {
  const [out, used] = [join(folder, "out.json"), join(folder, "used.json")];
  const env = { PATH: process.env.PATH, HOME: folder, ...access, MEASURE: used, OUT: out, ...extra };
  const [started, servedBefore] = [performance.now(), sandboxCpu()];
  const child = spawn(process.execPath, ["--import", join(root, "bench", "measure.mjs"), ...args(out)], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let output = "";
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  const wall = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`${args(out).join(" ")} ended with ${code}: ${output}`);
  return {
    wall,
    served: sandboxCpu() - servedBefore,
    ...JSON.parse(readFileSync(used, "utf8")),
    responses: JSON.parse(readFileSync(out, "utf8")).length,
    output,
  };
}

const range = ["--from", from.toISOString(), "--to", to.toISOString()];
const sdk = (extra = {}) =>
  measure(() => [join(root, "bench", "sdk-client.mjs")], {
    FROM: from.toISOString(),
    TO: to.toISOString(),
    ...extra,
  });
const floor = () =>
  measure(() => [join(root, "bench", "floor-client.mjs")], { FROM: from.toISOString(), TO: to.toISOString() });
const clients = {
  "`afterword extract`": (extra = {}) =>
    measure((out) => [program, "extract", "--source", "surveys", ...range, "--out", out], extra),
  "official SDK, 16 calls at once": sdk,
  "bare HTTP, 16 at once, answers parsed and thrown away": floor,
};

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const runs = Object.fromEntries(Object.keys(clients).map((name) => [name, []]));
// The first call makes the sandbox's interactions; it is not counted.
await clients["official SDK, 16 calls at once"]();
for (let round = 0; round < rounds; round++) {
  for (const [name, run] of Object.entries(clients)) runs[name].push(await run());
}
/** Milliseconds there and back: to a neighbouring data centre, and to an API that is near on the Internet. */
const distances = [];
for (const away of [2, 20]) {
  const network = await farAway(url, away);
  const abroad = { GENESYS_GATEWAY_URL: network.url };
  const ours = await clients["`afterword extract`"](abroad);
  const theirs = await clients["official SDK, 16 calls at once"](abroad);
  distances.push({ away, ours: ours.wall, theirs: theirs.wall });
  network.close();
}
sandbox.kill();

/** Which side worked all the time: a process that has one thread for its work is the limit near one core. */
function limitOf(all) {
  const [client, server] = [
    median(all.map((one) => one.cpu / one.wall)),
    median(all.map((one) => one.served / one.wall)),
  ];
  const shares = `client ${percent(client)}, sandbox ${percent(server)} of a core`;
  const idle = loadBefore > cpus().length ? "the machine, where others worked too" : "neither";
  const name = server > 0.8 && server > client ? "sandbox" : client > 0.8 ? "client" : idle;
  return `${name} (${shares})`;
}
const percent = (share) => (Number.isNaN(share) ? "?" : `${Math.round(share * 100)} %`);

const figures = Object.entries(runs).map(([name, all]) => ({
  name,
  wall: median(all.map(({ wall }) => wall)),
  cpu: median(all.map(({ cpu, responses }) => (cpu * 1000) / responses)),
  memory: median(all.map(({ memory }) => memory)),
  served: median(all.map(({ served, responses }) => (served * 1000) / responses)),
  limit: limitOf(all),
  responses: all[0].responses,
}));
const [, official] = figures;
const row = ({ name, wall, cpu, memory, responses, served, limit }) =>
  `| ${name} | ${responses} | ${wall.toFixed(1)} s (${(wall / official.wall).toFixed(2)}) | ${cpu.toFixed(2)} ms (${(cpu / official.cpu).toFixed(2)}) | ${memory.toFixed(0)} MB (${(memory / official.memory).toFixed(2)}) | ${served.toFixed(2)} ms | ${limit} |`;

/** Median wall seconds of a whole process. */
const process_ = (args) =>
  median(
    Array.from({ length: 11 }, () => {
      const started = performance.now();
      execFileSync(process.execPath, args, { stdio: "ignore" });
      return performance.now() - started;
    }),
  );
const [bare, help] = [process_(["-e", "0"]), process_([program, "--help"])];
const requests = /(\d+) requests\./.exec(runs["`afterword extract`"][0].output)?.[1];

const table = `${measuredWith("npm run bench")}

The same job — every answered survey of seven days, linked to its interaction, with names — by two clients against one sandbox in a
process of its own, without a rate limit. Medians of ${rounds} rounds, in turn; in brackets the ratio to the SDK.
CPU is the client's own, a response; next to it the sandbox's CPU for it. Where the load was much above 0, others worked
here too, and times are longer than they need be. The last line is no client: it sends the same requests through the HTTP library
that \`afterword\` uses, parses each answer and forgets it, and so shows the rest for a client's own work.

| client | responses | wall | CPU | peak memory | sandbox's CPU | what was the limit |
|---|---|---|---|---|---|---|
${figures.map(row).join("\n")}

\`afterword extract\` spent ${requests} requests, ${(Number(requests) / figures[0].responses).toFixed(3)} a response. It also reads forms, leads, roles, scales, legs, wrap-up codes
and divisions, which the others do not.

All this is on one machine, where an answer is there at once. With a network between (one round):

| there and back | \`afterword extract\` | official SDK, 16 calls at once | ratio |
|---|---|---|---|
${distances.map(({ away, ours, theirs }) => `| ${away} ms | ${ours.toFixed(1)} s | ${theirs.toFixed(1)} s | ${(ours / theirs).toFixed(2)} |`).join("\n")}

\`afterword --help\`, the whole process: ${help.toFixed(0)} ms, ${(help / bare).toFixed(2)} × a bare \`node -e 0\` (${bare.toFixed(0)} ms), medians of 11.

At 300 requests a minute, which Genesys allows a client, none of this is the limit: 5,000 surveys take 17 minutes with any client
that asks for each once. The ratios show the rest of the machine for the client.
`;
rmSync(folder, { recursive: true, force: true });
writeSection("Extraction, compared with the official SDK", table);
