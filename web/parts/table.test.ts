import { expect, test } from "vitest";
import { type Column, sortRows } from "./table.tsx";

interface Row {
  readonly name: string;
  readonly change: number | null;
}

const rows: readonly Row[] = [
  { name: "b", change: null },
  { name: "a", change: 0.1 },
  { name: "ä", change: -0.2 },
  { name: "c", change: 0 },
];
const columns: readonly Column<Row>[] = [
  { key: "name", title: "Name", cell: ({ name }) => name, by: ({ name }) => name },
  { key: "change", title: "Change", cell: ({ change }) => change, by: ({ change }) => change },
  { key: "link", title: "Link", cell: () => null },
];

test.each([
  ["change", "äcab"],
  ["-change", "acäb"],
  ["name", "aäbc"],
  ["-name", "cbäa"],
  ["link", "baäc"],
  ["nothing of the kind", "baäc"],
  ["", "baäc"],
])("rows are sorted by %s, and what has no value stands last either way", (wanted, order) => {
  expect(
    sortRows(rows, columns, wanted)
      .map(({ name }) => name)
      .join(""),
  ).toBe(order);
});
