import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks";
import { Page } from "./page.tsx";
import { Keys } from "./parts/keys.tsx";
import { Failure } from "./parts/panel.tsx";
import { PreferenceChoices } from "./parts/preferences.tsx";
import { SavedViews } from "./parts/saved-views.tsx";
import { readAbout } from "./state/about.ts";
import type { Events } from "./state/events.ts";
import { type Frame, FrameContext } from "./state/frame.ts";
import { keyAction } from "./state/keys.ts";
import type { Navigation } from "./state/navigation.ts";
import { sourceOf, withOrganization } from "./state/organizations.ts";
import { localDay } from "./state/periods.ts";
import type { Preferences } from "./state/preferences.ts";
import { singleOf } from "./state/query.ts";
import type { Source } from "./state/source.ts";
import { frameWords } from "./words/frame.ts";
import { useWords } from "./words/words.ts";

interface Services {
  readonly source: Source & { readonly refresh: () => void };
  readonly navigation: Navigation;
  readonly preferences: Preferences;
  readonly events: Events;
}

/** The page in a browser: its frame follows the address, the preferences and what the server says of itself. */
export function App({ source, navigation, preferences, events }: Services) {
  const entry = source.at("/api/about");
  useEffect(() => entry.hold(), [entry]);
  const resource = entry.resource.value;
  // Without an answer people are not shown, and words are English.
  const about = readAbout(resource.state === "ready" ? resource.value : {});
  const address = withOrganization(about, navigation.address.value);
  const org = singleOf(address.query, "org");
  // The same one as long as it is of the same organization: what is shown is asked for again where its source is another.
  const own = useMemo(() => sourceOf(source, org), [source, org]);
  const frame: Frame = {
    ...{ about, address, source: own, events, go: navigation.go },
    language: preferences.language.value ?? about.language,
    today: localDay(new Date(), about.time_zone),
  };
  return (
    <FrameContext.Provider value={frame}>
      {resource.state === "loading" ? <div class="skeleton large" /> : null}
      {resource.state === "failed" ? <Failure problem={resource.problem} retry={resource.retry} /> : null}
      {resource.state === "ready" ? (
        <Running frame={frame}>
          <Page
            tools={
              <>
                <SavedViews refresh={() => source.refresh()} />
                <PreferenceChoices preferences={preferences} />
              </>
            }
            notice={<Connection events={events} />}
          />
        </Running>
      ) : null}
    </FrameContext.Provider>
  );
}

/** Keeps the document's title and language, and listens to the keys. */
function Running({ frame, children }: { frame: Frame; children: ComponentChildren }) {
  const { address, language, today, go } = frame;
  const words = useWords(frameWords);
  const [isHelpOpen, setHelpOpen] = useState(false);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = address.view === null ? words.product : `${words.views[address.view]} · ${words.product}`;
  }, [address.view, language, words]);
  // At once: a key that follows quickly is meant for the new address.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { key } = event;
      const isModified = event.ctrlKey || event.metaKey || event.altKey;
      const action = keyAction({ key, isModified, isTyping: isTyping(event.target) }, address, today);
      if (action === null || event.defaultPrevented || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      if (action === "help") setHelpOpen(true);
      else if (action === "search") document.querySelector<HTMLElement>("[data-search]")?.focus();
      else go?.(action.go);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [address, today, go]);
  return (
    <>
      {children}
      <Keys isOpen={isHelpOpen} close={() => setHelpOpen(false)} />
    </>
  );
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");

/** Says so where the server has fallen silent, as what is shown may then be old. */
function Connection({ events }: { events: Events }) {
  const words = useWords(frameWords);
  return events.isLost.value ? (
    <p class="notice" role="status">
      {words.connectionLost}
    </p>
  ) : null;
}
