import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { minute, second } from "../../base/index.ts";
import { createLine } from "../screen/progress.ts";
import { createLog } from "./log.ts";
import { type LogOptions, readLogOptions } from "./options.ts";
import { toEntries } from "./raw-lines.ts";

const text: LogOptions = { format: "text", quiet: false };
const json: LogOptions = { format: "json", quiet: false };

function open(options: LogOptions, screen: { readonly isTTY?: boolean; readonly columns?: number } = {}) {
  let written = "";
  const stderr = {
    ...screen,
    write(piece: string) {
      written += piece;
    },
  };
  const log = createLog(stderr, { ...options, runId: "run-1", now: () => Date.now() });
  return {
    log,
    written: () => written,
    entries: () =>
      written
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
  };
}

beforeEach(() => void vi.useFakeTimers({ now: Date.parse("2026-03-31T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

describe("a log", () => {
  test("for people: a sentence a line, what to do next below it, no escapes", () => {
    const { log, written } = open(text);
    log.info("done", "Read\u001b[2J it.\nAll.", { counts: { read: 2 } });
    log.error("failed", "No.", { hint: "Do this.\nThen that." });
    log.fact("ended");
    expect(written()).toBe("Read[2J it. All.\nNo.\nDo this.\nThen that.\n");
  });

  test("for programs: one object a line, with time, run, level, event, counts", () => {
    const { log, entries } = open(json, { isTTY: true });
    log.info("done", "Read it.\nAll.", { counts: { read: 2 } });
    log.of({ runId: "run-2", prefix: () => "10:00 " }).warning("missing", "Teams are missing.");
    log.fact("ended", { exit_code: 0 });
    const time = "2026-03-31T10:00:00.000Z";
    expect(entries()).toEqual([
      { time, run_id: "run-1", level: "info", event: "done", message: "Read it.\nAll.", counts: { read: 2 } },
      { time, run_id: "run-2", level: "warning", event: "missing", message: "Teams are missing." },
      { time, run_id: "run-1", level: "info", event: "ended", exit_code: 0 },
    ]);
  });

  test.each([text, json])("quiet, as %j: warnings and errors alone", (options) => {
    const { log, written } = open({ ...options, quiet: true });
    log.info("done", "A");
    log.fact("ended");
    log.warning("missing", "B");
    log.error("failed", "C");
    expect(written().trimEnd().split("\n")).toHaveLength(2);
    expect(written()).not.toContain('"A"');
  });

  test("of whoever writes to standard error directly is made of entries, too", () => {
    const { log, entries } = open(json);
    const raw = toEntries(log);
    raw.write("One line\nanother");
    raw.write(" line\n\n");
    expect(entries().map(({ message }) => message)).toEqual(["One line", "another line"]);
  });
});

test.each<[string[], LogOptions]>([
  [["sync"], text],
  [["sync", "--log", "json"], json],
  [["sync", "--log=json", "--nonsense"], json],
  [["sync", "--log", "json", "--log", "text"], text],
  [["sync", "--log"], text],
  [["sync", "--quiet", "--log", "json"], { format: "json", quiet: true }],
  [["sync", "--", "--quiet", "--log", "json"], text],
])("%j is a log %j", (args, options) => expect(readLogOptions(args)).toEqual(options));

describe("where nobody watches a terminal", () => {
  const line = (options: LogOptions, screen = {}) => {
    const opened = open(options, screen);
    let derived = 0;
    const drawn = createLine(
      opened.log,
      () => Date.now(),
      () => ({ message: `derived ${derived}`, counts: { derived } }),
    );
    const derive = (): void => {
      derived += 1;
      drawn.draw();
    };
    return { ...opened, line: drawn, derive };
  };
  const lines = (written: string): string[] => written.split("\n").slice(0, -1);

  test.each([
    ["nothing happens", () => {}],
    ["much happens", (derive: () => void) => derive()],
  ])("a line a minute at least shows life while %s", (_, happen) => {
    const { written, derive, line: drawn } = line(text);
    const times: number[] = [Date.now()];
    for (let passed = 0; passed < 20 * minute; passed += second) {
      const before = lines(written()).length;
      happen(derive);
      vi.advanceTimersByTime(second);
      if (lines(written()).length > before) times.push(Date.now());
    }
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.max(...pauses)).toBeLessThanOrEqual(minute);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(45 * second);
    drawn.clear();
    const { length } = lines(written());
    vi.advanceTimersByTime(5 * minute);
    expect(lines(written())).toHaveLength(length);
  });

  test("also while it waits for the rate limit, and says so", () => {
    const { line: drawn, entries } = line(json);
    drawn.wait(100);
    vi.advanceTimersByTime(2 * minute);
    expect(entries()).toMatchObject([
      { event: "progress", message: "derived 0 · waiting 50 s for the rate limit", waiting_seconds: 50 },
      { event: "progress", message: "derived 0", counts: { derived: 0 } },
    ]);
    drawn.clear();
  });

  test("no such line is written quietly, and none is drawn over a log of JSON on a terminal", () => {
    for (const options of [
      { ...text, quiet: true },
      { ...json, quiet: true },
    ]) {
      const { line: drawn, written, derive } = line(options, { isTTY: true, columns: 80 });
      derive();
      vi.advanceTimersByTime(5 * minute);
      drawn.clear();
      expect(written()).toBe("");
    }
    const { derive, line: drawn, entries } = line(json, { isTTY: true, columns: 80 });
    derive();
    vi.advanceTimersByTime(minute);
    drawn.clear();
    expect(entries()).toHaveLength(1);
  });
});
