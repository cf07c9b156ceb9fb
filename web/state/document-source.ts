import type { ReportDocument } from "../../src/report/index.ts";
import { type Entry, ready, type Source } from "./source.ts";

/** A source that has one whole report at hand, whatever sections are asked for: of a page that is frozen, and of tests. */
export function createDocumentSource(document: ReportDocument, others: Readonly<Record<string, unknown>> = {}): Source {
  const entries = new Map<string, Entry>();
  return {
    at(path) {
      const address = path.split("?")[0] ?? path;
      const key = address.startsWith("/api/sections/") ? "/api/sections" : address;
      const known = entries.get(key);
      if (known) return known;
      const made = ready(key === "/api/sections" ? document : (others[key] ?? null));
      entries.set(key, made);
      return made;
    },
  };
}
