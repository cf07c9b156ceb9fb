import renderToString from "preact-render-to-string";
import type { ReportDocument } from "../src/report/index.ts";
import { readAbout } from "./state/about.ts";
import { createDocumentSource } from "./state/document-source.ts";
import { FrameContext } from "./state/frame.ts";
import { Overview } from "./views/overview.tsx";

/** The page with its data as one HTML file without a script. */
export function renderFrozen(document: ReportDocument): string {
  const about = readAbout({ agents: document.agents, time_zone: document.time_zone });
  const frame = {
    ...{ about, language: about.language, today: document.generated_at.slice(0, 10), events: null, go: null },
    address: { view: "overview", id: null, query: [] } as const,
    source: createDocumentSource(document),
  };
  const page = (
    <FrameContext.Provider value={frame}>
      <Overview />
    </FrameContext.Provider>
  );
  return `<!doctype html>\n${renderToString(page)}\n`;
}
