// `node bench/changes.mjs`: 50 changes in a warehouse of 100,000 responses and in one of 1,000,000, read as an increment of each
// kind of rows: what it costs must not grow with the warehouse. Writes a section of bench/results.md.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, root } from "../scripts/prepare.mjs";
import { fill } from "./metrics-fill.mjs";
import { measuredWith, writeSection } from "./section.mjs";

if (compile() !== 0) process.exit(1);
const room = (name) => import(join(root, "dist", name, "index.js"));
const [{ openWarehouse }, { rows }] = await Promise.all([room("warehouse"), room("export")]);

const sizes = [100_000, 1_000_000];
const changes = 50;
const kinds = ["responses", "answers", "legs"];
const rounds = 25;

const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "afterword-bench-"));

/** What a sync leaves: each response numbered once, in the order in which it was stored, then some of them once more. */
async function open(total) {
  const warehouse = await openWarehouse(join(folder, `${total}.duckdb`), { memoryLimit: "1GB" });
  await fill(warehouse, total);
  await warehouse.transaction(async (tx) => {
    await tx.run(`INSERT INTO leg BY NAME SELECT organization_id, interaction_id, 0 AS position, agent_id, agent_name, queue_id, queue_name,
      media_type, 60.0 AS talk_seconds, 0.0 AS hold_seconds, 10.0 AS acw_seconds, '[]' AS wrap_up, change_id
      FROM response WHERE source = 'survey'`);
    await tx.run("UPDATE change_counter SET last = $last", { last: total });
  });
  const chosen = await warehouse.query(
    `SELECT * FROM response WHERE source = 'survey' AND change_id % ${Math.floor(total / (changes * 1.2))} = 1 LIMIT ${changes}`,
  );
  return { warehouse, chosen };
}

/** Changes these, as deriving does: their rows are deleted, and written at the end of each table. */
async function change({ warehouse, chosen }, total) {
  const changed_at = "2026-11-02T00:00:00.000Z";
  const number = new Map(chosen.map(({ response_id }, index) => [response_id, total + 1 + index]));
  const ids = [...number.keys()];
  const answers = await warehouse.query("SELECT * FROM answer WHERE response_id IN (SELECT unnest($ids))", { ids });
  const interactions = chosen.map(({ interaction_id }) => interaction_id);
  const legs = await warehouse.query("SELECT * FROM leg WHERE interaction_id IN (SELECT unnest($interactions))", {
    interactions,
  });
  await warehouse.transaction(async (tx) => {
    await tx.put(
      "response",
      chosen.map((row) => {
        const change_id = number.get(row.response_id);
        return {
          ...row,
          change_id,
          changed_at,
          answers_change_id: change_id,
          legs_change_id: change_id,
          legs_changed_at: changed_at,
        };
      }),
    );
    await tx.put(
      "answer",
      answers.map((row) => ({ ...row, change_id: number.get(row.response_id), changed_at })),
    );
    await tx.put(
      "leg",
      legs.map((row) => ({ ...row, change_id: total + chosen.length })),
    );
    await tx.run("UPDATE change_counter SET last = $last", { last: total + chosen.length });
  });
  return { after: total, until: total + chosen.length };
}

async function measure(warehouse, kind, stretch) {
  const times = [];
  let read = 0;
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    read = 0;
    for await (const batch of rows(warehouse, { rows: kind, changes: stretch })) read += batch.length;
    times.push(performance.now() - started);
  }
  return { read, time: Math.min(...times) };
}

const measured = new Map();
try {
  for (const total of sizes) {
    const opened = await open(total);
    const stretch = await change(opened, total);
    for (const kind of kinds) measured.set(`${kind} ${total}`, await measure(opened.warehouse, kind, stretch));
    await opened.warehouse[Symbol.asyncDispose]();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const [small, large] = sizes;
const cell = (kind, total) => measured.get(`${kind} ${total}`);
const lines = kinds.map((kind) => {
  const [one, other] = [cell(kind, small), cell(kind, large)];
  return `| ${kind} | ${one.read} | ${one.time.toFixed(1)} ms | ${other.read} | ${other.time.toFixed(1)} ms | ${(other.time / one.time).toFixed(2)} |`;
});
writeSection(
  "Increments",
  `${measuredWith("node bench/changes.mjs")} ${changes} responses changed, anywhere in the warehouse; the fastest of ${rounds} readings, since the machine was shared.

| rows | of ${small.toLocaleString("en")}: rows read | time | of ${large.toLocaleString("en")}: rows read | time | ratio |
|---|---:|---:|---:|---:|---:|
${lines.join("\n")}`,
);
