// One sync into the warehouse in PLACE, as a process of its own: prints one line of JSON with what it found and used, its
// memory a quarter of the run at a time, and how long the event loop was ever blocked.

import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { root } from "../scripts/prepare.mjs";
import { reportBlocked } from "./blocked.mjs";

// As `afterword sync` does; the first before DuckDB is loaded.
const { freeSoon, keepHeapSmall } = await import(join(root, "dist", "cli", "engine-flags.js"));
freeSoon();
keepHeapSmall(30);
const room = (name) => import(join(root, "dist", name, "index.js"));
const [{ Secret }, { createGenesys }, { defaultSync, sync }, { openWarehouse }] = await Promise.all(
  ["base", "genesys", "sync", "warehouse"].map(room),
);
const {
  PLACE,
  GENESYS_GATEWAY_URL: url,
  GENESYS_CLIENT_ID,
  GENESYS_CLIENT_SECRET,
  SINCE,
  MEMORY_LIMIT,
  TEXTS,
} = process.env;
const delay = monitorEventLoopDelay({ resolution: 10 });
const samples = [];
const mebi = (bytes) => Math.round(bytes / 2 ** 20);
const sampling = setInterval(() => {
  const { rss, heapTotal, heapUsed, external } = process.memoryUsage();
  samples.push(rss / 2 ** 20);
  if (process.env.TALK && samples.length % 20 === 0)
    console.error({ rss: mebi(rss), heapTotal: mebi(heapTotal), heapUsed: mebi(heapUsed), external: mebi(external) });
}, 500);
const started = performance.now();
const genesys = createGenesys({
  clientId: GENESYS_CLIENT_ID,
  clientSecret: new Secret(GENESYS_CLIENT_SECRET),
  hosts: { api: url, login: url },
});
const warehouse = await openWarehouse(PLACE, MEMORY_LIMIT ? { memoryLimit: MEMORY_LIMIT } : {});
let at = "";
const stopReporting = process.env.BLOCKED ? reportBlocked(() => at) : async () => {};
delay.enable();
const asked = { ...(SINCE && { since: Date.parse(SINCE) }), ...(TEXTS && { texts: TEXTS }) };
const result = await sync(genesys, warehouse, defaultSync(asked), {
  onProgress: ({ step, found, fetched, derived }) => {
    at = step;
    if (process.env.TALK && Math.random() < 0.0005) console.error(step, { found, fetched, derived });
  },
});
delay.disable();
await stopReporting();
clearInterval(sampling);
const [{ responses, linked, finished }] = await warehouse.query(
  "SELECT count(*) AS responses, count(*) FILTER (linked) AS linked, count(*) FILTER (status = 'Finished') AS finished FROM response",
);
const quarter = (index) => samples.slice((samples.length * index) / 4, (samples.length * (index + 1)) / 4);
console.log(
  JSON.stringify({
    wall: (performance.now() - started) / 1000,
    cpu: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
    peak: process.resourceUsage().maxRSS / 1024,
    quarters: [0, 1, 2, 3].map((index) => Math.round(Math.max(0, ...quarter(index)))),
    blocked: delay.max / 1e6,
    requests: result.spent.requests,
    complete: result.complete,
    missing: result.missing,
    problems: result.problems.length,
    responses,
    linked,
    finished,
  }),
);
await warehouse[Symbol.asyncDispose]();
await genesys[Symbol.asyncDispose]();
