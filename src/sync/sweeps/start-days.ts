import { day, type Interval } from "../../base/index.ts";
import { readStartDays, withoutInteractions } from "../../collect/index.ts";
import { readStatus } from "../../csat/index.ts";
import type { WireEvaluationTotals } from "../../genesys/index.ts";
import type { SyncContext } from "../context.ts";
import type { EvaluationSighting, SurveySighting } from "../documents/sightings.ts";
import type { Turns } from "../turns.ts";
import { sightSurvey } from "./listed-surveys.ts";
import { readListed } from "./read-evaluations.ts";
import { readSighted } from "./survey-sweep.ts";

/** Days of interactions in memory together. */
const chunk = 10 * day;
/** Answers come up to 90 days after the interaction, and a margin. */
const late = 100 * day;

/**
 * The route of whoever may not read aggregates, or search evaluations: every interaction that started from 100 days before
 * the range on and has a survey (or an evaluation), newest first. It is read whole at every sync, because nothing else
 * tells what was answered late.
 */
export async function* readByStartDay(
  shared: SyncContext,
  source: "surveys" | "evaluations",
  wanted: Interval,
  finish: () => Promise<void>,
): Turns {
  for (let to = wanted.to; to > wanted.from - late; to -= chunk) {
    yield { to, left: to - (wanted.from - late) };
    shared.signal?.throwIfAborted();
    const range = { from: Math.max(to - chunk, wanted.from - late) + late, to };
    const context = withoutInteractions(shared);
    await readStartDays(
      { ...context, request: { ...context.request, range } },
      source === "surveys" ? "surveyId" : "evaluationId",
    );
    await context.store.flush();
    const interactions = [...context.interactions.all()];
    if (source === "surveys") {
      const seen = new Map<string, SurveySighting>();
      for (const { facts, surveys } of interactions)
        for (const totals of surveys)
          if (totals.surveyId) seen.set(totals.surveyId, sightSurvey(context, facts.id, totals));
      for (const [id, sighting] of seen)
        context.store.keep("survey-sighting", id, sighting, { parentId: sighting.conversationId });
      context.count({ found: seen.size });
      await readSighted(context, seen);
    } else {
      const seen = new Map<string, EvaluationSighting>();
      for (const { facts, evaluations } of interactions)
        for (const totals of evaluations)
          if (totals.evaluationId) seen.set(totals.evaluationId, sightEvaluation(facts.id, totals));
      context.count({ found: seen.size });
      await readListed(context, seen);
    }
    await finish();
  }
}

const sightEvaluation = (conversationId: string, totals: WireEvaluationTotals): EvaluationSighting => ({
  conversationId,
  formId: totals.formId ?? null,
  status: readStatus("evaluation", totals.evaluationStatus),
  submitted: totals.eventTime ?? null,
  releaseDate: null,
  released: totals.released ?? null,
  neverRelease: null,
  calibration: totals.calibrationId != null,
  deleted: totals.deleted === true,
});
