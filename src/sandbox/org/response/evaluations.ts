import { day as dayLength, minute } from "../../../base/index.ts";
import type { Answer, Evaluation, EvaluationEvent, FormVersion } from "../../model.ts";
import type { FormKey } from "../forms/catalogue.ts";
import { chooseDesk } from "../interaction/interaction-kinds.ts";
import { maxHandlingTime } from "../interaction/simulate-kind.ts";
import { connection, doneAt, type SimulatedInteraction } from "../interaction/simulated-interaction.ts";
import type { Random } from "../random.ts";
import type { Agent } from "../users.ts";
import type { IsCandidate, Search, Slot, World } from "../world.ts";
import { answerForm, type Respondent, scoreOf } from "./answer-form.ts";
import { remark } from "./comment.ts";
import { evaluationCourse, maxEvaluationSpan, scheduledRelease } from "./evaluation-events.ts";
import { moodAndCause, writtenCause } from "./mood-and-cause.ts";

const evaluationForms: readonly (readonly [FormKey, number])[] = [
  ["csatQuality", 50],
  ["expectedCsat", 25],
  ["complianceOnly", 25],
];

/** The evaluations of about one handled interaction in eight. */
export function makeEvaluations(world: World, slot: Slot, simulated: SimulatedInteraction): Evaluation[] {
  if (simulated.parts.length === 0 || !isJudged(world, slot.day, slot.index)) return [];
  const { ids, streams } = world;
  const { day, index } = slot;
  const random = streams.evaluations(day, index);
  const { outcome, histories } = courseOf(world, slot, doneAt(simulated));
  const formKey = random.weighted(evaluationForms);
  const about = evaluated(world, slot, simulated, random);
  const byMachine = outcome === "by machine";
  const evaluator = byMachine ? null : random.pick(world.people.evaluators).id;
  const contextId = ids.of("evaluationContext", day, index);
  const form = world.forms.current(formKey, Math.min(...histories.map(([first]) => first?.time ?? simulated.end)));

  const make = (at: number, events: readonly EvaluationEvent[], more: Partial<Evaluation> = {}): Evaluation => {
    const submitted = events.some(({ status }) => status === "Finished");
    const judgement = lazily(() =>
      submitted ? judge(world, form, slot, simulated, streams.judgement(day, index, at)) : unjudged,
    );
    return {
      id: ids.of("evaluation", day, index, at),
      interactionId: ids.of("interaction", day, index),
      formId: form.id,
      ...about,
      systemSubmitted: byMachine,
      neverRelease: outcome === "never released",
      scheduledRelease: scheduledRelease(outcome, events),
      contextId,
      version: 1,
      retractedEvaluationId: null,
      evaluatorId: evaluator,
      calibrationId: null,
      rescored: outcome === "rescored",
      ...more,
      events,
      get answers() {
        return judgement().answers;
      },
      get comments() {
        return judgement().comments;
      },
      get totalScore() {
        return judgement().totalScore;
      },
      get totalCriticalScore() {
        return judgement().totalCriticalScore;
      },
      get cause() {
        return judgement().cause;
      },
    };
  };

  return histories.map((events, at) => {
    if (outcome === "calibration")
      return make(at, events, {
        calibrationId: ids.of("calibration", day, index),
        evaluatorId: world.people.evaluators[at]?.id ?? null,
        contextId: ids.of("evaluationContext", day, index, at),
      });
    if (at === 0) return make(at, events);
    return make(at, events, { version: 2, rescored: true, retractedEvaluationId: ids.of("evaluation", day, index, 0) });
  });
}

const judgedShare = 0.12;
const scheduledShare = 0.14;

const isJudged = ({ draws }: World, day: number, index: number): boolean => draws.judged(day, index) < judgedShare;

const isScheduled = ({ draws }: World, day: number, index: number): boolean =>
  draws.judged(day, index) < judgedShare * scheduledShare;

const courseOf = (world: World, { day, index }: Slot, done: number) =>
  evaluationCourse(done, isScheduled(world, day, index), world.streams.evaluationEvents(day, index));

