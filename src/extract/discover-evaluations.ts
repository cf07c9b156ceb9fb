import { answerHorizon, cut, day, type Interval, readTime } from "../base/index.ts";
import {
  byEvaluator,
  type Context,
  candidatesOf,
  type EvaluationCandidate,
  evaluationStubOf,
  firstOpenRoute,
  isReadable,
  isWorthKeeping,
  maxSearchWindow,
  readStartDays,
  searchEvaluations,
} from "../collect/index.ts";

type Candidates = AsyncGenerator<readonly EvaluationCandidate[], void>;

/** Names the evaluations submitted in the range: by search, else by start day, else by evaluator. */
export async function discoverEvaluations(context: Context): Promise<readonly EvaluationCandidate[]> {
  const routes = firstOpenRoute(context.findings, "Evaluations", [
    { words: "by search", find: () => search(context) },
    {
      words: `by the day their interaction started, ${answerHorizon / day} days back`,
      find: () => byStartDay(context),
    },
    {
      words: "evaluator by evaluator, which misses those that a machine submitted",
      find: () => evaluators(context),
      onFallback: (refusals) =>
        context.findings.miss(`Evaluations without an evaluator could not be looked for: ${refusals}`),
    },
  ]);
  let found: readonly EvaluationCandidate[] = [];
  for await (const candidates of routes) found = candidates;
  return found;
}

/** The windows in which evaluations are searched for. */
export const searchWindows = ({ request }: Pick<Context, "request">): readonly Interval[] =>
  cut(request.range, maxSearchWindow);

async function* search(context: Context): Candidates {
  const found = new Map<string, EvaluationCandidate>();
  const windows = searchWindows(context);
  for await (const { rows, systemSubmitted } of searchEvaluations(context, windows, { field: "submittedDate" })) {
    for (const row of rows) {
      const searched = { row, systemSubmitted };
      const kept = isWorthKeeping(context, searched) ? { searched } : {};
      for (const candidate of candidatesOf(context, row)) found.set(row.id, { ...candidate, ...kept });
    }
  }
  yield [...found.values()];
}

async function* evaluators(context: Context): Candidates {
  yield await byEvaluator(context);
}

/** Conversation details with an evaluation; whether one was submitted in the range is known only when it is read. */
async function* byStartDay(context: Context): Candidates {
  await readStartDays(context, "evaluationId");
  yield [...context.interactions.all()].flatMap(({ facts, evaluations }) =>
    evaluations.flatMap((totals) => {
      const { evaluationId, contextId } = totals;
      const stub = evaluationStubOf(facts.id, totals);
      const { conversationId, formId, submitted, released } = stub;
      const event = readTime(submitted);
      const early = event !== null && event < context.request.range.from - day;
      const hidden = released === false && !context.request.unreleased;
      if (!evaluationId || early || hidden || !isReadable(stub)) return [];
      return [{ evaluationId, conversationId, formId, formContextId: contextId ?? null }];
    }),
  );
}
