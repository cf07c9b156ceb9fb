import { cut, hour, type Interval, isoTime } from "../../base/index.ts";
import {
  countBySteps,
  cutByCounts,
  type EventQuery,
  eventParts,
  isPartial,
  maxAggregateWindow,
  type PartialError,
  type SurveyStub,
  startOf,
} from "../../collect/index.ts";
import { endpoints } from "../../genesys/index.ts";
import type { SyncContext } from "../context.ts";
import { gaps, merge } from "./coverage.ts";
import { createCreationTimes } from "./creation-times.ts";

/** A survey lies at the time of its creation, regardless of later events; the first two metrics count each of them. */
const creations: EventQuery = {
  endpoint: endpoints.surveyAggregates,
  things: "surveys created",
  metrics: ["nWebSurveys", "nVoiceSurveys", "nSurveysSent", "nSurveyResponses"],
  groupBy: ["surveyId"],
  time: "surveyCreatedDate",
  granularity: "PT1H",
  checked: [],
};

/** Surveys in one answer: 13,000 held up the event loop for 240 ms, most of it garbage collection. */
const maxSurveys = 5_000;

/** Surveys whose times are held at once, 12 MB of them; older ones are asked for when a window comes to them. */
const maxHeld = 1_000_000;

/**
 * Adds the times of creation to the surveys that a window has seen, and stores them for those that another window has
 * seen.
 */
export type AddCreated = (window: Interval, stretch: Interval, seen: Map<string, SurveyStub>) => Promise<void>;

/** Requests that it takes for a stretch in which so many surveys were sent, which is read in so many windows. */
export function costOfCreation(stretch: Interval, sent: number, windows: number): number {
  const [months, parts] = [cut(stretch, maxAggregateWindow).length, Math.ceil(sent / maxSurveys)];
  return windows <= 1 && parts <= 1 ? months : months + Math.max(months, parts);
}

/**
 * For windows that are read newest first, each within the stretch that is being read. Every survey of the stretch is asked
 * for with its first window: one whose time of creation came with a later window would be derived a second time, as
 * 5,500 of 59,000 were that expired or were answered more than a day later, and its rows, which lie far back, replaced.
 * Without an answer only that time is missing.
 */
export function createSurveyCreation(context: SyncContext): AddCreated {
  const { store, findings } = context;
  const times = createCreationTimes();
  /** A stretch may follow an older one, where another process had it and gave it up. */
  let asked: readonly Interval[] = [];

  const noteUnread = (_: Interval, { message }: PartialError): void =>
    findings.note(`The sent dates of some surveys are unknown: ${message}`);

  /** Asks for the times not asked for yet; beyond the window the number of surveys is not known. */
  async function ask(window: Interval, stretch: Interval, seen: ReadonlyMap<string, SurveyStub>): Promise<void> {
    const wanted = { from: Math.floor(stretch.from / hour) * hour, to: Math.ceil(stretch.to / hour) * hour };
    const isSmall = (gap: Interval): boolean =>
      seen.size <= maxSurveys && gap.to - gap.from <= window.to - window.from + hour;
    const open = gaps(asked, wanted).flatMap((one) => cut(one, maxAggregateWindow));
    for (const gap of open.reverse()) {
      for await (const part of isSmall(gap) ? [gap] : partsOf(gap)) {
        if (times.size() >= maxHeld && part.to <= window.from) return;
        await readPart(part, seen);
        asked = merge([...asked, part]);
      }
    }
  }

  async function* partsOf(gap: Interval): AsyncGenerator<Interval> {
    const steps = { granularity: "PT1H", minWindow: hour, onUnread: noteUnread };
    for await (const { window, counts } of countBySteps(context, gap, creations, steps))
      yield* cutByCounts(window, counts, maxSurveys, hour);
  }

  async function readPart(part: Interval, seen: ReadonlyMap<string, SurveyStub>): Promise<void> {
    const onUnread = (_: Interval, sentence: string): void => findings.note(sentence);
    for await (const groups of eventParts(context, [part], { ...creations, onUnread })) {
      const elsewhere = new Map<string, number>();
      for (const { group, data } of groups) {
        const id = group?.["surveyId"];
        const created = (data ?? []).flatMap((step) => startOf(step) ?? []);
        if (!id || created.length === 0) continue;
        times.add(id, Math.min(...created));
        if (!seen.has(id)) elsewhere.set(id, Math.min(...created));
      }
      await addToStored(elsewhere);
    }
  }

  /** Newer windows have seen these before their times were known, if any has. */
  async function addToStored(elsewhere: ReadonlyMap<string, number>): Promise<void> {
    await store.flush();
    for (const [id, stub] of await store.read("survey-sighting", [...elsewhere.keys()])) {
      const created = elsewhere.get(id);
      if (created !== undefined && stub.created === undefined)
        store.keep("survey-sighting", id, { ...stub, created: isoTime(created) }, { parentId: stub.conversationId });
    }
  }

  return async (window, stretch, seen) => {
    try {
      await ask(window, stretch, seen);
    } catch (error) {
      if (!isPartial(error)) throw error;
      noteUnread(window, error);
    }
    for (const [id, stub] of seen) {
      const created = times.of(id);
      if (created !== null) seen.set(id, { ...stub, created: isoTime(created) });
    }
    times.forget(window.from);
  };
}