/**
 * Returns which interactions may have evaluations with such an event: some that have none, but all that have one. Null
 * where none of the day has.
 */
export function evaluationCandidates(world: World, { day, from, to, startOf }: Search): IsCandidate | null {
  const maxDelay = maxHandlingTime.email + margin;
  const over = (day + 1) * dayLength + maxDelay;
  if (day * dayLength >= to || over + maxEvaluationSpan.scheduled < from) return null;
  const judged = over + maxEvaluationSpan.others < from ? isScheduled : isJudged;
  return (index) => {
    if (!judged(world, day, index)) return false;
    const start = startOf(index);
    if (start >= to) return false;
    const { histories } = courseOf(world, { day, index, start }, start);
    const may = (slack: number): boolean =>
      histories.some((events) => events.some(({ eventTime }) => eventTime < to && eventTime + slack >= from));
    if (!may(maxDelay)) return false;
    const { media } = chooseDesk(world, { day }, world.streams.plan(day, index));
    return media === "email" || may(maxHandlingTime[media] + margin);
  };
}

/** For the lag of analytics. */
const margin = 5 * minute;

/** Policies evaluate the first agent or the last; an evaluator may have picked an agent who was not there. */
function evaluated(
  world: World,
  { day }: Slot,
  { parts, missed }: SimulatedInteraction,
  random: Random,
): Pick<Evaluation, "agentId" | "queueId"> {
  const byStart = parts
    .filter(({ withCustomer }) => withCustomer)
    .toSorted((a, b) => connection(a).start - connection(b).start);
  const part = random.chance(0.75)
    ? byStart[0]
    : byStart.toSorted((a, b) => connection(a).end - connection(b).end).at(-1);
  if (!part || random.chance(0.02)) {
    const there = new Set<Agent>([...parts, ...missed].map(({ agent }) => agent));
    const absent = world.people.agents.filter((agent) => !there.has(agent) && agent.lastDay >= day);
    return { agentId: random.pick(absent).user.id, queueId: null };
  }
  return { agentId: part.agent.user.id, queueId: random.chance(0.2) ? (part.queue?.id ?? null) : null };
}

const unjudged = { answers: [], comments: null, totalScore: null, totalCriticalScore: null, cause: null } as const;

type Judgement = Pick<Evaluation, "answers" | "comments" | "totalScore" | "totalCriticalScore" | "cause">;

/** Some evaluators mark every question they can as not applicable. */
function judge(
  world: World,
  form: FormVersion,
  { day }: Slot,
  simulated: SimulatedInteraction,
  random: Random,
): Judgement {
  const who: Respondent = {
    ...moodAndCause(
      world,
      { day, simulated, queueId: simulated.plan.desk?.queue.id, mood: 1 + 4 * Math.sqrt(random.next()) },
      random,
    ),
    language: simulated.plan.desk?.language ?? "en",
    hostile: world.switches.has("hostile-text"),
    maxAnswered: Number.POSITIVE_INFINITY,
    declines: random.chance(0.07) ? 1 : 0.06,
    talkative: 0.5,
  };
  const given = answerForm(form, who, random);
  const written = new Set(
    form.groups
      .flatMap((group) => group.questions)
      .filter(isFreeText)
      .map(({ id }) => id),
  );
  const remarked = ({ questionId, notApplicable }: Answer): boolean =>
    notApplicable !== "group" && !written.has(questionId);
  const answers = given.map((answer) => ({
    ...answer,
    comment: remarked(answer) && random.chance(0.15) ? remark(who, random) : null,
  }));
  const totalScore = scoreOf(form, given);
  return {
    answers,
    comments: random.chance(0.4) ? remark(who, random) : null,
    totalScore,
    totalCriticalScore: totalScore,
    cause: writtenCause(who, given),
  };
}

const isFreeText = ({ type }: { readonly type: string }): boolean => type === "freeTextQuestion";

/** Makes something when it is first asked for, and keeps it. */
export function lazily<Thing>(make: () => Thing): () => Thing {
  let made: { readonly thing: Thing } | undefined;
  return () => {
    made ??= { thing: make() };
    return made.thing;
  };
}
