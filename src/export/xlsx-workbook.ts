import type { ZipEntry } from "./zip.ts";

export const xmlStart = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const spreadsheetNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packaging = "http://schemas.openxmlformats.org/package/2006";
const mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Places in `cellXfs` of the style sheet. */
export const styles = { plain: 0, header: 1, time: 2 } as const;

const styleSheet =
  `<styleSheet xmlns="${spreadsheetNamespace}">` +
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm:ss"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

/** The parts of a workbook around its sheets, which are `xl/worksheets/sheet1.xml` and so on (ECMA-376 part 1, 12.3.23). */
export function workbookParts(sheets: readonly string[]): ZipEntry[] {
  const part = (name: string, xml: string): ZipEntry => ({ name, content: [xmlStart + xml] });
  const each = (xml: (number: number, name: string) => string): string =>
    sheets.map((name, index) => xml(index + 1, name)).join("");
  const relationship = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"/>`;
  const related = (xml: string): string => `<Relationships xmlns="${packaging}/relationships">${xml}</Relationships>`;
  const override = (name: string, type: string): string =>
    `<Override PartName="/xl/${name}.xml" ContentType="${mediaType}.${type}+xml"/>`;
  return [
    part("xl/styles.xml", styleSheet),
    part(
      "xl/workbook.xml",
      `<workbook xmlns="${spreadsheetNamespace}" xmlns:r="${relationships}"><sheets>` +
        `${each((number, name) => `<sheet name="${escapeXml(name)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    ),
    part(
      "xl/_rels/workbook.xml.rels",
      related(
        each((number) => relationship(`rId${number}`, "worksheet", `worksheets/sheet${number}.xml`)) +
          relationship("styles", "styles", "styles.xml"),
      ),
    ),
    part("_rels/.rels", related(relationship("workbook", "officeDocument", "xl/workbook.xml"))),
    part(
      "[Content_Types].xml",
      `<Types xmlns="${packaging}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        `${override("workbook", "sheet.main")}${override("styles", "styles")}` +
        `${each((number) => override(`worksheets/sheet${number}`, "worksheet"))}</Types>`,
    ),
  ];
}

/** Characters that no XML may hold. */
const unfit = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/g;

/**
 * A sequence that a spreadsheet would read as one character: `_x0041_` is A (ECMA-376 part 1, 22.9.2.19). Its
 * underscore is written so.
 */
const escapeLike = /_(?=x[0-9a-f]{4}_)/gi;

/** A text as it stands in XML, where LF is every end of a line. */
export const escapeXml = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(unfit, "\ufffd")
    .replace(escapeLike, "_x005F_")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
