import { type ReadonlySignal, signal } from "@preact/signals";
import { isRecord } from "./problem.ts";

/** What the server says of its sync, as it goes on. */
export interface SyncState {
  readonly state: "idle" | "running";
  readonly step: string;
  readonly found: number;
  readonly fetched: number;
  readonly linked: number;
  readonly derived: number;
  /** Of the step, how many are left of how many. */
  readonly left: number;
  readonly whole: number;
  /** Seconds that Genesys makes it wait; 0 where it goes on. */
  readonly waiting: number;
  /** When the next one begins by itself; null where none does, or one is running. */
  readonly next_at: string | null;
  readonly last: {
    readonly ended_at: string | null;
    readonly outcome: string | null;
    readonly message: string | null;
    /** Responses that it brought. */
    readonly new: number | null;
  } | null;
}

/** A stream of events, as the browser gives it. */
export interface EventStream {
  readonly addEventListener: (type: string, listener: (event: Event) => void) => void;
  readonly close: () => void;
}

export interface Events {
  /** Null before the server has said anything. */
  readonly sync: ReadonlySignal<SyncState | null>;
  /** Whether the server has fallen silent. */
  readonly isLost: ReadonlySignal<boolean>;
  readonly close: () => void;
}

/** Listens to the server; `onChanged` is called when numbers may have changed. The browser connects again by itself. */
export function openEvents(stream: EventStream, onChanged: () => void): Events {
  const [sync, isLost] = [signal<SyncState | null>(null), signal(false)];
  let revision: string | null = null;
  stream.addEventListener("open", () => {
    isLost.value = false;
  });
  stream.addEventListener("error", () => {
    isLost.value = true;
  });
  stream.addEventListener("sync", (event) => {
    sync.value = readSyncState(dataOf(event)) ?? sync.value;
  });
  stream.addEventListener("changed", (event) => {
    const data = dataOf(event);
    const now = isRecord(data) ? String(data["revision"]) : null;
    // The first one says where things stand; after a lost connection it may be elsewhere.
    if (revision !== null && now !== revision) onChanged();
    revision = now;
  });
  return { sync, isLost, close: () => stream.close() };
}

function dataOf(event: Event): unknown {
  try {
    return event instanceof MessageEvent && typeof event.data === "string" ? JSON.parse(event.data) : null;
  } catch {
    return null;
  }
}

export function readSyncState(data: unknown): SyncState | null {
  if (!isRecord(data)) return null;
  const number = (key: string): number => (typeof data[key] === "number" ? data[key] : 0);
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  const last = data["last"];
  return {
    state: data["state"] === "running" ? "running" : "idle",
    step: text(data["step"]) ?? "",
    found: number("found"),
    fetched: number("fetched"),
    linked: number("linked"),
    derived: number("derived"),
    left: number("left"),
    whole: number("whole"),
    waiting: number("waiting"),
    next_at: text(data["next_at"]),
    last: isRecord(last)
      ? {
          ended_at: text(last["ended_at"]),
          outcome: text(last["outcome"]),
          message: text(last["message"]),
          new: typeof last["new"] === "number" ? last["new"] : null,
        }
      : null,
  };
}
