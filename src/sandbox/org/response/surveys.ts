import { second } from "../../../base/index.ts";
import type { Answer, FormVersion, Survey, SurveyEvent } from "../../model.ts";
import type { FormKey } from "../forms/catalogue.ts";
import { connection, doneAt, type Part, type SimulatedInteraction } from "../interaction/simulated-interaction.ts";
import type { Language, Media } from "../queues.ts";
import type { Random } from "../random.ts";
import { teamOn } from "../users.ts";
import type { Slot, World } from "../world.ts";
import { answerForm, isPartial, type Respondent, scoreOf } from "./answer-form.ts";
import { moodAndCause, waitedFor, writtenCause } from "./mood-and-cause.ts";
import type { Course } from "./survey-events.ts";
import { drawSurveys, surveyEvents } from "./survey-odds.ts";

/** A planned survey: its form, the agent it is about, and what becomes of it. */
export interface SurveyPlan {
  readonly type: Survey["type"];
  readonly form: FormKey;
  readonly course: Course;
  readonly about: Part;
}

/** Which surveys an interaction gets. Genesys asks about the last agent and their queue, however short their part. */
export function planSurveys(world: World, slot: Slot, simulated: SimulatedInteraction): SurveyPlan[] {
  const drawn = drawSurveys(world, slot);
  if (!drawn) return [];
  const met = simulated.parts.filter(({ withCustomer, pieces }) => withCustomer && pieces.length > 0);
  const last = met.toSorted((a, b) => connection(a).end - connection(b).end).at(-1);
  if (!last) return [];
  const { media, direction, desk } = simulated.plan;
  const language = desk?.language ?? "en";
  const form = defaultForm(media, language);
  const asksByVoice = media === "voice" && direction === "inbound" && language === "en" && !simulated.external;
  const plans: SurveyPlan[] = [
    drawn.voice && asksByVoice
      ? { type: "Voice", form: "voice", course: drawn.voice, about: last }
      : { type: "Web", form, course: drawn.web, about: last },
  ];
  const [first] = met;
  const about = drawn.second?.outcome === "error" ? last : first;
  if (drawn.second && about) plans.push({ type: "Web", form, course: drawn.second, about });
  return plans;
}

/** The form of a queue's web surveys. */
export function defaultForm(media: Media, language: Language): FormKey {
  if (language !== "en") return inLanguage[language];
  return media === "voice" || media === "callback" ? "postCall" : "digital";
}

const inLanguage = { de: "german", ja: "japanese", es: "spanish" } as const;

export function makeSurveys(
  world: World,
  slot: Slot,
  simulated: SimulatedInteraction,
  plans: readonly SurveyPlan[],
): Survey[] {
  const done = doneAt(simulated) + second;
  return plans.map((plan, at) => {
    const { about, course, type } = plan;
    const ended = connection(simulated.parts.at(-1) ?? about).end;
    const asked = type === "Voice" ? (simulated.voiceSurvey?.start ?? ended) : ended;
    const events = surveyEvents(world, slot, { at, type, course, ended: asked, done });
    return new MadeSurvey(world, slot, simulated, plan, at, events);
  });
}

interface Given {
  readonly answers: readonly Answer[];
  readonly cause: Survey["cause"];
}

/** A class for the same reason as an interaction; ids, form and answers are made when they are read. */
class MadeSurvey implements Survey {
  readonly events: readonly SurveyEvent[];
  private readonly world: World;
  private readonly slot: Slot;
  private readonly simulated: SimulatedInteraction;
  private readonly plan: SurveyPlan;
  private readonly at: number;
  private knownForm: FormVersion | undefined;
  private knownGiven: Given | undefined;

  constructor(
    world: World,
    slot: Slot,
    simulated: SimulatedInteraction,
    plan: SurveyPlan,
    at: number,
    events: readonly SurveyEvent[],
  ) {
    this.world = world;
    this.slot = slot;
    this.simulated = simulated;
    this.plan = plan;
    this.at = at;
    this.events = events;
  }

  get id() {
    return this.world.ids.of("survey", this.slot.day, this.slot.index, this.at);
  }
  get interactionId() {
    return this.world.ids.of("interaction", this.slot.day, this.slot.index);
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
    return teamOn(this.plan.about.agent, this.slot.day);
  }
  get flowId() {
    return this.type === "Voice" ? this.world.routing.flows.voicesurvey.id : null;
  }
  get errorReason() {
    if (this.plan.course.outcome !== "error") return null;
    return errorReasons[(this.slot.index + this.at) % errorReasons.length] ?? null;
  }
  get answers() {
    return this.given.answers;
  }
  get cause() {
    return this.given.cause;
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
    const sent = this.events[0]?.time ?? connection(this.simulated.parts.at(-1) ?? this.plan.about).end;
    this.knownForm ??= this.world.forms.current(this.plan.form, sent);
    return this.knownForm;
  }
  private get given(): Given {
    this.knownGiven ??= this.finished ? this.give() : { answers: [], cause: null };
    return this.knownGiven;
  }
  private give(): Given {
    const { day, index } = this.slot;
    const random = this.world.streams.answers(day, index, this.at);
    const customer = customerOf(this.world, day, this.simulated, this.plan.about, random);
    const answers = answerForm(this.form, customer, random);
    return { answers, cause: writtenCause(customer, answers) };
  }
}

const errorReasons = ["survey.policy.conflict", "no.valid.email.address", "survey.invite.flow.failed"];

/** Waiting and transfers lower the mood; some agents raise it. */
function customerOf(
  world: World,
  day: number,
  simulated: SimulatedInteraction,
  { agent, queue }: Part,
  random: Random,
): Respondent {
  const { parts, plan } = simulated;
  const waitCost = plan.media === "email" ? 0 : Math.min(1, waitedFor(simulated) / (600 * second));
  const base = random.weighted([
    [1, 8],
    [2, 8],
    [3, 12],
    [4, 32],
    [5, 40],
  ]);
  const mood = base + agent.charm - 0.3 * (parts.length - 1) - waitCost;
  return {
    ...moodAndCause(world, { day, simulated, queueId: queue?.id, mood }, random),
    language: plan.desk?.language ?? "en",
    hostile: world.switches.has("hostile-text"),
    maxAnswered: random.chance(0.07) ? random.int(0, 3) : Number.POSITIVE_INFINITY,
    declines: 0.05,
    talkative: 0.42,
  };
}
