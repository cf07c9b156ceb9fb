import { expect, test } from "vitest";
import { day, minute } from "../../base/index.ts";
import { createLog } from "../log/log.ts";
import { createSyncLine } from "./sync-progress.ts";

const nothing = { step: "", found: 0, fetched: 0, linked: 0, derived: 0, left: 0, whole: 0 };

function watch(isTTY: boolean) {
  let time = 0;
  let written = "";
  const write = (text: string) => {
    written += text;
  };
  const options = { format: "text", quiet: false, runId: "run", now: () => time } as const;
  const line = createSyncLine(createLog({ isTTY, columns: 120, write }, options), () => time);
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { line, pass, last: () => written.split("\r\u001b[2K").at(-1), written: () => written };
}

test("shows the step, its share, the rest of its time and the rate", () => {
  const { line, pass, last } = watch(true);
  line.update(nothing);
  expect(last()).toBe("starting · found 0 · read 0 · linked 0 · 0 requests, 0/min");
  pass(1_000);
  line.update({ ...nothing, step: "surveys", left: 90 * day, whole: 90 * day });
  expect(last()).toMatch(/^surveys 0 % · /);
  for (let request = 0; request < 300; request++) line.request();
  pass(minute);
  line.update({ ...nothing, step: "surveys", found: 400, fetched: 300, left: 60 * day, whole: 90 * day, derived: 12 });
  expect(last()).toBe(
    "surveys 33 %, 2 min left · found 400 · read 300 · linked 0 · rows of 12 · 300 requests, 295/min",
  );
  pass(minute);
  line.update({ ...nothing, step: "evaluations", left: 89 * day, whole: 90 * day });
  expect(last()).toMatch(/^evaluations 1 % · /);
  line.wait(12);
  expect(last()).toMatch(/waiting 12 s for the rate limit$/);
  line.clear();
  expect(last()).toBe("");
});

test("nothing of a short run where no one watches", () => {
  const { line, written } = watch(false);
  line.update(nothing);
  line.request();
  line.wait(3);
  line.clear();
  expect(written()).toBe("");
});
