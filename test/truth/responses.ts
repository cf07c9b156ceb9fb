import { day as dayLength, hour, minute } from "../../src/base/index.ts";
import type { Evaluation, FormVersion, Interaction, Org, Survey } from "../../src/sandbox/model.ts";
import { type TruthAnswer, truthAnswers } from "./answers.ts";

export const ruleNames = ["genesys", "last", "first", "longest", "all"] as const;
export type RuleName = (typeof ruleNames)[number];

export interface TruthCredit {
  readonly agentId: string | null;
  readonly queueId: string | null;
  readonly weight: number;
}

/** A response that counts, as it is in the org. Times in milliseconds, seconds to tenths. */
export interface TruthResponse {
  readonly id: string;
  readonly source: "survey" | "evaluation";
  readonly interactionId: string;
  readonly surveyType: string | null;
  readonly status: string;
  /** Whether a customer began a survey, with any outcome. */
  readonly started: boolean;
  readonly form: FormVersion;
  readonly times: Readonly<Record<"completed" | "interaction" | "ended" | "sent", number | null>>;
  readonly agentId: string | null;
  readonly evaluatorId: string | null;
  readonly team: string | null;
  readonly credits: Readonly<Record<RuleName, readonly TruthCredit[]>>;
  readonly media: string | null;
  readonly direction: string | null;
  readonly divisions: readonly string[];
  readonly wrapUps: readonly string[];
  readonly journey: Readonly<Record<"wait" | "talk" | "hold" | "transfers", number | null>>;
  readonly linked: boolean;
  readonly answers: readonly TruthAnswer[];
  /** Of the lead, of a survey. */
  readonly csat: number | null;
  readonly satisfied: boolean | null;
  readonly index: number | null;
  /** Of the lead, of an evaluation. */
  readonly evaluatorCsat: number | null;
  readonly nps: number | null;
  readonly total: number | null;
  readonly comment: string | null;
  readonly partial: boolean;
}

/**
 * Every response that counts at `now`: surveys in every state but the deleted ones, and evaluations that may be
 * reported.
 */
export function truthResponses(org: Org, now: number): readonly TruthResponse[] {
  const responses: TruthResponse[] = [];
  for (let day = org.firstDay; day <= Math.min(org.lastDay, Math.floor(now / dayLength)); day++)
    for (const interaction of org.day(day)) {
      for (const survey of interaction.surveys) responses.push(...surveyAt(org, interaction, survey, now));
      for (const evaluation of interaction.evaluations)
        responses.push(...evaluationAt(org, interaction, evaluation, now));
    }
  return responses;
}

/**
 * The first minute from `now` on at which analytics has heard of everything that has happened: events in between may be
 * reported or not.
 */
export function firstQuiet(org: Org, now: number): number {
  const unheard: (readonly [from: number, to: number])[] = [];
  for (let day = org.firstDay; day <= org.lastDay; day++)
    for (const { surveys, evaluations } of org.day(day))
      for (const { events } of [...surveys, ...evaluations])
        for (const { time, eventTime } of events) if (eventTime > now) unheard.push([time, eventTime]);
  let quiet = now;
  while (unheard.some(([from, to]) => from <= quiet && to > quiet)) quiet += minute;
  return quiet;
}

function surveyAt(org: Org, interaction: Interaction, survey: Survey, now: number): TruthResponse[] {
  const past = survey.events.filter(({ time }) => time <= now);
  const latest = past.at(-1);
  if (!latest || latest.status === "Deleted") return [];
  const finished = latest.status === "Finished";
  const form = formOf(org, survey.formId);
  const linked = isLinked(org, interaction);
  const answers = truthAnswers(form, finished ? survey.answers : []);
  const lead = answers.find((answer) => answer.lead);
  const own = { agentId: survey.agentId, queueId: survey.queueId, weight: 1 };
  return [
    {
      ...shared(interaction, survey.agentId, linked),
      id: survey.id,
      source: "survey",
      surveyType: survey.type,
      status: latest.status,
      started: past.some(({ status }) => status === "InProgress" || status === "Finished"),
      form,
      times: {
        ...timesOf(interaction, linked, now),
        completed: finished ? latest.time : null,
        // Aggregates show in which hour it was made, and nothing shows when it left.
        sent: Math.floor((past[0]?.time ?? 0) / hour) * hour,
      },
      agentId: survey.agentId,
      evaluatorId: null,
      // From the answered survey itself, and from the interaction.
      team: ((finished || linked) && org.teams.find(({ id }) => id === survey.teamId)?.name) || null,
      credits: linked
        ? { genesys: [own], ...interaction.credits }
        : { genesys: [own], last: [], first: [], longest: [], all: [] },
      answers,
      csat: lead?.satisfaction ?? null,
      satisfied: lead?.favourable ?? null,
      index: mean(answers.flatMap(({ satisfaction }) => satisfaction ?? [])),
      evaluatorCsat: null,
      nps: answers.find(({ role }) => role === "nps")?.value ?? null,
      total: finished ? survey.totalScore : null,
      comment: finished ? commentOf(answers, null) : null,
      partial: finished && survey.missingRequiredAnswer,
    },
  ];
}

