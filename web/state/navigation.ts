import { type ReadonlySignal, signal } from "@preact/signals";
import { type Address, readAddress } from "./address.ts";

export interface Navigation {
  readonly address: ReadonlySignal<Address>;
  /** Shows another address of the page, and leaves a step in the history. */
  readonly go: (address: string) => void;
}

/** The browser's address as a signal. A link of the page is followed without loading the page again. */
export function createNavigation(browser: Window): Navigation {
  const current = (): Address => readAddress(browser.location.href);
  const address = signal(current());
  const go = (to: string): void => {
    const before = address.value;
    browser.history.pushState(null, "", to);
    address.value = current();
    if (before.view !== address.value.view || before.id !== address.value.id) browser.scrollTo(0, 0);
  };
  browser.addEventListener("popstate", () => {
    address.value = current();
  });
  browser.document.addEventListener("click", (event) => {
    const to = linkOf(event, browser.location.origin);
    if (to === null) return;
    event.preventDefault();
    go(to);
  });
  return { address, go };
}

/** Where a click leads within the page; null where the browser is to follow it itself. */
function linkOf(event: MouseEvent, origin: string): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target !== "" || link.hasAttribute("download")) return null;
  const url = new URL(link.href);
  const isOurs = url.origin === origin && readAddress(link.href).view !== null && url.hash === "";
  return isOurs ? `${url.pathname}${url.search}` : null;
}
