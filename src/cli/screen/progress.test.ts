import { expect, test } from "vitest";
import { createLog } from "../log/log.ts";
import { createProgressLine } from "./progress.ts";

function watch(isTTY: boolean) {
  let time = 0;
  let written = "";
  const write = (text: string) => {
    written += text;
  };
  const options = { format: "text", quiet: false, runId: "run", now: () => time } as const;
  const line = createProgressLine(createLog({ isTTY, columns: 60, write }, options), () => time);
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { line, pass, written: () => written };
}

test("shows how far it is and that it waits, and disappears at the end", () => {
  const { line, pass, written } = watch(true);
  line.update({ found: 3, fetched: 1, linked: 2, requests: 9 });
  expect(written()).toMatch(/found 3 · fetched 1 · linked 2 · 9 requests$/);
  line.wait(12);
  expect(written()).toMatch(/waiting 12 s/);
  pass(12_000);
  line.update({ requests: 10 });
  expect(written()).toMatch(/10 requests$/);
  line.clear();
  expect(written()).toMatch(/\r\u001b\[2K$/);
});

test("never longer than the line, and not redrawn at every step", () => {
  const { line, written } = watch(true);
  for (let requests = 1; requests <= 50; requests++) line.update({ requests: requests * 1e9 });
  expect(written().split("\r").length).toBeLessThanOrEqual(3);
  for (const drawn of written().split("\r\u001b[2K")) expect(drawn.length).toBeLessThan(60);
  line.clear();
});

test("nothing of a short run where no one watches", () => {
  const { line, written } = watch(false);
  line.update({ found: 3 });
  line.wait(5);
  line.clear();
  expect(written()).toBe("");
});
