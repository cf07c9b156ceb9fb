import { expect, test } from "vitest";
import { emptyReport, figure, hidden } from "../../test/invented-report.ts";
import type { Reader } from "../warehouse/index.ts";
import type { ReportDocument } from "./document.ts";
import { reportMarkdown } from "./markdown.ts";
import { protect } from "./protect-report.ts";

/** Only teams are asked for again. */
const nobody: Reader = {
  query: () => Promise.reject(new Error("Nothing is to be asked.")),
  stream: () => {
    throw new Error("Nothing is to be asked.");
  },
};
const shown = (given: Partial<ReportDocument>): Promise<ReportDocument> =>
  protect({ ...emptyReport, agents: "pseudonym", ...given }, nobody, {});

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

test("counts of few responses are not known, those of enough are told", async () => {
  const few = await shown({ responses: 9, interactions: 9, partial: 1, evaluations: 3 });
  expect(few).toMatchObject({ responses: null, interactions: null, partial: null, evaluations: null });
  const counts = { responses: 10, interactions: 10, partial: 1, evaluations: 10 };
  expect(await shown(counts)).toMatchObject(counts);
  expect(await shown({})).toMatchObject({ responses: 0, evaluations: 0 });
});
