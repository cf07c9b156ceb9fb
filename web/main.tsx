import { render } from "preact";
import "./styles/page.css";
import { App } from "./app.tsx";
import { openEvents } from "./state/events.ts";
import { createNavigation } from "./state/navigation.ts";
import { createPreferences, storageOf } from "./state/preferences.ts";
import { createServerSource } from "./state/server-source.ts";
import { views } from "./views/registry.ts";

const source = createServerSource();
const preferences = createPreferences(storageOf(window));
const events = openEvents(new EventSource("/api/events"), () => source.refresh());
const navigation = createNavigation(window);

preferences.theme.subscribe((theme) => {
  document.documentElement.dataset["theme"] = theme;
});

// Its script is read while the server is asked who it is; a failure is shown by the view's own attempt.
const { view } = navigation.address.value;
if (view !== null) views[view].load().catch(() => undefined);

const root = document.getElementById("page");
if (root) render(<App source={source} navigation={navigation} preferences={preferences} events={events} />, root);
