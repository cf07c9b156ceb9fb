import { answerHorizon, day, type Interval, minute, readTime } from "../base/index.ts";
import {
  byEvaluator,
  type EvaluationStub,
  evaluationStub,
  firstOpenRoute,
  isPartial,
  maxSearchWindow,
  type Source,
  withoutInteractions,
} from "../collect/index.ts";
import type { SyncContext } from "./context.ts";
import { readNewlySelected } from "./evaluation-selection.ts";
import type { SourceWork } from "./interleave.ts";
import { sweepChanges, sweepEvaluations, sweepReleases, sweepWithdrawn } from "./sweeps/evaluation-sweep.ts";
import { readListedEvaluations } from "./sweeps/read-evaluations.ts";
import { reopenRecounted } from "./sweeps/recount.ts";
import { readByStartDay } from "./sweeps/start-day-fallback.ts";
import { createSurveySweep } from "./sweeps/survey-sweep.ts";
import { coverWhole, firstWindow, type ReadWindow, readWindows, type Sweep } from "./sweeps/windows.ts";

interface Work {
  /** Stores the arrived documents and derives their rows; a window is noted as read only after it. */
  readonly finish: () => Promise<void>;
}

type Step = (context: SyncContext, range: Interval, work: Work) => SourceWork;
type Route = readonly [words: string, read: Step];

/** Reads one source, step by step. */
export async function* readSource(source: Source, context: SyncContext, range: Interval, work: Work): SourceWork {
  for (const step of sourceSteps[source]) yield* step(context, range, work);
}

const byStartDay = `by the day their interaction started, ${answerHorizon / day} days back at every sync`;

/**
 * The routes of a sync for each source, in order. The first route that is open is taken; each costs more than the one
 * before.
 */
const sourceSteps: Readonly<Record<Source, readonly Step[]>> = {
  surveys: [
    byRoutes("surveys", [
      ["by event time", byEventTime],
      [byStartDay, startDays("surveys")],
    ]),
  ],
  evaluations: [
    byRoutes("evaluations", [
      [
        "by search",
        windows("evaluations", firstWindow.evaluations, (context) => (window) => sweepEvaluations(context, window)),
      ],
      [byStartDay, startDays("evaluations")],
      ["evaluator by evaluator, which misses those that a machine submitted", atOnce("evaluators", evaluators)],
    ]),
    atOnce("newly selected evaluations", readNewlySelected),
    readChanges,
  ],
};

function byRoutes(sweep: Sweep & Source, routes: readonly Route[]): Step {
  return (context, range, work) => {
    const { findings } = context;
    const reading = routes.map(([words, read]) => ({
      words,
      find: () => {
        findings.takeOpen();
        return read(context, range, work);
      },
      async onFallback() {
        if (findings.takeOpen().length === 0) await coverWhole(context, sweep, range);
      },
    }));
    return firstOpenRoute(findings, named[sweep], reading);
  };
}

const named = { surveys: "Surveys", evaluations: "Evaluations" } as const;

function windows(sweep: Sweep, first: number, begin: (context: SyncContext) => ReadWindow): Step {
  return (context, wanted, { finish }) => {
    const read = begin(context);
    return readWindows(context, {
      sweep,
      wanted,
      first,
      async read(window, stretch) {
        const things = await read(window, stretch);
        await finish();
        return things;
      },
    });
  };
}

async function* byEventTime(context: SyncContext, range: Interval, work: Work): SourceWork {
  const unknown: string[] = [];
  await context.leases.once("recount of surveys", async () => {
    const sentence = await reopenRecounted(context, range);
    if (sentence !== null) unknown.push(sentence);
  });
  yield* windows("surveys", firstWindow.surveys, createSurveySweep)(context, range, work);
  // Not before: where this route is closed, the next one reads all days.
  for (const sentence of unknown) context.findings.miss(sentence);
}

function startDays(source: Source): Step {
  return (context, range, { finish }) => readByStartDay(context, source, range, finish);
}

/** Work that has no stretch of time, in one turn, as if it were of the newest. */
function atOnce(name: string, work: (context: SyncContext, range: Interval, work: Work) => Promise<void>): Step {
  return async function* (context, range, more) {
    yield { to: range.to, left: 0 };
    await context.leases.once(name, () => work(context, range, more));
  };
}

/** Neither search nor analytics: the evaluations of each evaluator, as far as they were submitted in the range. */
async function evaluators(context: SyncContext, range: Interval, { finish }: Work): Promise<void> {
  const found = await byEvaluator({ ...context, request: { ...context.request, range } });
  const seen = found.map(({ evaluationId, conversationId, formId }): [string, EvaluationStub] => [
    evaluationId,
    evaluationStub({ conversationId, formId, status: "Finished" }),
  ]);
  await readListedEvaluations(withoutInteractions(context), new Map(seen));
  await finish();
  context.findings.miss("Evaluations without an evaluator could not be looked for.");
}

/** What became of evaluations after they were read: released, deleted, scored again, retracted, reviewed. */
async function* readChanges(context: SyncContext, { from: since, to }: Interval, work: Work): SourceWork {
  const { warehouse, store } = context;
  const [row] = await warehouse.query("SELECT added_at FROM organization WHERE organization_id = $organization", {
    organization: store.organizationId,
  });
  const from = readTime(String(row?.["added_at"])) ?? to;
  // The first sync has read everything as it stands now.
  if (to - from < minute) return;
  try {
    const sweep = windows("evaluation changes", maxSearchWindow, () => async (window) => {
      const released = await sweepReleases(context, window);
      return released === null ? null : released + (await sweepChanges(context, window));
    });
    yield* sweep(context, { from, to }, work);
    await context.leases.once("withdrawn evaluations", async () => {
      await sweepWithdrawn(context, { from: Math.max(since, to - maxSearchWindow), to });
      await work.finish();
    });
  } catch (error) {
    if (!isPartial(error)) throw error;
    context.findings.miss(
      `Which evaluations were released, deleted or scored again could not be read. ${error.message}`,
    );
  }
}
