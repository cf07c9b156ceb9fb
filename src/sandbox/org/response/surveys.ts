import { second } from "../../../base/index.ts";
import type { Answer, FormVersion, Survey, SurveyEvent } from "../../model.ts";
import type { FormKey } from "../forms/catalogue.ts";
import { connection, doneAt, type Part, type Stage } from "../interaction/stage.ts";
import { teamOn } from "../people.ts";
import type { Random } from "../random.ts";
import type { Spot, World } from "../world.ts";
import { answerForm, isPartial, type Respondent, scoreOf } from "./answer-form.ts";
import type { Course } from "./survey-events.ts";
import { surveyEvents, surveyProspect } from "./survey-prospect.ts";

/** One survey to come: by which form, about whom, and what becomes of it. */
export interface SurveyPlan {
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
  const done = doneAt(stage) + second;
  return plans.map((plan, at) => {
    const { about, course, type } = plan;
    const ended = connection(stage.parts.at(-1) ?? about).end;
    const asked = type === "Voice" ? (stage.voiceSurvey?.start ?? ended) : ended;
    const events = surveyEvents(world, spot, { at, type, course, ended: asked, done });
    return new MadeSurvey(world, spot, stage, plan, at, events);
  });
}

/** A class for the same reason as an interaction; ids, form and answers are made for whoever asks. */
class MadeSurvey implements Survey {
  readonly events: readonly SurveyEvent[];
  private readonly world: World;
  private readonly spot: Spot;
  private readonly stage: Stage;
  private readonly plan: SurveyPlan;
  private readonly at: number;
  private knownForm: FormVersion | undefined;
  private knownAnswers: readonly Answer[] | undefined;

  constructor(world: World, spot: Spot, stage: Stage, plan: SurveyPlan, at: number, events: readonly SurveyEvent[]) {
    this.world = world;
    this.spot = spot;
    this.stage = stage;
    this.plan = plan;
    this.at = at;
    this.events = events;
  }

  get id() {
    return this.world.ids.of("survey", this.spot.day, this.spot.index, this.at);
  }
  get interactionId() {
    return this.world.ids.of("interaction", this.spot.day, this.spot.index);
  }
  get formId() {
    return this.form.id;
  }
  get type() {
    return this.plan.type;
  }
  get agentId() {
    return this.plan.about.agent.user.id;
  }
  get queueId() {
    return this.plan.about.queue?.id ?? null;
  }
  get teamId() {
    return teamOn(this.plan.about.agent, this.spot.day);
  }
  get flowId() {
    return this.type === "Voice" ? this.world.places.flows.voicesurvey.id : null;
  }
  get errorReason() {
    if (this.plan.course.outcome !== "error") return null;
    return errorReasons[(this.spot.index + this.at) % errorReasons.length] ?? null;
  }
  get answers() {
    this.knownAnswers ??= this.finished ? this.give() : [];
    return this.knownAnswers;
  }
  get missingRequiredAnswer() {
    return this.finished && isPartial(this.form, this.answers);
  }
  get totalScore() {
    return scoreOf(this.form, this.answers);
  }

  private get finished(): boolean {
    return this.plan.course.outcome === "finished";
  }
  private get form(): FormVersion {
    const sent = this.events[0]?.time ?? connection(this.stage.parts.at(-1) ?? this.plan.about).end;
    this.knownForm ??= this.world.forms.current(this.plan.form, sent);
    return this.knownForm;
  }
  private give(): Answer[] {
    const random = this.world.chance.answers(this.spot.day, this.spot.index, this.at);
    return answerForm(this.form, customerOf(this.world, this.stage, this.plan.about, random), random);
  }
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
