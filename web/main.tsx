import { render } from "preact";
import "./styles/page.css";
import { App } from "./app.tsx";
import { openEvents } from "./state/events.ts";
import { createNavigation } from "./state/navigation.ts";
import { createPreferences } from "./state/preferences.ts";
import { createServerSource } from "./state/server-source.ts";

const source = createServerSource();
const preferences = createPreferences(window.localStorage);
const events = openEvents(new EventSource("/api/events"), () => source.refresh());
const navigation = createNavigation(window);

preferences.theme.subscribe((theme) => {
  document.documentElement.dataset["theme"] = theme;
});

const root = document.getElementById("page");
if (root) render(<App source={source} navigation={navigation} preferences={preferences} events={events} />, root);
