import renderToString from "preact-render-to-string";
import { Page } from "./page.tsx";

/** The page with its data as one HTML file without a script. */
export function renderFrozen(): string {
  return `<!doctype html>\n${renderToString(<Page />)}\n`;
}
