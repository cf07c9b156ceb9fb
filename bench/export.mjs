// `node bench/export.mjs [responses]`: fills a warehouse with synthetic responses (200,000 by default), exports it to
// each format in a process of its own, and prints rows a second and the memory when each quarter was read: flat?
import { spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { compile, root } from "../scripts/prepare.mjs";

const room = (name) => import(join(root, "dist", name, "index.js"));
const [first, place, out] = process.argv.slice(2);

/** One response as a sync leaves it, with four answers and one leg: some 2.5 kB. */
function responseOf(number, total) {
  const id = (kind) => `${kind}${(number * 2_654_435_761).toString(16).padStart(13, "0")}-0000-4000-8000-000000000000`;
  // Newest first, as a sync reads; one in five is still open.
  const submitted = new Date(Date.UTC(2026, 10, 1) - (number / total) * 365 * 86_400_000).toISOString();
  const open = number % 5 === 0;
  const key = { organization_id: "org", response_id: id("r") };
  const answers = ["How satisfied are you?", "Would you recommend us?", "Was it solved?", "Anything else?"].map(
    (question, position) => ({
      question_id: id(`q${position}`),
      question_context_id: id(`c${position}`),
      group: "Satisfaction",
      question,
      type: position === 3 ? "freeTextQuestion" : "multipleChoiceQuestion",
      role: position === 0 ? "csat" : "other",
      answer: position === 3 ? `words ${number} `.repeat(number % 20) : "Very satisfied",
      value: position === 3 ? null : number % 6,
      scale_min: 0,
      scale_max: 5,
      satisfaction: null,
      satisfied: null,
      comment: null,
      not_applicable: false,
      headline: false,
    }),
  );
  const leg = {
    agent_id: `a${number % 200}`,
    agent_name: `Agent ${number % 200}`,
    queue_id: `q${number % 20}`,
    queue_name: `Queue ${number % 20}`,
    talk_seconds: number % 900,
    hold_seconds: 0,
    acw_seconds: 21.5,
  };
  const response = {
    ...key,
    source: "survey",
    interaction_id: id("i"),
    survey_type: "Web",
    status: open ? "Sent" : "Finished",
    form_id: id("f"),
    form_name: "Post-call CSAT",
    submit_date: open ? null : submitted,
    agent_id: leg.agent_id,
    agent_name: leg.agent_name,
    queue_id: leg.queue_id,
    queue_name: leg.queue_name,
    csat_score: (number % 6) / 5,
    satisfied: number % 6 > 3,
    comment: answers[3].answer,
    csat_scores: JSON.stringify(Object.fromEntries(answers.map(({ question, value }) => [question, value]))),
    answers: JSON.stringify(answers),
    divisions: '["Home"]',
    media_type: "voice",
    direction: "inbound",
    interaction_start: submitted,
    interaction_end: submitted,
    duration_seconds: 929.9,
    talk_seconds: leg.talk_seconds,
    transfers: 0,
    wrap_up: '["Resolved"]',
    agents: JSON.stringify([{ ...leg, wrap_up: ["Resolved"] }]),
    linked: true,
    genesys_url: `https://apps.mypurecloud.com/directory/#/engage/admin/interactions/${id("i")}`,
    settled: !open,
    ...{ deleted: false, retracted: false, calibration: false, redacted: false, listed: true },
  };
  return {
    response,
    leg: { organization_id: "org", interaction_id: response.interaction_id, position: 0, ...leg, wrap_up: "[]" },
    answers: answers.map(({ group, value, ...answer }, position) => ({
      ...{ ...key, position, question_group: group, value, lead: position === 0 },
      ...answer,
    })),
  };
}

/** The first ten thousand are put; the rest are copies of them with other ids, each ten thousand older than the last. */
async function fill(file, total) {
  const { openWarehouse } = await room("warehouse");
  const warehouse = await openWarehouse(file);
  const made = Array.from({ length: Math.min(10_000, total) }, (_, index) => responseOf(index, total));
  await warehouse.transaction(async (tx) => {
    await tx.put(
      "response",
      made.map(({ response }) => response),
    );
    await tx.put(
      "answer",
      made.flatMap(({ answers }) => answers),
    );
    await tx.put(
      "leg",
      made.map(({ leg }) => leg),
    );
  });
  const older = `submit_date - to_seconds(CAST($copy AS BIGINT) * ${Math.round((10_000 / total) * 365 * 86_400)})`;
  const other = (column) => `md5(${column} || $copy) AS ${column}`;
  const copies = {
    response: `SELECT * REPLACE (${other("response_id")}, ${other("interaction_id")}, ${older} AS submit_date) FROM response`,
    answer: `SELECT * REPLACE (${other("response_id")}) FROM answer`,
    leg: `SELECT * REPLACE (${other("interaction_id")}) FROM leg`,
  };
  const first = { response: "response_id LIKE 'r%'", answer: "response_id LIKE 'r%'", leg: "interaction_id LIKE 'i%'" };
  for (let copy = 1; copy < total / 10_000; copy++) {
    await warehouse.transaction(async (tx) => {
      for (const [table, select] of Object.entries(copies)) {
        const parameters = { copy: `${copy}` };
        await tx.run(`INSERT INTO ${table} ${select} WHERE ${first[table]}`, parameters);
      }
    });
  }
  await warehouse[Symbol.asyncDispose]();
}

const exports = {
  parquet: (room, stored, columns, file) => room.writeParquet(stored, columns, file),
  csv: (room, rows, columns, file) =>
    pipeline(room.toText("csv", rows, columns, { cuts: { count: 0 }, lineEnd: "\r\n" }), createWriteStream(file)),
  ndjson: (room, rows, columns, file) => pipeline(room.toText("ndjson", rows, columns), createWriteStream(file)),
  xlsx: (room, rows, columns, file) =>
    room.writeXlsx(rows, createWriteStream(file), { columns, name: "responses", cuts: { count: 0 } }),
};

/** Exports in this process, and prints what it took. */
async function run(format, kind, total) {
  const [exporting, { openReader }] = await Promise.all([room("export"), room("warehouse")]);
  const reader = await openReader(place, { memoryLimit: "256MB" });
  const selection = { rows: kind };
  const sheet = format === "csv" || format === "xlsx";
  const columns = sheet ? exporting.sheetColumns(selection) : exporting.chosenColumns(selection);
  const source =
    format === "parquet"
      ? exporting.storedRows(reader, selection, columns)
      : exporting.rows(reader, { ...selection, columns: columns.map(({ name }) => name) });
  const quarters = [];
  let count = 0;
  async function* watched() {
    for await (const batch of source) {
      count += batch.length;
      if (count >= ((quarters.length + 1) * total) / 4) quarters.push(process.memoryUsage.rss());
      yield batch;
    }
  }
  const started = performance.now();
  const used = process.cpuUsage();
  await exports[format](exporting, watched(), columns, out);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  await reader[Symbol.asyncDispose]();
  const peak = process.resourceUsage().maxRSS / 1024;
  const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(0).padStart(4);
  console.log(
    `${kind.padEnd(9)} ${format.padEnd(7)} ${String(count).padStart(8)} rows ${seconds.toFixed(1).padStart(6)} s ` +
      `${Math.round(count / seconds)
        .toString()
        .padStart(
          6,
        )} rows/s ${((user + system) / 1000 / count).toFixed(3)} ms CPU a row  MB at each quarter ${quarters.map(megabytes).join(" ")}, ` +
      `peak ${peak.toFixed(0)}; file ${megabytes(statSync(out).size).trim()} MB`,
  );
}

if (first?.includes(":")) {
  const [format, kind, total] = first.split(":");
  await run(format, kind, Number(total));
} else {
  if (compile() !== 0) process.exit(1);
  const total = Number(first ?? 200_000);
  const folder = mkdtempSync(join(tmpdir(), "afterword-bench-"));
  const file = join(folder, "bench.duckdb");
  const started = performance.now();
  await fill(file, total);
  console.log(`${total} responses, 4 answers each, stored in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const responses = ["parquet:responses", "csv:responses", "ndjson:responses", "xlsx:responses"];
  for (const job of [...responses, "parquet:answers", "csv:answers", "csv:legs"]) {
    const rows = job.endsWith(":answers") ? total * 4 : total;
    const child = spawn(
      process.execPath,
      [fileURLToPath(import.meta.url), `${job}:${rows}`, file, join(folder, "out")],
      { stdio: "inherit" },
    );
    const code = await new Promise((resolve) => child.on("close", resolve));
    if (code !== 0) process.exitCode = 1;
  }
  rmSync(folder, { recursive: true, force: true });
}
