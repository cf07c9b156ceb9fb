import { readCount, readFlag, readHandle, readOneOf, readOptions, type Shape } from "../base/index.ts";
import {
  reportHtml as htmlOf,
  type Language,
  languages,
  reportMarkdown as markdownOf,
  type ReportDocument,
  type TextStyle,
  reportText as textOf,
} from "../report/index.ts";

const readLanguage = readOneOf<Language>(languages);

const styleShape: Shape<TextStyle> = {
  columns: readCount(20),
  colour: readFlag,
  language: readLanguage,
  lines: readCount(1),
};

const checkedDocument = (document: ReportDocument, name: string): ReportDocument =>
  readHandle<ReportDocument>([], "Give the document that report made.")(document, `${name}: document`);

/**
 * A report as text for a terminal, by default 80 columns wide, in English and without colour.
 * @throws {UsageError} for arguments that do not fit
 */
export const reportText = (document: ReportDocument, style: Partial<TextStyle> = {}): string =>
  textOf(checkedDocument(document, "reportText"), {
    ...{ columns: 80, colour: false, language: "en" },
    ...readOptions<Partial<TextStyle>>(style, "reportText", styleShape),
  });

/**
 * A report as Markdown, in English by default.
 * @throws {UsageError} for a language that there is not
 */
export const reportMarkdown = (document: ReportDocument, language: Language = "en"): string =>
  markdownOf(checkedDocument(document, "reportMarkdown"), readLanguage(language, "reportMarkdown: language"));

/**
 * A report as one HTML file that needs nothing else, in English by default: with charts and tables, for a browser, for paper, or to be
 * mailed. It has no script.
 * @throws {UsageError} for a language that there is not
 */
export async function reportHtml(document: ReportDocument, language: Language = "en"): Promise<string> {
  return htmlOf(checkedDocument(document, "reportHtml"), readLanguage(language, "reportHtml: language"));
}
