import { expect, onTestFinished, test } from "vitest";
import { day, hour, isoTime } from "../../src/base/index.ts";
import { report, reportHtml, reportMarkdown } from "../../src/library/index.ts";
import { defaultSync, rebuild } from "../../src/sync/index.ts";
import { openSandboxed, present } from "../servers/sandboxed.ts";
import { openServed, type Served } from "../servers/served.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

const pieces = [
  "jane.doe@example.org",
  "+49 30 90182-0",
  "0170\u00a0765\u20094321",
  "4111 1111 1111 1111",
  "DE89 3704 0044 0532 0130 00",
  "2001:db8::8a2e:370:7334",
  "KD-998877",
] as const;
const written = `First line: ${pieces.join("; ")} — and 10/10 for order 4711-0815 of 24.12.2025.`;
const redacted =
  "First line: [e-mail]; [phone]; [phone]; [card]; [IBAN]; [IP address]; [customer number] — and 10/10 for order 4711-0815 of 24.12.2025.";
const patterns = { "customer number": "\\bKD-\\d{6}\\b" };
const redaction = { kinds: ["e-mail", "phone", "card", "iban", "ip"], patterns } as const;
const today = Math.floor(present / day);
const cases = [
  {
    start: (today - 3) * day + 9 * hour,
    ...{ queue: "Billing", agent: "Ben Okafor" },
    survey: { score: 1, comment: written },
    evaluation: { score: 5, comment: written },
  },
];

async function everyText({ warehouse }: Synced): Promise<string> {
  const tables = ["document", "problem", "response", "answer", "csat_response", "csat_change"];
  const stored = [];
  for (const table of tables) stored.push(await warehouse.query(`SELECT * FROM ${table}`));
  return JSON.stringify(stored);
}

const scoresOf = ({ warehouse }: Synced) =>
  warehouse.query("SELECT response_id, csat_score, nps_score, total_score FROM response ORDER BY response_id");

test("what is taken out of free texts is in no table or document, and no answer is lost", async () => {
  await using synced = await openSynced({ perDay: 4, days: 5, cases });
  // As an earlier version has stored it.
  await synced.sync({ since: present - 5 * day, redaction: { kinds: [], patterns: {} } });
  const [before, scores] = [await everyText(synced), await scoresOf(synced)];
  for (const piece of pieces) expect(before).toContain(piece);
  const [feed] = await synced.warehouse.query("SELECT last FROM change_counter");
  const spent = synced.sandbox.requests.length;

  await rebuild(synced.warehouse, defaultSync().definition, {
    clock: synced.clock,
    redaction,
  });
  expect(synced.sandbox.requests.length).toBe(spent);
  const after = await everyText(synced);
  for (const piece of pieces) expect(after).not.toContain(piece);
  expect(await scoresOf(synced)).toEqual(scores);
  const comments = await synced.warehouse.query(
    "SELECT comment FROM csat_response WHERE position('First line' IN comment) > 0",
  );
  expect(comments.map(({ comment }) => comment)).toEqual([redacted, redacted]);
  // Copies hear of it.
  const changed = await synced.warehouse.query("SELECT response_id FROM csat_change WHERE change_id > $last", {
    last: feed?.["last"] ?? null,
  });
  expect(changed).toHaveLength(2);

  // What is read again is redacted on the way in, and changes nothing.
  await synced.sync({ since: present - 5 * day, redaction });
  expect(await scoresOf(synced)).toEqual(scores);
  expect(
    await synced.warehouse.query("SELECT comment FROM csat_response WHERE position('First line' IN comment) > 0"),
  ).toEqual(comments);
});

/** Everything that the live page is given in which a comment may stand. */
async function everyAnswer(served: Served, range: { readonly from: number; readonly to: number }, interaction: string) {
  const [from, to] = [isoTime(range.from), isoTime(range.to)];
  const about = `from=${from}&to=${to}`;
  const paths = [
    ...["responses", "answers"].map((kind) => `/api/rows?${about}&rows=${kind}`),
    ...["json", "csv"].map((format) => `/api/export?${about}&format=${format}`),
    `/api/export?${about}&format=ndjson&rows=answers`,
    `/api/interactions/${interaction}`,
  ];
  const answers = [];
  for (const path of paths) answers.push(await served.ask(path));
  return answers;
}

test("a report, its file and the live page show the placeholder, and no name of a customer is stored anywhere", async () => {
  await using synced = await openSynced({ perDay: 4, days: 5, cases });
  await synced.sync({ since: present - 5 * day, redaction });
  const range = { from: (today - 3) * day, to: (today - 2) * day };
  const made = await report(synced.warehouse, { filter: { range }, now: present });
  const shown = [JSON.stringify(made), reportMarkdown(made), await reportHtml(made)];
  for (const text of shown) {
    // Markdown escapes the brackets.
    expect(text.replaceAll("\\", "")).toContain("[e-mail]");
    for (const piece of pieces) expect(text).not.toContain(piece);
  }
  const served = await openServed(synced.warehouse, synced.clock);
  onTestFinished(() => served.close());
  const [row] = await synced.warehouse.query(
    "SELECT interaction_id FROM csat_response WHERE position('First line' IN comment) > 0",
  );
  for (const { status, text } of await everyAnswer(served, range, String(row?.["interaction_id"]))) {
    expect([status, text]).toEqual([200, expect.stringContaining("[e-mail]")]);
    for (const piece of pieces) expect(text).not.toContain(piece);
  }
  // As the sandbox calls customers, in every field in which Genesys may put a name.
  expect(await everyText(synced)).not.toMatch(/Quill \d/);
});

test("extract takes the same out of what it prints", async () => {
  await using org = await openSandboxed({ perDay: 0, days: 5, cases });
  const { records } = await org.extract({ redaction });
  expect(records.map(({ comment }) => comment)).toEqual([redacted, redacted]);
  const answers = records.flatMap((record) => record.answers.map(({ answer }) => answer));
  expect(answers).toContain(redacted);
  for (const piece of pieces) expect(JSON.stringify(records)).not.toContain(piece);
  const { records: asWritten } = await org.extract({ redaction: { kinds: [], patterns: {} } });
  expect(asWritten.map(({ comment }) => comment)).toEqual([written, written]);
});
