import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { recordColumns } from "../../src/export/index.ts";
import { describeFields } from "../../src/genesys/index.ts";
import { keptFields } from "../../src/sync/documents/kept-fields.ts";

const page = readFileSync("docs/privacy.md", "utf8");

test.each(recordColumns.map(({ name }) => name))("docs/privacy.md explains what %s is held for", (name) =>
  expect(page).toContain(`\`${name}\``),
);

/** Kinds of which the same is kept share a row. */
const rows = new Map<string, string[]>();
for (const [kind, schema] of Object.entries(keptFields)) {
  const fields = describeFields(schema).slice(2, -1) + (kind === "interaction" ? ", addresses [hashes]" : "");
  rows.set(fields, [...(rows.get(fields) ?? []), `\`${kind}\``]);
}

test.each([...rows].map(([fields, kinds]) => `| ${kinds.join(", ")} | ${fields} |`))(
  "docs/privacy.md prints the row %s",
  (row) => expect(page.split("\n")).toContain(row),
);
