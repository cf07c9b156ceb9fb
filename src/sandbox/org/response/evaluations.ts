import type { Evaluation, EvaluationEvent, FormVersion } from "../../model.ts";
import type { FormKey } from "../forms/catalogue.ts";
import { connection, doneAt, type Stage } from "../interaction/stage.ts";
import type { Agent } from "../people.ts";
import type { Random } from "../random.ts";
import type { Spot, World } from "../world.ts";
import { answerForm, type Respondent, scoreOf } from "./answer-form.ts";
import { remark } from "./comments.ts";
import { evaluationEvents, fates, revise } from "./evaluation-events.ts";

const evaluationForms: readonly (readonly [FormKey, number])[] = [
  ["csatQuality", 50],
  ["expectedCsat", 25],
  ["complianceOnly", 25],
];

/** The evaluations of about one handled interaction in eight. */
export function makeEvaluations(world: World, spot: Spot, stage: Stage, random: Random): Evaluation[] {
  if (stage.parts.length === 0 || !random.chance(0.12)) return [];
  const { ids } = world;
  const { day, index } = spot;
  const fate = random.weighted(fates);
  const formKey = random.weighted(evaluationForms);
  const about = evaluated(world, spot, stage, random);
  const evaluator = fate === "by machine" ? null : random.pick(world.people.evaluators).id;

  const make = (at: number, events: readonly EvaluationEvent[], more: Partial<Evaluation> = {}): Evaluation => {
    const form = world.forms.current(formKey, events[0]?.time ?? stage.end);
    const submitted = events.some(({ status }) => status === "Finished");
    return {
      id: ids.of("evaluation", day, index, at),
      contextId: ids.of("evaluationContext", day, index, at),
      version: 1,
      retractedEvaluationId: null,
      interactionId: ids.of("interaction", day, index),
      formId: form.id,
      ...about,
      evaluatorId: evaluator,
      systemSubmitted: fate === "by machine",
      calibrationId: null,
      neverRelease: fate === "never released",
      rescored: fate === "rescored",
      events,
      ...(submitted ? judge(world, form, stage, random) : unjudged),
      ...more,
    };
  };

  const events = evaluationEvents(fate, doneAt(stage), random);
  if (fate === "calibration") {
    const [first, second] = world.people.evaluators;
    const calibrationId = ids.of("calibration", day, index);
    return [
      make(0, events, { calibrationId, evaluatorId: first?.id ?? null }),
      make(1, evaluationEvents(fate, doneAt(stage), random), { calibrationId, evaluatorId: second?.id ?? null }),
    ];
  }
  if (fate === "revised") {
    const lives = revise(events, random);
    const old = make(0, lives.old);
    const next = { version: 2, rescored: true, retractedEvaluationId: old.id, contextId: old.contextId };
    return [
      old,
      make(1, lives.next, { ...next, formId: old.formId, ...judge(world, formOf(world, old), stage, random) }),
    ];
  }
  return [make(0, events)];
}

const formOf = ({ forms }: World, { formId }: Evaluation): FormVersion => {
  const form = forms.byId.get(formId);
  if (!form) throw new Error(`No form ${formId}.`);
  return form;
};

/** Policies evaluate the first agent or the last; a hand may have picked somebody who was not there at all. */
function evaluated(
  world: World,
  { day }: Spot,
  { parts, missed }: Stage,
  random: Random,
): Pick<Evaluation, "agentId" | "queueId"> {
  const byStart = parts.filter(({ withCustomer }) => withCustomer);
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

const unjudged = { answers: [], comments: null, totalScore: null, totalCriticalScore: null } as const;

type Judgement = Pick<Evaluation, "answers" | "comments" | "totalScore" | "totalCriticalScore">;

/** Some evaluators mark whatever they may as not applicable. */
function judge(world: World, form: FormVersion, { plan }: Stage, random: Random): Judgement {
  const who: Respondent = {
    language: plan.desk?.language ?? "en",
    mood: 1 + 4 * Math.sqrt(random.next()),
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
  const answers = given.map((answer) => ({
    ...answer,
    comment: !written.has(answer.questionId) && random.chance(0.15) ? remark(who, random) : null,
  }));
  const totalScore = scoreOf(form, given);
  return {
    answers,
    comments: random.chance(0.4) ? remark(who, random) : null,
    totalScore,
    totalCriticalScore: totalScore,
  };
}

const isFreeText = ({ type }: { readonly type: string }): boolean => type === "freeTextQuestion";
