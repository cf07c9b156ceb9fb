import { describe, expect, test } from "vitest";
import { UsageError } from "../base/index.ts";
import { flag, once, readQuery } from "./query.ts";

const read = (query: string) => readQuery(new URLSearchParams(query));

test("what is left out has the defaults of the flags", () =>
  expect(read("")).toEqual({ source: "all", basis: "completed", rule: "genesys", compare: "previous" }));

test("every key of the grammar", () => {
  const query =
    "since=7d&source=surveys&media=voice&queue=Billing&agent=a&team=t&division=d&form=f&question=q&measure=m&score=0..0.5" +
    "&linked&unlinked=false&basis=sent&rule=last&by=wrap-up&compare=year&pool=true&min=10";
  expect(read(query)).toEqual({
    ...{ since: "7d", source: "surveys", media: ["voice"], queue: ["Billing"], agent: ["a"], team: ["t"] },
    ...{ division: ["d"], form: ["f"], question: ["q"], measure: "m", score: "0..0.5", linked: true, unlinked: false },
    ...{ basis: "sent", rule: "last", by: "wrap-up", compare: "year", pool: true, min: 10 },
  });
});

test("a list takes repetition and commas, and quotes around a name with a comma", () =>
  expect(read('queue=Billing,Sales&queue="Care, gold"').queue).toEqual(["Billing", "Sales", "Care, gold"]));

test("a place may take keys of its own", () => {
  const own = { cursor: once((text) => text.length), all: flag };
  expect(readQuery(new URLSearchParams("cursor=abc&queue=x"), own)).toMatchObject({ cursor: 3, queue: ["x"] });
  expect(() => read("cursor=abc")).toThrow('There is no filter "cursor".');
});

describe("what cannot be read is refused by its key, without dashes", () => {
  test.each([
    ["quue=x", 'There is no filter "quue".', "Did you mean queue?"],
    ["constructor=x", 'There is no filter "constructor".', "There are since"],
    ["rule=last&rule=first", "rule is given 2 times.", "Give it once."],
    ["from=2026-01-01&from=2026-01-02", "from is given 2 times.", "Give it once."],
    ["rule=lst", 'rule is "lst".', "Did you mean last?"],
    ["source=survey", 'source is "survey".', "Did you mean surveys?"],
    ["queue=", "queue is blank.", "Give a value, or leave it out."],
    ["queue=a&queue=%20,", "queue is blank.", "Give a value, or leave it out."],
    ["since=", "since is blank.", "Give a value, or leave it out."],
    ["linked=yes", 'linked is "yes".', "Give true or false."],
    ["min=0", 'min is "0".', "Give a whole number"],
    ["min=1e3", 'min is "1e3".', "Give a whole number"],
  ])("%s", (query, message, hint) => {
    const refusal = (() => {
      try {
        return read(query);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal).toMatchObject({ message, hint: expect.stringContaining(hint) });
  });
});
