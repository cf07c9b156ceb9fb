import { createHash } from "node:crypto";
import { headerOf } from "./header.ts";
import type { Language } from "./print/words/words.ts";
import { caveatsOf, createPrinter } from "./print-document.ts";
import type { MetricRow } from "./section.ts";
import { type ReportDocument, sections } from "./sections.ts";

/** What the page's views make a file of. */
export interface FrozenReport {
  readonly document: ReportDocument;
  readonly language: Language;
  readonly title: string;
  /** Whose numbers these are, part by part. */
  readonly about: readonly string[];
  /** What chose the responses; null where nothing did. */
  readonly filter: string | null;
  /** How the numbers were computed. */
  readonly computed: string;
  /** How far they can be trusted, sentence by sentence. */
  readonly caveats: readonly string[];
  /** Every number of the whole. */
  readonly numbers: readonly MetricRow[];
  /** SHA-256 in base64, as a content security policy names what it allows. */
  readonly hash: (text: string) => string;
}

/** The other side of it: `web/frozen.tsx`, as it is built. */
export type RenderFrozen = (report: FrozenReport) => string;

/** `src/report` and `dist/report` lie equally deep. */
const built = new URL("../../dist/web/frozen/frozen.js", import.meta.url);

/**
 * All of a report as one HTML file that needs nothing else: the views of the page, with their data, without a script.
 * @throws where the page was not built
 */
export async function reportHtml(document: ReportDocument, language: Language, from: URL = built): Promise<string> {
  const render = await loadRenderer(from);
  const printer = createPrinter(document, language);
  const { title, parts, filter, computed } = headerOf(printer);
  return render({
    ...{ document, language, title, about: parts, filter, computed },
    caveats: caveatsOf(document, printer),
    numbers: sections.flatMap((section) => section.rows(document, printer)),
    hash: (text) => createHash("sha256").update(text).digest("base64"),
  });
}

/** Asked for only when a page is to be frozen: it is as large as all other formats together. */
async function loadRenderer(from: URL): Promise<RenderFrozen> {
  const module: unknown = await import(from.href).catch((error: unknown) => {
    throw new Error("The page has not been built, so no HTML can be made. Run npm run build.", { cause: error });
  });
  if (!isRenderer(module)) throw new Error(`${from.pathname} is not the page of this version. Run npm run build.`);
  return module.renderFrozen;
}

const isRenderer = (module: unknown): module is { readonly renderFrozen: RenderFrozen } =>
  typeof module === "object" &&
  module !== null &&
  "renderFrozen" in module &&
  typeof module.renderFrozen === "function";
