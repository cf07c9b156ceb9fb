import { parse } from "smol-toml";
import { expect, test } from "vitest";
import { settingLines } from "./forms-text.ts";

test("settings of one table are printed below one header, so that all of it can be pasted", () => {
  const about =
    "What it is about, in so many words that a narrow terminal breaks them: one, two, three, four and five.";
  const lines = settingLines(
    [
      { table: ["roles"], key: "one", value: "csat", about },
      { table: ["scales", "one"], key: "best", value: "low", about },
      { table: ["roles"], key: "two", value: "other", about },
      { table: ["scales", "one"], key: "satisfied_from", value: 4, about },
      { table: ["measures"], key: "overall", value: ["a".repeat(30), "b".repeat(30)], about },
    ],
    60,
  );
  expect(parse(lines)).toEqual({
    roles: { one: "csat", two: "other" },
    scales: { one: { best: "low", satisfied_from: 4 } },
    measures: { overall: ["a".repeat(30), "b".repeat(30)] },
  });
});
