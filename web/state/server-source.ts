import { signal } from "@preact/signals";
import { ApiError, problemOf, readProblem } from "./problem.ts";
import { costOf, createRequestOrder, type RequestOrder } from "./request-order.ts";
import type { Entry, Resource, Source } from "./source.ts";

/** What is not shown any more is kept for the way back, as many as this. */
const maxKept = 100;

/** A source that asks a server: each address once, for every part that shows it, and again when `refresh` is called. */
export function createServerSource(ask: typeof fetch = fetch): Source & { readonly refresh: () => void } {
  const order = createRequestOrder();
  const entries = new Map<string, Entry & { readonly refresh: () => void; readonly isHeld: () => boolean }>();
  return {
    at(path) {
      const known = entries.get(path);
      if (known) return known;
      for (const [old, { isHeld }] of entries) {
        if (entries.size < maxKept) break;
        if (!isHeld()) entries.delete(old);
      }
      const made = createEntry(path, ask, order);
      entries.set(path, made);
      return made;
    },
    refresh() {
      for (const { refresh } of entries.values()) refresh();
    },
  };
}

function createEntry(path: string, ask: typeof fetch, order: RequestOrder) {
  const resource = signal<Resource<unknown>>({ state: "loading" });
  let [holders, isStale] = [0, true];
  let request: AbortController | null = null;

  const load = async (): Promise<void> => {
    request?.abort();
    const own = new AbortController();
    request = own;
    const before = resource.peek();
    const { turn, hurry } = order.enter(costOf(path), own.signal);
    resource.value = before.state === "ready" ? { ...before, refreshing: true } : { state: "loading", hurry };
    let end = (): void => undefined;
    try {
      end = await turn;
      // The browser keeps the answer with its ETag, and the server says whether it still holds.
      const answer = await ask(path, { signal: own.signal, headers: { accept: "application/json" } });
      if (!answer.ok) throw new ApiError(await readProblem(answer));
      const value: unknown = await answer.json();
      if (own.signal.aborted) return;
      isStale = false;
      resource.value = { state: "ready", value, refreshing: false };
    } catch (error: unknown) {
      if (own.signal.aborted) return;
      resource.value = { state: "failed", problem: problemOf(error), retry: () => void load() };
    } finally {
      end();
      if (request === own) request = null;
    }
  };

  return {
    resource,
    isHeld: () => holders > 0,
    hold() {
      holders += 1;
      if (holders === 1 && request === null && (isStale || resource.peek().state !== "ready")) void load();
      return () => {
        holders -= 1;
        if (holders > 0 || request === null) return;
        request.abort();
        request = null;
        isStale = true;
      };
    },
    refresh() {
      isStale = true;
      if (holders > 0) void load();
    },
  };
}
