import { day, hour, type Interval, isoTime, readTime } from "../../base/index.ts";
import { type EventQuery, eventParts, isPartial, type SurveyStub, startOf } from "../../collect/index.ts";
import { endpoints } from "../../genesys/index.ts";
import type { SyncContext } from "../context.ts";
import { gaps, merge } from "./coverage.ts";

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

/** How far before a window creations are asked for with it: as long as the next windows will be, within these bounds. */
const aheadOf = ({ from, to }: Interval): number => Math.max(day, Math.min(3 * day, 2 * (to - from)));

/**
 * Adds the times of creation to the surveys that a window has seen, and stores them for those that another window has
 * seen.
 */
export type AddCreated = (window: Interval, stretch: Interval, seen: Map<string, SurveyStub>) => Promise<void>;

/**
 * For windows that are read newest first, each within the stretch that is being read. Surveys that belong to an older
 * window are asked for already: most surveys are answered within two days of their creation, and one whose time of
 * creation came with a later window would be derived a second time, as 20,000 of 200,000 were. Mostly one or two
 * requests a window; without their answers only that time is missing.
 */
export function createSurveyCreation(context: SyncContext): AddCreated {
  const { store } = context;
  /** When surveys were created that no window has come to yet. */
  const times = new Map<string, string>();
  /** A stretch may follow an older one, where another process had it and gave it up. */
  let asked: readonly Interval[] = [];

  /** Asks for the times not asked for yet; beyond the window their number is not known. */
  async function ask(window: Interval, stretch: Interval, surveys: number): Promise<void> {
    const from = Math.floor(Math.max(stretch.from, window.from - aheadOf(window)) / hour) * hour;
    const open = gaps(asked, { from, to: Math.ceil(window.to / hour) * hour });
    const isFew = surveys <= maxSurveys && open.every((one) => one.to - one.from <= window.to - window.from + hour);
    for await (const groups of eventParts(context, open, {
      ...creations,
      ...(isFew ? {} : { maxCount: maxSurveys }),
      onUnread: (_, sentence) => context.findings.note(sentence),
    })) {
      for (const { group, data } of groups) {
        const created = (data ?? []).flatMap((part) => startOf(part) ?? []);
        if (group?.["surveyId"] && created.length > 0) times.set(group["surveyId"], isoTime(Math.min(...created)));
      }
    }
    asked = merge([...asked, ...open]);
  }

  return async (window, stretch, seen) => {
    try {
      await ask(window, stretch, seen.size);
    } catch (error) {
      if (!isPartial(error)) throw error;
      context.findings.note(`When surveys were sent is not known of all of them: ${error.message}`);
    }
    const elsewhere = new Map<string, string>();
    for (const [id, created] of times) {
      const stub = seen.get(id);
      const hourFrom = readTime(created) ?? 0;
      if (stub) seen.set(id, { ...stub, created });
      else if (hourFrom > window.from - hour) elsewhere.set(id, created);
      if (hourFrom >= window.from) times.delete(id);
    }
    await store.flush();
    for (const [id, known] of await store.read("survey-sighting", [...elsewhere.keys()])) {
      const created = elsewhere.get(id);
      if (created !== undefined && known.created === undefined)
        store.keep("survey-sighting", id, { ...known, created }, { parentId: known.conversationId });
    }
  };
}
