import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { recordColumns } from "../src/export/index.ts";

const page = readFileSync("docs/privacy.md", "utf8");

test.each(recordColumns.map(({ name }) => name))("docs/privacy.md says what %s is held for", (name) =>
  expect(page).toContain(`\`${name}\``),
);
