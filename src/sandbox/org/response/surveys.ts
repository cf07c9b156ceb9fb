import { second } from "../../../base/index.ts";
import type { Survey } from "../../model.ts";
import type { FormKey } from "../forms/catalogue.ts";
import { connection, doneAt, type Part, type Stage } from "../interaction/stage.ts";
import { lazily } from "../lazily.ts";
import { teamOn } from "../people.ts";
import type { Random } from "../random.ts";
import type { Spot, World } from "../world.ts";
import { answerForm, isPartial, type Respondent, scoreOf } from "./answer-form.ts";
import type { Course } from "./survey-events.ts";
import { surveyEvents, surveyProspect } from "./survey-prospect.ts";

/** One survey to come: by which form, about whom, and what becomes of it. */
interface SurveyPlan {
  readonly type: Survey["type"];
  readonly form: FormKey;
  readonly course: Course;
  readonly about: Part;
}

/** Which surveys an interaction earns. Genesys asks about the last agent and their queue, however short their part. */
export function planSurveys(world: World, spot: Spot, stage: Stage): SurveyPlan[] {
  const prospect = surveyProspect(world, spot);
  if (!prospect) return [];
  const met = stage.parts.filter(({ withCustomer, pieces }) => withCustomer && pieces.length > 0);
  const last = met.toSorted((a, b) => connection(a).end - connection(b).end).at(-1);
  if (!last) return [];
  const { media, direction, desk } = stage.plan;
  const language = desk?.language ?? "en";
  const phone = media === "voice" || media === "callback";
  const form = language !== "en" ? inLanguage[language] : phone ? "postCall" : "digital";
  const asksAloud = media === "voice" && direction === "inbound" && language === "en" && !stage.external;
  const plans: SurveyPlan[] = [
    prospect.aloud && asksAloud
      ? { type: "Voice", form: "voice", course: prospect.aloud, about: last }
      : { type: "Web", form, course: prospect.web, about: last },
  ];
  const [first] = met;
  const about = prospect.second?.outcome === "error" ? last : first;
  if (prospect.second && about) plans.push({ type: "Web", form, course: prospect.second, about });
  return plans;
}

const inLanguage = { de: "german", ja: "japanese" } as const;

export function makeSurveys(world: World, spot: Spot, stage: Stage, plans: readonly SurveyPlan[]): Survey[] {
  const { day, index } = spot;
  return plans.map(({ about, course, type, form: key }, at) => {
    const ended = connection(stage.parts.at(-1) ?? about).end;
    const done = doneAt(stage) + second;
    const asked = type === "Voice" ? (stage.voiceSurvey?.start ?? ended) : ended;
    const events = surveyEvents(world, spot, { at, type, course, ended: asked, done });
    const form = world.forms.current(key, events[0]?.time ?? ended);
    const finished = course.outcome === "finished";
    const answers = lazily(() => {
      const random = world.chance.answers(day, index, at);
      return finished ? answerForm(form, customerOf(world, stage, about, random), random) : [];
    });
    return {
      id: world.ids.of("survey", day, index, at),
      interactionId: world.ids.of("interaction", day, index),
      formId: form.id,
      type,
      agentId: about.agent.user.id,
      queueId: about.queue?.id ?? null,
      teamId: teamOn(about.agent, day),
      flowId: type === "Voice" ? world.places.flows.voicesurvey.id : null,
      errorReason: course.outcome === "error" ? (errorReasons[(index + at) % errorReasons.length] ?? null) : null,
      events,
      get answers() {
        return answers();
      },
      get missingRequiredAnswer() {
        return finished && isPartial(form, answers());
      },
      get totalScore() {
        return scoreOf(form, answers());
      },
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
