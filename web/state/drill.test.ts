import fc from "fast-check";
import { expect, test } from "vitest";
import { readAddress } from "./address.ts";
import { answersBehind, behind, drill, ofGroup } from "./drill.ts";
import { readQuery, singleOf, valuesOf } from "./query.ts";

const query = readQuery("since=90d&media=voice&measure=overall&text=no&order=lowest");

test("a group of any name is asked for by just this name, or is no link", () => {
  const name = fc.string({ unit: fc.constantFrom("a", "B", ",", '"', " ", "ü", "=", "&", "%") });
  fc.assert(
    fc.property(name, (id) => {
      const own = ofGroup(query, "team", id);
      if (own === null) expect(id.trim() === "" || id.includes('"')).toBe(true);
      else expect(valuesOf(readAddress(drill(own, "nps")).query, "team")).toEqual([id]);
    }),
    { seed: 3 },
  );
});

test("a group narrows its own filter and leaves the others, and a question takes the place of its measure", () => {
  const own = ofGroup(readQuery("queue=a&queue=b&media=voice"), "queue", "b");
  expect(own && drill(own, "csat:5")).toBe("/responses?media=voice&queue=b&figure=csat%3A5");
  expect(singleOf(ofGroup(query, "question", "q") ?? [], "measure")).toBeNull();
  expect(ofGroup(query, "direction", "inbound")).toBeNull();
  expect(ofGroup(query, "queue", null)).toBeNull();
});

test("what is withheld, not known or nothing is no link, and neither are answers to several questions", () => {
  for (const n of [null, undefined, 0]) expect(behind(query, n, "nps")).toBeNull();
  expect(behind(query, 3, null)).toBeNull();
  expect(answersBehind(readQuery("question=a&question=b"), 3, "nps")).toBeNull();
  expect(answersBehind(readQuery("question=a"), 3, "nps")).toEqual({ n: 3, to: "/responses?question=a&figure=nps" });
});
