import { second } from "../../../base/index.ts";
import type { Survey } from "../../model.ts";
import type { FormKey } from "../forms/catalogue.ts";
import { connection, doneAt, type Part, type Stage } from "../interaction/stage.ts";
import { teamOn } from "../people.ts";
import type { Random } from "../random.ts";
import type { Spot, World } from "../world.ts";
import { answerForm, isPartial, type Respondent, scoreOf } from "./answer-form.ts";
import { type Outcome, voiceEvents, voiceOutcomes, webEvents, webOutcomes } from "./survey-events.ts";

/** One survey to come: by which form, about whom, and what becomes of it. */
interface SurveyPlan {
  readonly type: Survey["type"];
  readonly form: FormKey;
  readonly outcome: Outcome;
  readonly about: Part;
}

/** Which surveys an interaction earns. Genesys asks about the last agent and their queue, however short their part. */
export function planSurveys(stage: Stage, random: Random): SurveyPlan[] {
  const met = stage.parts.filter(({ withCustomer, pieces }) => withCustomer && pieces.length > 0);
  const last = met.toSorted((a, b) => connection(a).end - connection(b).end).at(-1);
  if (!last || !random.chance(0.45)) return [];
  const { media, direction, desk } = stage.plan;
  const german = desk?.language === "de";
  const phone = media === "voice" || media === "callback";
  const web: SurveyPlan = {
    type: "Web",
    form: german ? "german" : phone ? "postCall" : "digital",
    outcome: random.weighted(webOutcomes),
    about: last,
  };
  const spoken: SurveyPlan = { type: "Voice", form: "voice", outcome: random.weighted(voiceOutcomes), about: last };
  const asksAloud = media === "voice" && direction === "inbound" && !german && !stage.external;
  const main = asksAloud && random.chance(0.3) ? spoken : web;

  // Of two policies that both want to ask, one sends and the other one's survey is an error.
  if (random.chance(0.06)) return [main, { ...web, outcome: "error" }];
  const first = met[0];
  if (first && random.chance(0.03)) return [main, { ...web, outcome: "finished", about: first }];
  return [main];
}

export function makeSurveys(
  world: World,
  spot: Spot,
  stage: Stage,
  plans: readonly SurveyPlan[],
  random: Random,
): Survey[] {
  return plans.map((plan, at) => {
    const { about, outcome, type } = plan;
    const ended = connection(stage.parts.at(-1) ?? about).end;
    const done = doneAt(stage) + second;
    const events =
      type === "Voice"
        ? voiceEvents(outcome, stage.voiceSurvey?.start ?? ended, done, random)
        : webEvents(outcome, ended, done, random);
    const form = world.forms.current(plan.form, events[0]?.time ?? ended);
    const answers = outcome === "finished" ? answerForm(form, customerOf(world, stage, about, random), random) : [];
    return {
      id: world.ids.of("survey", spot.day, spot.index, at),
      interactionId: world.ids.of("interaction", spot.day, spot.index),
      formId: form.id,
      type,
      agentId: about.agent.user.id,
      queueId: about.queue?.id ?? null,
      teamId: teamOn(about.agent, spot.day),
      flowId: type === "Voice" ? world.ids.fixed("flow", "voicesurvey") : null,
      errorReason: outcome === "error" ? random.pick(errorReasons) : null,
      events,
      answers,
      missingRequiredAnswer: outcome === "finished" && isPartial(form, answers),
      totalScore: scoreOf(form, answers),
    };
  });
}

const errorReasons = ["survey.policy.conflict", "no.valid.email.address", "survey.invite.flow.failed"];

/** Waiting and being passed on cost goodwill; some agents earn it back. */
function customerOf(world: World, { queued, parts, plan }: Stage, { agent }: Part, random: Random): Respondent {
  const waited = queued.reduce((sum, { start, end }) => sum + end - start, 0);
  const patience = plan.media === "email" ? 0 : Math.min(1, waited / (600 * second));
  const base = random.weighted([
    [1, 8],
    [2, 8],
    [3, 12],
    [4, 32],
    [5, 40],
  ]);
  return {
    language: plan.desk?.language ?? "en",
    mood: Math.min(5, Math.max(1, base + agent.charm - 0.3 * (parts.length - 1) - patience)),
    hostile: world.switches.has("hostile-text"),
    patience: random.chance(0.07) ? random.int(0, 3) : Number.POSITIVE_INFINITY,
    declines: 0.05,
    talkative: 0.42,
  };
}
