import { day as dayLength } from "../../base/index.ts";
import type { Evaluation, EvaluationEvent, Org, Survey, SurveyEvent, SurveyStatus } from "../model.ts";
import { type About, aboutInteraction } from "./about.ts";

export interface SurveyEventRow {
  readonly interaction: About;
  readonly survey: Survey;
  readonly event: SurveyEvent;
  /** Status before the event; null at the first. */
  readonly previous: SurveyStatus | null;
}

export interface EvaluationEventRow {
  readonly interaction: About;
  readonly evaluation: Evaluation;
  readonly event: EvaluationEvent;
}

export interface EvaluationRow {
  readonly interaction: About;
  readonly evaluation: Evaluation;
}

/** Everything that happened up to a moment, found by the day of the event rather than of the interaction. */
export interface History {
  /** Events analytics saw in [from, to), to not later than now. */
  surveyEvents(from: number, to: number, now: number): SurveyEventRow[];
  evaluationEvents(from: number, to: number, now: number): EvaluationEventRow[];
  /** Evaluations of interactions that began by now, whatever became of them. */
  evaluations(now: number): EvaluationRow[];
}

/**
 * Reads each day of the org once, when a question first reaches it, and keeps events by their own UTC day: a sweep by
 * event time looks back over months of interactions, and asking the org for each of them took most of an answer.
 */
export function createHistory(org: Org): History {
  const surveyDays = new Map<number, SurveyEventRow[]>();
  const evaluationDays = new Map<number, EvaluationEventRow[]>();
  const evaluations: EvaluationRow[] = [];
  let next = org.firstDay;

  function readUpTo(now: number): void {
    for (const end = Math.min(dayOf(now), org.lastDay); next <= end; next += 1)
      for (const { surveys, evaluations: judged, ...rest } of org.day(next)) {
        if (surveys.length === 0 && judged.length === 0) continue;
        const interaction = aboutInteraction(rest);
        for (const survey of surveys)
          survey.events.forEach((event, index) => {
            const previous = survey.events[index - 1]?.status ?? null;
            put(surveyDays, event.eventTime, { interaction, survey, event, previous });
          });
        for (const evaluation of judged) {
          evaluations.push({ interaction, evaluation });
          for (const event of evaluation.events)
            put(evaluationDays, event.eventTime, { interaction, evaluation, event });
        }
      }
  }

  function events<Row extends { readonly event: { readonly eventTime: number } }>(
    days: ReadonlyMap<number, readonly Row[]>,
    from: number,
    to: number,
    now: number,
  ): Row[] {
    readUpTo(now);
    const end = Math.min(to, now + 1);
    const found: Row[] = [];
    for (let day = Math.max(dayOf(from), org.firstDay); day * dayLength < end; day += 1)
      for (const row of days.get(day) ?? [])
        if (row.event.eventTime >= from && row.event.eventTime < end) found.push(row);
    return found;
  }

  return {
    surveyEvents: (from, to, now) => events(surveyDays, from, to, now),
    evaluationEvents: (from, to, now) => events(evaluationDays, from, to, now),
    evaluations(now) {
      readUpTo(now);
      return evaluations.filter(({ interaction }) => interaction.start <= now);
    },
  };
}

const dayOf = (time: number): number => Math.floor(time / dayLength);

function put<Row>(days: Map<number, Row[]>, time: number, row: Row): void {
  const rows = days.get(dayOf(time));
  if (rows) rows.push(row);
  else days.set(dayOf(time), [row]);
}
