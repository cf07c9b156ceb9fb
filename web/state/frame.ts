import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { createFormats } from "../../src/report/print/formats.ts";
import { type Language, textsIn } from "../../src/report/print/words/words.ts";
import type { About } from "./about.ts";
import type { Address } from "./address.ts";
import type { Events } from "./events.ts";
import type { Source } from "./source.ts";

/** Known to every part of the page. */
export interface Frame {
  readonly about: About;
  readonly address: Address;
  readonly language: Language;
  readonly source: Source;
  /** Server-sent events; null without a server. */
  readonly events: Events | null;
  /** Local day of the organization, 2026-03-05. */
  readonly today: string;
  /** Shows another address; null where nothing can be clicked: in a report that is frozen into one file. */
  readonly go: ((address: string) => void) | null;
}

export const FrameContext = createContext<Frame | null>(null);

export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (frame === null)
    throw new Error("A part of the page stands outside of its frame: wrap it in FrameContext.Provider.");
  return frame;
}

export type Formats = ReturnType<typeof createFormats>;

const kept = new Map<string, Formats>();

/** Numbers and times of the page's language and the organization's time zone. */
export function useFormats(): Formats {
  const { language, about } = useFrame();
  return formatsOf(language, about.time_zone);
}

/** Formats are dear to make (a dozen of Intl's), and every number of a page asks for them. */
export function formatsOf(language: Language, timeZone: string): Formats {
  const key = `${language} ${timeZone}`;
  const formats = kept.get(key) ?? createFormats(language, timeZone);
  kept.set(key, formats);
  return formats;
}

/** The words that reports and the page share. */
export const useTexts = () => textsIn(useFrame().language);
