import { hour } from "../../../base/index.ts";
import type { Evaluation, EvaluationEvent, Interaction, Org, Survey, SurveyEvent, SurveyStatus } from "../../model.ts";
import { type InteractionSummary, summarize } from "./interaction-summary.ts";

export interface SurveyEventRow {
  readonly interaction: InteractionSummary;
  readonly survey: Survey;
  readonly event: SurveyEvent;
  /** Status before the event; null at the first. */
  readonly previous: SurveyStatus | null;
}

export interface EvaluationEventRow {
  readonly interaction: InteractionSummary;
  readonly evaluation: Evaluation;
  readonly event: EvaluationEvent;
}

export interface EvaluationRow {
  readonly interaction: InteractionSummary;
  readonly evaluation: Evaluation;
}

/** Everything that happened up to a moment, found by when it happened rather than by the interaction. */
export interface History {
  /** Events analytics saw in [from, to), not later than now. */
  surveyEvents(from: number, to: number, now: number): Iterable<SurveyEventRow>;
  /** All events, not later than now, of surveys that were created in [from, to). */
  eventsOfCreated(from: number, to: number, now: number): Iterable<SurveyEventRow>;
  evaluationEvents(from: number, to: number, now: number): Iterable<EvaluationEventRow>;
  /** Evaluations of interactions that began by now, in any state: those with an event in [from, to), and others. */
  evaluations(now: number, from?: number, to?: number): Iterable<EvaluationRow>;
}

/** Reads only interactions that may have such events, one at a time: nothing is kept, however busy the org is. */
export function createHistory(org: Org): History {
  return {
    *surveyEvents(from, to, now) {
      const end = Math.min(to, now + 1);
      for (const row of eventsOf(org.withSurveys(from, end)))
        if (row.event.eventTime >= from && row.event.eventTime < end) yield row;
    },
    *eventsOfCreated(from, to, now) {
      // Being created is a survey's first event.
      for (const row of eventsOf(org.withSurveys(from, Math.min(to + maxAnalyticsLag, now + 1)))) {
        const created = createdAt(row);
        if (created >= from && created < to && row.event.eventTime <= now) yield row;
      }
    },
    *evaluationEvents(from, to, now) {
      const end = Math.min(to, now + 1);
      for (const { interaction, evaluation } of evaluationsOf(org.withEvaluations(from, end)))
        for (const event of evaluation.events)
          if (event.eventTime >= from && event.eventTime < end) yield { interaction, evaluation, event };
    },
    evaluations: (now, from = -Infinity, to = Infinity) =>
      // An event that is planned for later may have a date already, such as a scheduled release.
      evaluationsOf(org.withEvaluations(from, to === Infinity ? now + maxAnalyticsLag : to)),
  };
}

/** Analytics sees an event of the quality API a little later: up to ten minutes, and never out of order. */
export const maxAnalyticsLag = hour;

/** When a survey was created; its first event may be heard of later. */
export const createdAt = ({ survey, event }: Pick<SurveyEventRow, "survey" | "event">): number =>
  survey.events[0]?.time ?? event.time;

function* eventsOf(interactions: Iterable<Interaction>): Iterable<SurveyEventRow> {
  for (const made of interactions) {
    const interaction = summarize(made);
    for (const survey of made.surveys) {
      let previous: SurveyStatus | null = null;
      for (const event of survey.events) {
        yield { interaction, survey, event, previous };
        previous = event.status;
      }
    }
  }
}

function* evaluationsOf(interactions: Iterable<Interaction>): Iterable<EvaluationRow> {
  for (const made of interactions) {
    const interaction = summarize(made);
    for (const evaluation of made.evaluations) yield { interaction, evaluation };
  }
}
