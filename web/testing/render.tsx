import type { ComponentType } from "preact";
import renderToString from "preact-render-to-string";
import type { ReportDocument } from "../../src/report/index.ts";
import type { Language } from "../../src/report/print/words/words.ts";
import { readAbout } from "../state/about.ts";
import { readAddress } from "../state/address.ts";
import { createDocumentSource } from "../state/document-source.ts";
import { type Frame, FrameContext } from "../state/frame.ts";

interface Shown {
  readonly document: ReportDocument;
  readonly url?: string;
  readonly language?: Language;
  /** Without links, as in a report that is frozen. */
  readonly isFrozen?: boolean;
  /** Of whoever has a token. */
  readonly role?: string;
  /** Attributes of the roster. */
  readonly roster?: readonly string[];
  /** What stands at other addresses of the server. */
  readonly others?: Readonly<Record<string, unknown>>;
}

/** A view as HTML, rendered in Node. */
export function renderView(View: ComponentType, shown: Shown): string {
  const { document, url = "/", language = "en", isFrozen = false, others = {}, role, roster = [] } = shown;
  const about = readAbout({ agents: document.agents, time_zone: document.time_zone, can_sync: true, role, roster });
  const frame: Frame = {
    ...{ about, language, events: null, today: document.generated_at.slice(0, 10) },
    address: readAddress(url),
    source: createDocumentSource(document, others),
    go: isFrozen ? null : () => undefined,
  };
  return renderToString(
    <FrameContext.Provider value={frame}>
      <View />
    </FrameContext.Provider>,
  );
}

/** What a reader sees of HTML: its text, and that of its labels. */
export const textOf = (html: string): string =>
  [...html.matchAll(/(?:aria-label|title)="([^"]*)"/g)]
    .map(([, text]) => text)
    .concat(html.replaceAll(/<[^>]*>/g, " "))
    .join(" ")
    .replaceAll(/\s+/g, " ");
