import stringWidth from "string-width";
import { expect, test } from "vitest";
import { toGrid } from "./grid.ts";

test("sentences stand whole under their rows, in lines that fit the terminal", () => {
  const reason = "Analytics counts no text of most, so that any of them may have one. ".repeat(3).trim();
  const columns = [{ title: "form" }, { title: "why", below: true }, { title: "responses", right: true }];
  const cells = [
    ["Post-call", `${reason}\n`, "120"],
    ["", "", ""],
    ["Web", "", "7"],
    ["", "Last.", ""],
  ];
  const grid = toGrid(columns, cells, { columns: 60, colour: false });
  const lines = grid.slice(0, -1).split("\n");
  expect(lines.filter((line) => stringWidth(line) > 60)).toEqual([]);
  expect(lines[0]).toMatch(/^form +responses$/);
  expect(
    lines
      .slice(2, -4)
      .map((line) => line.trim())
      .join(" "),
  ).toBe(reason);
  expect(lines.slice(-4).map((line) => line.trim().replace(/ +/g, " "))).toEqual(["", "Web 7", "", "Last."]);
});
