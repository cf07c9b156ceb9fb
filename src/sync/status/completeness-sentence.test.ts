import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day, hour, type Interval } from "../../base/index.ts";
import { judge, type Known } from "./completeness-sentence.ts";

const now = Date.parse("2026-11-21T06:10:00Z");
const since = now - 90 * day;
const whole: Interval = { from: since, to: now - 10 * 60_000 };

const judged = (changes: Partial<Known>, timeZone = "UTC") =>
  judge(
    {
      since,
      now,
      covered: { surveys: [whole], evaluations: [whole] },
      underived: 0,
      missing: 0,
      open: 37,
      neverSettled: 2,
      compared: null,
      ...changes,
    },
    timeZone,
  );

describe("completeness in a sentence", () => {
  test("of a warehouse that has everything", () =>
    expect(judged({})).toEqual({
      completeTo: whole.to,
      gaps: [],
      sentence: "complete to 21 Nov 06:00; 37 surveys still open; 2 never settled",
    }));

  test("of one whose rows are being derived", () => {
    expect(judged({ underived: 1_200 }).sentence).toMatch(
      /^complete to 21 Nov 06:00; 1200 responses still to be derived; 37/,
    );
    expect(judged({ underived: 9, open: 0, neverSettled: 0 }).sentence).toMatch(/; 9 responses still to be derived$/);
    expect(judged({ underived: 1 }).sentence).toContain("; 1 response still to be derived; ");
  });

  test("in the time zone of its readers, across summer time", () => {
    expect(judged({}, "Europe/Berlin").sentence).toMatch(/^complete to 21 Nov 07:00;/);
    expect(judged({ now: now + 365 * day }, "Asia/Kolkata").sentence).toMatch(/^complete to 21 Nov 2026 11:30;/);
  });

  test("of one that holds nothing, or has no start", () => {
    const none = { surveys: [], evaluations: [] };
    for (const known of [{ covered: none }, { since: null, covered: none }])
      expect(judged(known)).toEqual({ completeTo: null, gaps: [], sentence: "nothing has been read yet" });
  });

  test("of one whose first sync was stopped: the newest was read first", () => {
    const half = { from: now - 20 * day, to: whole.to };
    const { completeTo, gaps, sentence } = judged({ covered: { surveys: [half], evaluations: [whole] } });
    expect([completeTo, gaps]).toEqual([null, [{ from: since, to: half.from }]]);
    expect(sentence).toMatch(
      /^from 23 Aug 06:10 to 1 Nov 06:10 not read yet; the rest complete to 21 Nov 06:00; 37 surveys/,
    );
  });

  test("of one with many gaps names the newest two", () => {
    const read = [90, 60, 30, 10].map((ago) => ({ from: now - ago * day, to: now - (ago - 5) * day }));
    const { completeTo, gaps, sentence } = judged({
      covered: { surveys: [...read, whole].slice(0, 4), evaluations: read },
    });
    expect([completeTo, gaps.length]).toEqual([now - 85 * day, 3]);
    expect(sentence).toMatch(/^from .* and from .*, and 1 more before that, not read yet; the rest complete to 16 Nov/);
  });

  test("of one of whose time no part was read of both sources", () => {
    const covered = { surveys: [{ from: now - day, to: now }], evaluations: [{ from: since, to: now - 2 * day }] };
    expect(judged({ covered }).sentence).toMatch(/^nothing has been read yet of both sources alike; surveys to 21 Nov/);
  });

  test("of a source that was not read, or stays behind", () => {
    expect(judged({ covered: { surveys: [whole], evaluations: [] } }).sentence).toBe(
      "complete to 21 Nov 06:00; evaluations not read; 37 surveys still open; 2 never settled",
    );
    expect(judged({ covered: { surveys: [], evaluations: [whole] } }).sentence).toBe(
      "complete to 21 Nov 06:00; surveys not read",
    );
    const behind = { from: since, to: now - 10 * day };
    expect(judged({ covered: { surveys: [whole], evaluations: [behind] } }).sentence).toMatch(
      /^complete to 11 Nov 06:10; surveys to 21 Nov 06:00; 37/,
    );
  });

  test("of one that lacks answers which Genesys lists", () => {
    expect(judged({ missing: 3 }).sentence).toMatch(/; answers of 3 responses missing; 37 surveys/);
    expect(judged({ missing: 1 }).sentence).toContain("; answers of 1 response missing; ");
  });

  test("of one that was compared with Genesys", () => {
    const compared = (lost: number, changes = {}) =>
      judged({ compared: { at: now, from: since + 2 * hour, lost, complete: lost === 0, ...changes } }).sentence;
    expect(compared(0)).toMatch(/; 2 never settled; nothing lost by Genesys' own counts on 21 Nov 06:10$/);
    expect(compared(1)).toMatch(/; 1 response lost by Genesys' own counts on 21 Nov 06:10$/);
    expect(compared(12)).toMatch(/; 12 responses lost by /);
    expect(compared(0, { from: now - 10 * day })).toMatch(/; nothing lost by .* on 21 Nov 06:10, since 11 Nov 06:10$/);
    expect(compared(0, { complete: false })).toMatch(/; compared only in part with .* on 21 Nov 06:10$/);
  });

  test("counts one survey as one", () => {
    expect(judged({ open: 1, neverSettled: 0 }).sentence).toMatch(/; 1 survey still open$/);
    expect(judged({ open: 0, neverSettled: 0 }).sentence).toMatch(/; no survey open$/);
  });
});

test("what it calls complete was read of every source that was read at all", () => {
  const stretches = fc.array(
    fc.tuple(fc.integer({ min: -5, max: 95 }), fc.integer({ min: 1, max: 40 })).map(([ago, length]) => ({
      from: now - ago * day,
      to: Math.min(now, now - (ago - length) * day),
    })),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(stretches, stretches, (surveys, evaluations) => {
      const { completeTo, gaps } = judged({ covered: { surveys, evaluations } });
      const read = [surveys, evaluations].filter(({ length }) => length > 0);
      const isRead = (time: number): boolean =>
        read.every((covered) => covered.some(({ from, to }) => from <= time && time < to));
      for (let time = since + hour; time < now; time += day / 2) {
        if (completeTo !== null && time < completeTo) expect(isRead(time)).toBe(true);
        if (gaps.some(({ from, to }) => from <= time && time < to)) expect(isRead(time)).toBe(false);
      }
    }),
  );
});
