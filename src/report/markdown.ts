import { headerOf } from "./header.ts";
import { block, escaped, table } from "./print/markdown-table.ts";
import type { Language } from "./print/words/words.ts";
import { caveatsOf, createPrinter } from "./print-document.ts";
import type { Printer } from "./section.ts";
import { type ReportDocument, sections } from "./sections.ts";

/** All of a report in Markdown, every number with its n and its interval. What customers wrote is escaped. */
export function reportMarkdown(document: ReportDocument, language: Language): string {
  const printer = createPrinter(document, language);
  const { texts } = printer.phrases;
  const { by } = document;
  const { title, parts, filter, computed } = headerOf(printer);
  return [
    `# ${title}\n`,
    `${parts.map(escaped).join(" · ")}\n`,
    ...(filter === null ? [] : [`${escaped(filter)}\n`]),
    block(texts.headline, headline(document, printer)),
    ...sections
      // Groups by queue or agent are the same rows as those tables.
      .filter(({ key }) => !(key === "queues" && by === "queue") && !(key === "agents" && by === "agent"))
      .map((section) => section.markdown(document, printer)),
    block(
      texts.trust,
      [...caveatsOf(document, printer), computed].map((sentence) => `* ${escaped(sentence)}\n`).join(""),
    ),
  ]
    .filter((part) => part !== "")
    .join("\n")
    .replaceAll("\u00a0", " ");
}

/** Every number of the whole, those that a screen has room for first. */
function headline(document: ReportDocument, printer: Printer): string {
  const { texts } = printer.phrases;
  const rows = sections.flatMap((section) => section.rows(document, printer));
  const at = (place: "screen" | "page" | "below") => rows.filter((row) => (row.place ?? "screen") === place);
  return [
    table(
      [texts.metric, texts.value, texts.note],
      [...at("screen"), ...at("page")].map(({ label, value, note }) => [label, value, note ?? ""]),
    ),
    ...at("below").map(({ label, value }) => `${label}: ${escaped(value)}\n`),
  ].join("\n");
}
