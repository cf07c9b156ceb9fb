import { ask, comparedPeriod, headlineOf, scoresTogether, scoresTogetherBy, withoutAnswers } from "../metrics/index.ts";
import type { Reader } from "../warehouse/index.ts";
import type { Obstacle } from "./comparison/compare.ts";
import { readDays } from "./comparison/days.ts";
import { readOpenCohorts } from "./comparison/open-cohorts.ts";
import { readNames } from "./names.ts";
import type { HiddenCells } from "./protection/hide-few.ts";
import {
  breaksOf,
  counted,
  type QuestionVersion,
  readQuestions,
  readVersionTimes,
  type VersionTimes,
  wereReworded,
} from "./question-versions.ts";
import { openSince, type People, type ReportRequest } from "./request.ts";
import { readScores } from "./scores.ts";
import type { Context, Ranged } from "./section.ts";
import { settleDelay } from "./warehouse-state.ts";

/** In no period and no group. */
const whole = { bucket: null, group_id: null };

const named: People = { mode: "named", pseudonym: (id) => id };

export function createContext(
  reader: Reader,
  request: ReportRequest,
  readHidden: (context: Context) => Promise<HiddenCells>,
): Context {
  const { filter: asked, local, compare = "previous", pool = false, now, signal } = request;
  const { people = named, minEffect = 0.02, completeness } = request;
  const running = asked.range.to > now;
  const filter = running ? { ...asked, range: { from: asked.range.from, to: now } } : asked;
  const compared = compare === null ? null : comparedPeriod(asked.range, compare, local.timeZone, now);
  const earlier = compared && { ...filter, range: compared };
  const open = openSince(request);

  // By channel and by day at once: each is read by some sections, and both add up to the whole.
  const channelDays = (of: Ranged) => readDays(reader, { filter: of, local, by: "survey-type", signal });
  const days = once(async () => (earlier === null ? null : await channelDays(filter)));
  const daysBefore = once(async () => (earlier === null ? null : await channelDays(earlier)));
  const channels = once(async () => {
    const own = await days();
    // Without a comparison nobody needs the days, and a range may have many.
    return own ? scoresTogetherBy(own, "group_id") : await readScores(reader, { filter, by: "survey-type", signal });
  });
  const scores = once(async () => scoresTogether(await channels(), whole));
  const headline = once(async () => headlineOf(await scores(), pool));
  const points = once(async () => (pool ? null : ((await headline()).csat[0]?.points ?? null)));
  const versions = once(() => readQuestions(reader, filter, signal));

  const allVersionTimes = once(() => readVersionTimes(reader, filter, signal));
  const versionTimes = async (of: readonly QuestionVersion[]): Promise<VersionTimes> =>
    wereReworded(of) ? await allVersionTimes() : new Map();

  async function breaks() {
    const own = counted(await versions(), filter);
    return breaksOf(own, await points(), await versionTimes(own));
  }

  async function obstacle(): Promise<Obstacle> {
    if (running) return "running";
    const { completeTo, readFrom } = completeness;
    const ended = completeTo !== null && completeTo + settleDelay >= filter.range.to;
    const begun = (readFrom ?? 0) <= Math.min((compared ?? filter.range).from, filter.range.from);
    if (!ended || !begun) return "incomplete";
    for (const of of [filter, earlier])
      if (of && (await readOpenCohorts(reader, { filter: of, open, signal }))(null)) return "open";
    return null;
  }

  const context: Context = {
    ...{ reader, request, filter, compared, people, pool, minEffect, open, signal },
    only: filter.scores ? "scores" : (filter.questions ?? []).length > 0 ? "questions" : null,
    names: once(() => readNames(reader, people, signal)),
    scores,
    headline,
    headlineBefore: once(async () => headlineOf(scoresTogether((await daysBefore()) ?? [], whole), pool)),
    channels,
    days,
    daysBefore,
    points,
    versions,
    versionsBefore: once(async () => (earlier ? await readQuestions(reader, earlier, signal) : [])),
    versionTimes,
    breaks: once(breaks),
    obstacle: once(obstacle),
    indices: once(() => ask(reader, "indices", { filter, signal })),
    cohort: once(() =>
      ask(reader, "funnel", { filter: withoutAnswers(filter), basis: "ended", parameters: open, signal }),
    ),
    part: (section) => section.read(context),
    hidden: once(() => readHidden(context)),
  };
  return context;
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => {
    value ??= read();
    return value;
  };
}
