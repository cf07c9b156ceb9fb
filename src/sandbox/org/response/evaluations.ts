import { day as dayLength, minute } from "../../../base/index.ts";
import type { Answer, Evaluation, EvaluationEvent, FormVersion } from "../../model.ts";
import type { FormKey } from "../forms/catalogue.ts";
import { chooseDesk } from "../interaction/interaction-kinds.ts";
import { longestWork } from "../interaction/simulate-kind.ts";
import { connection, doneAt, type Stage } from "../interaction/simulated-interaction.ts";
import type { Random } from "../random.ts";
import type { Agent } from "../users.ts";
import type { Gate, Search, Spot, World } from "../world.ts";
import { answerForm, type Respondent, scoreOf } from "./answer-form.ts";
import { remark } from "./comment.ts";
import { evaluationCourse, longestEvaluation, scheduledRelease } from "./evaluation-events.ts";
import { feel, writtenCause } from "./mood-and-cause.ts";

const evaluationForms: readonly (readonly [FormKey, number])[] = [
  ["csatQuality", 50],
  ["expectedCsat", 25],
  ["complianceOnly", 25],
];

/** The evaluations of about one handled interaction in eight. */
export function makeEvaluations(world: World, spot: Spot, stage: Stage): Evaluation[] {
  if (stage.parts.length === 0 || !isJudged(world, spot.day, spot.index)) return [];
  const { ids, chance } = world;
  const { day, index } = spot;
  const random = chance.evaluations(day, index);
  const { fate, lives } = courseOf(world, spot, doneAt(stage));
  const formKey = random.weighted(evaluationForms);
  const about = evaluated(world, spot, stage, random);
  const byMachine = fate === "by machine";
  const evaluator = byMachine ? null : random.pick(world.people.evaluators).id;
  const contextId = ids.of("evaluationContext", day, index);
  const form = world.forms.current(formKey, Math.min(...lives.map(([first]) => first?.time ?? stage.end)));

  const make = (at: number, events: readonly EvaluationEvent[], more: Partial<Evaluation> = {}): Evaluation => {
    const submitted = events.some(({ status }) => status === "Finished");
    const judgement = lazily(() =>
      submitted ? judge(world, form, spot, stage, chance.judgement(day, index, at)) : unjudged,
    );
    return {
      id: ids.of("evaluation", day, index, at),
      interactionId: ids.of("interaction", day, index),
      formId: form.id,
      ...about,
      systemSubmitted: byMachine,
      neverRelease: fate === "never released",
      scheduledRelease: scheduledRelease(fate, events),
      contextId,
      version: 1,
      retractedEvaluationId: null,
      evaluatorId: evaluator,
      calibrationId: null,
      rescored: fate === "rescored",
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

  return lives.map((events, at) => {
    if (fate === "calibration")
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

const isJudged = ({ luck }: World, day: number, index: number): boolean => luck.judged(day, index) < judgedShare;

const isScheduled = ({ luck }: World, day: number, index: number): boolean =>
  luck.judged(day, index) < judgedShare * scheduledShare;

const courseOf = (world: World, { day, index }: Spot, done: number) =>
  evaluationCourse(done, isScheduled(world, day, index), world.chance.evaluationEvents(day, index));

/**
 * Tells which interactions may have evaluations with such an event: some that have none, but all that have one. Null
 * where none of the day has.
 */
export function evaluationGate(world: World, { day, from, to, startOf }: Search): Gate | null {
  const longest = longestWork.email + margin;
  const over = (day + 1) * dayLength + longest;
  if (day * dayLength >= to || over + longestEvaluation.scheduled < from) return null;
  const judged = over + longestEvaluation.others < from ? isScheduled : isJudged;
  return (index) => {
    if (!judged(world, day, index)) return false;
    const start = startOf(index);
    if (start >= to) return false;
    const { lives } = courseOf(world, { day, index, start }, start);
    const may = (slack: number): boolean =>
      lives.some((events) => events.some(({ eventTime }) => eventTime < to && eventTime + slack >= from));
    if (!may(longest)) return false;
    const { media } = chooseDesk(world, { day }, world.chance.plan(day, index));
    return media === "email" || may(longestWork[media] + margin);
  };
}

/** For the lag of analytics. */
const margin = 5 * minute;

/** Policies evaluate the first agent or the last; a hand may have picked somebody who was not there at all. */
function evaluated(
  world: World,
  { day }: Spot,
  { parts, missed }: Stage,
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

/** Some evaluators mark whatever they may as not applicable. */
function judge(world: World, form: FormVersion, { day }: Spot, stage: Stage, random: Random): Judgement {
  const who: Respondent = {
    ...feel(world, { day, stage, queueId: stage.plan.desk?.queue.id, mood: 1 + 4 * Math.sqrt(random.next()) }, random),
    language: stage.plan.desk?.language ?? "en",
    hostile: world.switches.has("hostile-text"),
    patience: Number.POSITIVE_INFINITY,
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
