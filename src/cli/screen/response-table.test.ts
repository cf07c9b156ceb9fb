import stringWidth from "string-width";
import { expect, test } from "vitest";
import type { CsatRecord } from "../../csat/index.ts";
import { tableColumns, toTable } from "./response-table.ts";

const style = { columns: 100, colour: false, timeZone: "Asia/Tokyo" };
// What a table shows of a record; the rest plays no part here.
const usual: Partial<CsatRecord> = {
  submit_date: "2026-03-05T20:15:00.000Z",
  source: "survey",
  agent_name: "Yuri N",
  queue_name: null,
  media_type: "voice",
  duration_seconds: 929.9,
  csat_score: 0.75,
  evaluator_csat_score: null,
  nps_score: null,
  comment: null,
};
const record = (shown: Partial<CsatRecord>): CsatRecord => Object.assign({} as CsatRecord, usual, shown);

test("times stand in the time zone, unknown things as a dash, scores on 0 to 1", () => {
  expect(toTable([record({})], style).split("\n")[1]).toBe(
    "2026-03-06 05:15  survey  Yuri N  –      voice   15:30  0.75    –",
  );
  expect(toTable([record({ duration_seconds: 58_972 })], style)).toContain("16:22:52");
});

test("every line fits, in any script, and no letter is halved", () => {
  const comments = ["満足しています".repeat(20), "👩‍👩‍👧‍👦".repeat(40), "long ".repeat(50), "e\u0301".repeat(90)];
  const lines = toTable(
    comments.map((comment) => record({ comment, agent_name: comment })),
    style,
  )
    .trimEnd()
    .split("\n");
  for (const line of lines) expect(stringWidth(line)).toBeLessThan(style.columns);
  expect(lines.slice(1).every((line) => line.endsWith("…"))).toBe(true);
});

test("a short line has no place for source and media, and cuts names before it wraps", () => {
  const long = { agent_name: "Bartholomew Featherstonehaugh", queue_name: "Technical Support North", nps_score: 9 };
  const [header = "", line = ""] = toTable([record({ ...long, comment: "Quick" })], { ...style, columns: 80 }).split(
    "\n",
  );
  expect(header.split(/ +/)).toEqual(["submitted", "agent", "queue", "length", "CSAT", "NPS", "comment"]);
  expect(line).toMatch(/^2026-03-06 05:15 {2}Bartholomew F… {2}Technical Sup… +15:30 +0\.75 +9 {2}Quick$/);
  expect(stringWidth(line)).toBeLessThan(80);
});

test("text cannot move the cursor or break the line", () => {
  const table = toTable(
    [record({ comment: "\u001b[2J\rgone\nnext\u202e", agent_name: "\u0007\u001b]0;title\u0007" })],
    style,
  );
  expect(table.trimEnd().split("\n")).toHaveLength(2);
  expect(table).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});

test("an id that was asked for is never cut", () => {
  const id = "1bc96a39-6725-40c4-9345-db72aa67b8c6";
  const columns = tableColumns({ rows: "responses", columns: ["response_id", "agent_name", "interaction_id"] });
  const row = { response_id: id, agent_name: "Bartholomew Featherstonehaugh the Younger", interaction_id: id };
  expect(toTable([row], { ...style, columns: 60 }, columns).split("\n")[1]).toBe(`${id}  Bartholomew…  ${id}`);
});
