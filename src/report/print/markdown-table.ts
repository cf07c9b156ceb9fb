import { plain } from "../../base/index.ts";

/** What Markdown or HTML would obey, in a text that is data. */
export const escaped = (text: string): string =>
  plain(text)
    .replace(/[\\`*_[\]#|~]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");

/** A column: its title, and whether it holds numbers. */
type Heading = string | { readonly title: string; readonly right: true };

/** A table with its cells as they are: the caller escapes data. Nothing where it has no rows. */
export function table(headings: readonly Heading[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  const titles = headings.map((heading) => (typeof heading === "string" ? heading : heading.title));
  const rules = headings.map((heading) => (typeof heading === "string" ? "---" : "---:"));
  return line(titles) + line(rules) + rows.map(line).join("");
}

/** Headings of numbers. */
export const numeric = (...titles: readonly string[]): readonly Heading[] =>
  titles.map((title) => ({ title, right: true }));

/** A section with its notes; nothing where it has no body. */
export const block = (title: string, body: string, ...notes: readonly string[]): string =>
  body === ""
    ? ""
    : [`## ${title}\n`, body, ...notes.filter((note) => note !== "").map((note) => `${note}\n`)].join("\n");
