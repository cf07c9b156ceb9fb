import type { Page } from "playwright-core";

/** The first line of each cell of a table, by the title of its column. */
export type CellTexts = Readonly<Record<string, string>>;

/** A table by its caption, row by row; hidden ones too. */
export const readTable = (page: Page, caption: string): Promise<readonly CellTexts[]> =>
  page.locator(`.table:has(caption:text-is("${caption}"))`).evaluate((section) => {
    const titles = [...section.querySelectorAll("thead th")].map((head) =>
      (head.textContent ?? "").replace(/[↑↓]$/, ""),
    );
    const firstLine = (cell: Element): string => {
      const line = cell.querySelector(".cell-value, .count, a, .verdict") ?? cell;
      return (line.textContent ?? "").replaceAll("\u00a0", " ").trim();
    };
    return [...section.querySelectorAll("tbody tr")].map((row) =>
      Object.fromEntries([...row.children].map((cell, at) => [titles[at] ?? "", firstLine(cell)])),
    );
  });

/** A text as it is read: no-break spaces are spaces. */
export const textOf = async (page: Page, selector: string): Promise<string> =>
  (await page.locator(selector).first().innerText()).replaceAll("\u00a0", " ");
