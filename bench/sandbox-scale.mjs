// The sandbox at 100,000 interactions a day over 90 days, in a process of its own: first pages of every day, whole days,
// and hours of events, with the time they take and the sandbox's memory (from /proc, so on Linux). WHOLE_DAYS=10 by default.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { prepare, root } from "../scripts/prepare.mjs";

if (prepare() !== 0) process.exit(1);
const [days, perDay, wholeDays] = [90, Number(process.env.PER_DAY ?? 100_000), Number(process.env.WHOLE_DAYS ?? 10)];
const program = join(root, "dist", "cli", "main.js");
const sandbox = spawn(
  process.execPath,
  [program, "sandbox", "--limit", "off", "--days", `${days}`, "--per-day", `${perDay}`],
  { stdio: ["ignore", "pipe", "ignore"] },
);
const announced = await new Promise((resolve) => sandbox.stdout.once("data", resolve));
const { url, client_id, client_secret } = JSON.parse(announced.toString());

const login = await fetch(`${url}/oauth/token`, {
  method: "POST",
  headers: { authorization: `Basic ${btoa(`${client_id}:${client_secret}`)}` },
  body: new URLSearchParams({ grant_type: "client_credentials" }),
});
const { access_token } = await login.json();
const headers = { authorization: `Bearer ${access_token}`, "content-type": "application/json" };

/** The text of an answer and the milliseconds that it took. */
async function ask(path, body) {
  const started = performance.now();
  const response = await fetch(`${url}/api/v2/analytics${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return { text, took: performance.now() - started };
}

const memory = (name) =>
  Math.round(
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${sandbox.pid}/status`, "utf8"))[1]) / 1024,
  );
/** Milliseconds of processor time that the sandbox has used. */
function processor() {
  const fields = readFileSync(`/proc/${sandbox.pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
const ranked = (numbers) => {
  const sorted = [...numbers].sort((one, other) => one - other);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(0);
  return `${at(0.5)} ms median, ${at(0.95)} ms p95, ${at(1)} ms max`;
};
const print = (what, text) =>
  console.log(`${what}: ${text}; memory ${memory("VmRSS")} MB now, ${memory("VmHWM")} MB at most`);

const today = Math.floor(Date.now() / 86_400_000);
const interval = (on, hours) =>
  [on * 86_400_000, on * 86_400_000 + hours * 3_600_000].map((time) => new Date(time).toISOString()).join("/");
const page = (ago, pageNumber) =>
  ask("/conversations/details/query", {
    interval: interval(today - ago, 24),
    paging: { pageSize: 100, pageNumber },
  });

// Neighbours apart, so that no day profits from the one before.
const order = Array.from({ length: days }, (_, n) => (n * 37) % days);
const firsts = [];
const start = processor();
for (const ago of order) firsts.push((await page(ago, 1)).took);
console.log(`the very first page: ${firsts[0].toFixed(0)} ms`);
const perPage = ((processor() - start) / days).toFixed(1);
print(`first pages of ${days} days`, `${ranked(firsts)}, ${perPage} ms of processor time each`);

for (const kind of ["survey", "evaluation"]) {
  const before = processor();
  const took = [];
  for (let hour = 0; hour < 24; hour += 2) {
    const body = { alternateTimeDimension: "eventTime", groupBy: ["conversationId", `${kind}Id`] };
    const metrics = [kind === "survey" ? "nSurveyResponses" : "nEvaluations"];
    const from = today - 30 + hour / 24;
    took.push((await ask(`/${kind}s/aggregates/query`, { ...body, metrics, interval: interval(from, 1) })).took);
  }
  const each = Math.round((processor() - before) / took.length);
  print(`${took.length} hours of ${kind} events`, `${ranked(took)}, ${each} ms of processor time each`);
}

for (const ago of order.slice(0, wholeDays)) {
  const before = processor();
  const took = [];
  for (let number = 1; ; number += 1) {
    const { text, took: time } = await page(ago, number);
    if (!text.startsWith('{"conversations":[{')) break;
    took.push(time);
  }
  const each = ((processor() - before) / took.length).toFixed(1);
  print(`${took.length} pages of the day ${ago} days ago`, `${ranked(took)}, ${each} ms of processor time each`);
}
sandbox.kill();
