import { expect, test } from "vitest";
import { emptyReport, figure, group, hidden, nobody } from "../../test/invented-report.ts";
import type { Reader } from "../warehouse/index.ts";
import type { ReportDocument } from "./document.ts";
import { reportMarkdown } from "./markdown.ts";
import { protect } from "./protect-report.ts";
import { hiddenCoverage } from "./sections/figures.ts";
import { reportText } from "./text.ts";

/** Only teams are asked for again. */
const noReader: Reader = {
  query: () => Promise.reject(new Error("Nothing is to be asked.")),
  stream: () => {
    throw new Error("Nothing is to be asked.");
  },
};
const shown = (given: Partial<ReportDocument>): Promise<ReportDocument> =>
  protect({ ...emptyReport, agents: "pseudonym", ...given }, noReader, {});

const rate = (finished: number, delivered: number, open = 0) => ({
  ...figure(finished / delivered, delivered, 0.1, 0.9),
  ...{ finished, delivered, open, complete: open === 0, outside: { OptOut: 2 } },
});
const withheld = { ...hidden, finished: null, delivered: null, open: null, complete: false, outside: {} };

test("of a rate that is withheld nothing is told, and nothing is 0", async () => {
  const response_rate = rate(4, 9, 2);
  const { response_rate: told } = await shown({ response_rate });
  expect(told).toEqual(withheld);
});

test("nor of one channel that the whole and the other would give away", async () => {
  const channels = { web: rate(20, 90, 2), voice: rate(3, 9) };
  const document = await shown({ response_rate: rate(23, 99, 2), response_rate_by_channel: channels });
  expect(document.response_rate).toEqual(rate(23, 99, 2));
  expect(document.response_rate_by_channel).toEqual({ web: withheld, voice: withheld });
  expect(reportMarkdown(document, "en")).toContain("| Response rate: web | too few |");
});

test("coverage of few is withheld, with what would give it away, and so is the rate of the same surveys", async () => {
  const asked = (name: string, surveys: number, rated = surveys) =>
    group(name, {
      coverage: { value: surveys / 200, surveys, handled: 200 },
      response_rate: rated === 0 ? nobody : figure(0.5, rated),
    });
  const groups = [asked("many", 90), asked("some", 20, 18), asked("few", 4, 0), asked("none", 0)];
  const document = await shown({
    by: "queue",
    groups,
    coverage: { ...emptyReport.coverage, value: 0.14, surveys: 114, handled: 800 },
  });
  expect(document.groups?.map(({ coverage }) => coverage)).toEqual([
    ...[groups[0]?.coverage, hiddenCoverage, hiddenCoverage, groups[3]?.coverage],
  ]);
  expect(document.groups?.map(({ response_rate }) => response_rate.hidden === true)).toEqual([
    false,
    true,
    false,
    false,
  ]);
  expect(document.coverage.surveys).toBe(114);
  expect(reportText(document, { columns: 100, colour: false, language: "de" })).toMatch(/^many .* 45 % *$/m);
  expect(reportMarkdown(document, "en")).toMatch(/^\| many \|.*\| 45 %, 90 of 200 \|/m);
  const few = await shown({ coverage: { ...emptyReport.coverage, value: 0.3, surveys: 3, handled: 10 } });
  expect(few.coverage).toMatchObject(hiddenCoverage);
  expect(reportText(few, { columns: 100, colour: false, language: "en" })).toContain("too few contacts were asked");
});

test("counts of few responses are not known, those of enough are told", async () => {
  const few = await shown({ responses: 9, interactions: 9, partial: 1, evaluations: 3 });
  expect(few).toMatchObject({ responses: null, interactions: null, partial: null, evaluations: null });
  const counts = { responses: 10, interactions: 10, partial: 1, evaluations: 10 };
  expect(await shown(counts)).toMatchObject(counts);
  expect(await shown({})).toMatchObject({ responses: 0, evaluations: 0 });
});
