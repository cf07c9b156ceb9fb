import { answerHorizon, day, type Interval, isoInterval, PermissionError } from "../../base/index.ts";
import {
  type EvaluationStub,
  evaluationStubOf,
  findUnlistedSurveys,
  isPartial,
  type LinkedInteraction,
  readStartDays,
  type SurveyStub,
  surveyStubOf,
  withoutInteractions,
} from "../../collect/index.ts";
import type { SyncContext } from "../context.ts";
import type { SourceWork } from "../interleave.ts";
import { readListedEvaluations } from "./read-evaluations.ts";
import { readListedSurveys, readUnread, type Unnamed } from "./survey-sweep.ts";

/** The interactions of which no answered survey is stored, by id. */
async function unanswered(context: SyncContext, interactions: readonly LinkedInteraction[]): Promise<string[]> {
  const unnamed = interactions.map(({ facts: { id } }): [string, Unnamed] => [
    id,
    { candidate: { surveyId: null, conversationId: id, formId: null, queueId: null }, answers: 1 },
  ]);
  const unread = await readUnread(context, new Map(unnamed));
  return unread.flatMap(({ conversationId }) => conversationId ?? []);
}

/** Days of interactions in memory together. */
const daysTogether = 10 * day;

/**
 * The route for clients that may not read aggregates, or search evaluations: every interaction that started from 100
 * days before the range on and has a survey (or an evaluation), newest first. It is read whole at every sync, because
 * nothing else shows late answers.
 */
export async function* readByStartDay(
  shared: SyncContext,
  source: "surveys" | "evaluations",
  wanted: Interval,
  finish: () => Promise<void>,
): SourceWork {
  let hasCome = false;
  async function readDays(to: number): Promise<void> {
    const range = { from: Math.max(to - daysTogether, wanted.from - answerHorizon) + answerHorizon, to };
    const context = withoutInteractions(shared);
    const days = { from: range.from - answerHorizon, to };
    try {
      await readStartDays(
        { ...context, request: { ...context.request, range } },
        source === "surveys" ? "surveyId" : "evaluationId",
      );
      hasCome = true;
    } catch (error) {
      // Days that cannot be read keep nothing older from being read.
      if (!hasCome || !isPartial(error) || error instanceof PermissionError) throw error;
      context.findings.leaveOpen(days, `Interactions of ${isoInterval(days)} could not be read. ${error.message}`);
      return;
    }
    await context.store.flush();
    const interactions = [...context.interactions.all()];
    if (source === "surveys") {
      const seen = new Map<string, SurveyStub>();
      for (const { facts, surveys } of interactions)
        for (const totals of surveys)
          if (totals.surveyId) seen.set(totals.surveyId, surveyStubOf(context.findings, facts.id, totals));
      for (const [id, stub] of seen) context.store.keep("survey-sighting", id, stub, { parentId: stub.conversationId });
      context.count({ found: seen.size });
      const unlisted = seen.size > 0 ? [] : await findUnlistedSurveys(context, await unanswered(context, interactions));
      await readListedSurveys(context, seen, unlisted);
    } else {
      const seen = new Map<string, EvaluationStub>();
      for (const { facts, evaluations } of interactions)
        for (const totals of evaluations)
          if (totals.evaluationId) seen.set(totals.evaluationId, evaluationStubOf(facts.id, totals));
      context.count({ found: seen.size });
      await readListedEvaluations(context, seen);
    }
    await finish();
  }
  for (let to = wanted.to, part = 0; to > wanted.from - answerHorizon; to -= daysTogether, part += 1) {
    yield { to, left: to - (wanted.from - answerHorizon) };
    shared.signal?.throwIfAborted();
    await shared.leases.once(`start days of ${source} ${part}`, () => readDays(to));
  }
}
