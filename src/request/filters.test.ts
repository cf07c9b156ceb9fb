import { describe, expect, test } from "vitest";
import { readFilter } from "./filters.ts";
import { readQuery } from "./query.ts";
import { readRange } from "./time-range.ts";
import { asIs, type Spelling } from "./words.ts";

const now = Date.parse("2026-03-30T12:00:00Z");
const measures = { overall: ["question-1", "question-2"] };

/** A filter with its range, as both ways of asking read it. */
const read = (query: string, spelt?: Spelling) => {
  const words = readQuery(new URLSearchParams(query));
  return { ...readFilter(words, { measures }, spelt), range: readRange(words, now, "UTC", spelt) };
};

test("a measure stands for its questions; surveys and evaluations are both sources unless one is named", () => {
  expect(read("measure=overall")).toMatchObject({ questions: measures.overall, sources: undefined });
  expect(read("source=evaluations&media=Voice,chat&score=0..0.25&unlinked")).toMatchObject({
    ...{ sources: ["evaluations"], media: ["voice", "chat"], scores: { from: 0, to: 0.25 }, linked: false },
  });
});

describe("a message spells a filter as it was given", () => {
  test.each([
    ["linked&unlinked", "linked cannot be combined with unlinked."],
    ["measure=overall&question=q", "measure cannot be combined with question."],
    ["measure=overal", 'measure: afterword.toml has no measure "overal".'],
    ["media=fax", 'media: unknown media "fax".'],
    ["score=1..0", 'score "1..0" is no range of satisfaction.'],
    ["since=7d&from=2026-03-01", "since cannot be combined with from or to."],
    ["to=2026-03-01", "to needs from."],
    ["since=soon", 'since "soon" is neither a length of time nor'],
    ["from=soon", 'from "soon" is not an ISO 8601 date or time.'],
    ["from=2026-03-30&to=2026-03-29", "is not before to ("],
  ])("%s", (query, message) => {
    expect(() => read(query, asIs)).toThrow(message);
    expect(() => read(query, asIs)).not.toThrow("--");
    expect(() => read(query)).toThrow(/^--/);
  });
});
