import { signal } from "@preact/signals";
import renderToString from "preact-render-to-string";
import type { Language } from "../../src/report/print/words/words.ts";
import { readAbout } from "../state/about.ts";
import { readAddress } from "../state/address.ts";
import { type Frame, FrameContext } from "../state/frame.ts";
import { sourceOf, withOrganization } from "../state/organizations.ts";
import { problemOf } from "../state/problem.ts";
import { singleOf } from "../state/query.ts";
import { type Entry, type Resource, ready, type Source } from "../state/source.ts";
import { views } from "../views/registry.ts";

/** Asks a server for what stands at a path; throws where it refuses. */
export type AskServer = (path: string) => Promise<unknown>;

/** A source of what was asked for so far; what was not is remembered in `missing`. */
function createKnownSource(known: ReadonlyMap<string, Entry>, missing: Set<string>): Source {
  const loading = entryWith({ state: "loading" });
  return {
    at(path) {
      const entry = known.get(path);
      if (entry === undefined) missing.add(path);
      return entry ?? loading;
    },
  };
}

/** The view of an address as a server's answers fill it, as HTML, once nothing more is asked for. */
export async function renderServed(url: string, ask: AskServer, language: Language = "en"): Promise<string> {
  const asked = readAddress(url);
  const registered = asked.view === null ? undefined : views[asked.view];
  if (registered === undefined) throw new Error(`${url} is no view.`);
  const View = await registered.load();
  const about = readAbout(await ask("/api/about"));
  const address = withOrganization(about, asked);
  const known = new Map<string, Entry>();
  for (;;) {
    const missing = new Set<string>();
    const frame: Frame = {
      ...{ about, address, language, events: null, today: about.default_range.to.slice(0, 10) },
      source: sourceOf(createKnownSource(known, missing), singleOf(address.query, "org")),
      go: () => undefined,
    };
    const html = renderToString(
      <FrameContext.Provider value={frame}>
        <View />
      </FrameContext.Provider>,
    );
    if (missing.size === 0) return html;
    for (const path of missing) known.set(path, await entryOf(path, ask));
  }
}

const entryOf = (path: string, ask: AskServer): Promise<Entry> =>
  ask(path).then(ready, (error: unknown) =>
    entryWith({ state: "failed", problem: problemOf(error), retry: () => undefined }),
  );

const entryWith = (resource: Resource<unknown>): Entry => ({ resource: signal(resource), hold: () => () => undefined });
