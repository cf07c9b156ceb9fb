// `node bench/derive.mjs [responses …]`: derivation alone. A sync from a sandbox brings some 10,000 responses; copies of all that is
// stored of them make warehouses of 10,000 and 100,000, or of the sizes given; then the same documents come once more with
// other ids, and a process of its own derives them. What deriving costs must not grow with the warehouse. Writes a section of
// bench/results.md.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepare, root } from "../scripts/prepare.mjs";
import { addDocuments, multiply, readDocuments } from "./derive-fill.mjs";
import { measuredWith, writeSection } from "./section.mjs";
import { startSandbox } from "./start-sandbox.mjs";

const load = (file) => import(join(root, "dist", file));
const self = fileURLToPath(import.meta.url);
const days = 14;

/** Derives what is noted in this warehouse, or everything again, and prints what it took. */
async function deriveAlone(place, all) {
  // As `afterword sync` does; the first before DuckDB is loaded.
  const { freeSoon, keepHeapSmall } = await load("cli/engine-flags.js");
  freeSoon();
  keepHeapSmall(30);
  const [{ openWarehouse }, { derive, rederive }, { createFlaws }, { defaultPrivacy, openKeepRules }, { defaultSync }] =
    await Promise.all(
      [
        "warehouse/index.js",
        "sync/derive/derive.js",
        "sync/documents/flaws.js",
        "sync/documents/privacy.js",
        "sync/index.js",
      ].map(load),
    );
  const warehouse = await openWarehouse(place);
  const [{ organization_id: organizationId }] = await warehouse.query("SELECT organization_id FROM organization");
  let responses = 0;
  const options = {
    ...{ organizationId, definition: defaultSync().definition, interactionUrl: () => null },
    ...{ now: Date.now(), clock: Date, flaws: createFlaws(organizationId) },
    rules: await openKeepRules(warehouse, defaultPrivacy, Date.now()),
    onDerived: (more) => {
      responses += more;
    },
  };
  const [before, began] = [process.cpuUsage(), performance.now()];
  await (all ? rederive : derive)(warehouse, options);
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - began) / 1_000;
  const memory = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ responses, cpu: (user + system) / 1e6, seconds, memory }));
  await warehouse[Symbol.asyncDispose]();
}

async function syncOnce(place) {
  const sandbox = await startSandbox(["--days", `${days + 1}`, "--per-day", "1250"]);
  try {
    const since = new Date(Date.now() - days * 86_400_000).toISOString();
    execFileSync(process.execPath, [join(root, "bench", "sync-client.mjs")], {
      env: { ...process.env, ...sandbox.access, PLACE: place, SINCE: since },
      stdio: ["ignore", "ignore", "inherit"],
    });
  } finally {
    sandbox.stop();
  }
}

const run = (place, what) => JSON.parse(execFileSync(process.execPath, [self, what, place], { encoding: "utf8" }));

async function compare(sizes) {
  if (prepare() !== 0) process.exit(1);
  const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "afterword-bench-"));
  try {
    const base = join(folder, "base.duckdb");
    await syncOnce(base);
    const [{ openWarehouse }, { keyOf }, { contentHash }] = await Promise.all(
      ["warehouse/index.js", "sync/documents/lookup.js", "sync/documents/kept-document.js"].map(load),
    );
    const lines = [];
    for (const size of sizes) {
      const place = join(folder, `${size}.duckdb`);
      copyFileSync(base, place);
      const warehouse = await openWarehouse(place, { memoryLimit: "400MB" });
      const documents = await readDocuments(warehouse);
      const [{ n }] = await warehouse.query("SELECT count(*) AS n FROM response");
      await multiply(warehouse, Math.max(0, Math.round(size / n) - 1));
      const [{ stored }] = await warehouse.query("SELECT count(*) AS stored FROM response");
      await addDocuments(warehouse, documents, { keyOf, contentHash });
      await warehouse[Symbol.asyncDispose]();
      const { responses, cpu, seconds, memory } = run(place, "derive");
      const whole = (number) => Math.round(number).toLocaleString("en-US");
      lines.push(
        `| ${whole(stored)} | ${whole(statSync(place).size / 2 ** 20)} MB | ${whole(responses)} | ${cpu.toFixed(1)} s: ${whole(responses / cpu)} a second | ${seconds.toFixed(1)} s: ${whole(responses / seconds)} a second | ${whole(memory)} MB |`,
      );
      console.error(lines.at(-1));
      if (size === sizes[0]) {
        const again = run(place, "all");
        lines.push(
          `| the same, everything again | | ${whole(again.responses)} | ${again.cpu.toFixed(1)} s: ${whole(again.responses / again.cpu)} a second | ${again.seconds.toFixed(1)} s: ${whole(again.responses / again.seconds)} a second | ${whole(again.memory)} MB |`,
        );
      }
      rmSync(place);
    }
    writeSection(
      "Deriving",
      `${measuredWith("node bench/derive.mjs")} Documents of new responses in a warehouse that holds others, derived by a process that does nothing else.

| responses held | file | derived | processor time | wall | memory at most |
|---|---|---|---|---|---|
${lines.join("\n")}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [what, place] = process.argv.slice(2);
if (what === "derive" || what === "all") await deriveAlone(place, what === "all");
else await compare(process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000]);