function evaluationAt(org: Org, interaction: Interaction, evaluation: Evaluation, now: number): TruthResponse[] {
  const past = evaluation.events.filter(({ time }) => time <= now);
  const latest = past.findLast(({ status }) => status !== "Released" && status !== "Rescored");
  const released = past.some(({ status }) => status === "Released") && !evaluation.neverRelease;
  if (latest?.status !== "Finished" || !released || evaluation.calibrationId !== null) return [];
  const form = formOf(org, evaluation.formId);
  const answers = truthAnswers(form, evaluation.answers);
  if (!answers.some((answer) => answer.answered && isAboutCsat(form, answer))) return [];
  const linked = isLinked(org, interaction);
  const { agentId } = evaluation;
  const ownLeg = linked ? interaction.legs.findLast((leg) => leg.agentId === agentId) : undefined;
  const present = interaction.participants.find(({ userId, purpose }) => userId === agentId && purpose === "agent");
  const credit = [{ agentId, queueId: evaluation.queueId ?? ownLeg?.queueId ?? null, weight: 1 }];
  return [
    {
      ...shared(interaction, agentId, linked),
      id: evaluation.id,
      source: "evaluation",
      surveyType: null,
      status: "Finished",
      started: false,
      form,
      times: { ...timesOf(interaction, linked, now), completed: latest.time, sent: null },
      agentId,
      evaluatorId: evaluation.evaluatorId,
      team: (linked && org.teams.find(({ id }) => id === present?.teamId)?.name) || null,
      credits: { genesys: credit, last: credit, first: credit, longest: credit, all: credit },
      answers,
      csat: null,
      satisfied: null,
      index: null,
      evaluatorCsat: answers.find((answer) => answer.lead)?.satisfaction ?? null,
      nps: answers.find(({ role }) => role === "nps")?.value ?? null,
      total: evaluation.totalScore,
      comment: commentOf(answers, evaluation.comments),
      partial: false,
    },
  ];
}

/** The facts of the interaction; nothing where analytics does not return it. */
function shared(interaction: Interaction, agentId: string | null, linked: boolean) {
  const { legs, wait, transfers } = interaction;
  const total = (time: "talk" | "hold") => tenths(legs.reduce((sum, leg) => sum + leg[time], 0));
  return {
    interactionId: interaction.id,
    linked,
    media: (linked && legs.find((leg) => leg.agentId === agentId)?.mediaType) || null,
    direction: linked ? interaction.direction : null,
    divisions: linked ? interaction.divisionIds : [],
    wrapUps: linked ? interaction.wrapUpCodes : [],
    journey: linked
      ? { wait: wait === null ? null : tenths(wait), talk: total("talk"), hold: total("hold"), transfers }
      : { wait: null, talk: null, hold: null, transfers: null },
  };
}

const timesOf = ({ start, end }: Interaction, linked: boolean, now: number) => ({
  interaction: linked ? start : null,
  ended: linked && end !== null && end <= now ? end : null,
});

const isLinked = ({ switches }: Org, { mayBeMissing }: Interaction): boolean =>
  !(mayBeMissing && switches.has("missing-interactions"));

/** The usual label: by the question's own text or by its group's name. */
const isAboutCsat = (form: FormVersion, { questionId }: TruthAnswer): boolean =>
  form.groups.some(({ name, questions }) =>
    questions.some(({ id, text }) => id === questionId && `${name}\n${text}`.toLowerCase().includes("csat")),
  );

function commentOf(answers: readonly TruthAnswer[], remark: string | null): string | null {
  const written = answers.filter(({ role }) => role === "comment").map(({ answerText }) => answerText);
  const explained = answers.filter(({ role }) => role === "nps").map((answer) => answer.remark);
  return [...written, ...explained, remark].find((text) => text?.trim()) ?? null;
}

function formOf({ forms }: Org, id: string): FormVersion {
  const form = forms.find((one) => one.id === id);
  if (!form) throw new Error(`The org has no form ${id}.`);
  return form;
}

export const mean = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

const tenths = (milliseconds: number): number => Math.round(milliseconds / 100) / 10;
