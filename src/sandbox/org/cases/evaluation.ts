import { day as dayLength, minute, refuseUnknownKeys, second } from "../../../base/index.ts";
import type { Evaluation, EvaluationEvent, EvaluationStatus } from "../../model.ts";
import { doneAt, type Part, type SimulatedInteraction } from "../interaction/simulated-interaction.ts";
import { scoreOf } from "../response/answer-form.ts";
import { maxReleaseDelay } from "../response/evaluation-events.ts";
import { EventList } from "../response/event-list.ts";
import type { Slot, World } from "../world.ts";
import type { EvaluationCase } from "./case.ts";
import { after, named, refuse } from "./case-errors.ts";
import { answersOf, formOf } from "./form-and-answers.ts";

const before: Readonly<Record<EvaluationStatus, readonly EvaluationStatus[]>> = {
  Pending: [],
  InProgress: ["Pending"],
  Finished: ["Pending", "InProgress"],
  InReview: ["Pending", "InProgress", "Finished"],
  Retracted: ["Pending", "InProgress", "Finished"],
};
const statuses = Object.keys(before) as EvaluationStatus[];

/** The evaluation of a planted interaction, as its case describes it. */
export function plantEvaluation(
  where: string,
  world: World,
  slot: Slot,
  simulated: SimulatedInteraction,
  { agent }: Part,
  wanted: EvaluationCase,
): Evaluation {
  refuseUnknownKeys(wanted, where, ["form", "score", "answers", "status", "time", "release", "evaluator", "comment"]);
  const { ids, people } = world;
  const { day, index } = slot;
  const status = named(`${where}.status`, "status", wanted.status ?? "Finished", statuses, String);
  const evaluator =
    wanted.evaluator === undefined
      ? people.evaluators[0]
      : named(`${where}.evaluator`, "evaluator", wanted.evaluator, people.evaluators, ({ name }) => name);
  const { steps, release } = courseOf(where, doneAt(simulated), status, wanted);
  const form = formOf(where, world, { kind: "evaluation", name: wanted.form, key: "csatQuality" }, simulated.end);
  const submitted = steps.some(([step]) => step === "Finished");
  const { score, answers: givenAnswers, comment } = wanted;
  if (!submitted && (score !== undefined || givenAnswers !== undefined || comment !== undefined))
    throw refuse(
      where,
      `${status} evaluations have no answers.`,
      "Leave out score, answers and comment, or say Finished.",
    );
  const answers = submitted ? answersOf(where, form, { score, answers: givenAnswers }) : [];
  const history = new EventList<EvaluationEvent["status"]>(world.streams.evaluationEvents(day, index));
  for (const [step, time] of steps) history.add(step, time);
  const totalScore = scoreOf(form, answers);
  return {
    id: ids.of("evaluation", day, index),
    contextId: ids.of("evaluationContext", day, index),
    version: 1,
    retractedEvaluationId: null,
    interactionId: ids.of("interaction", day, index),
    formId: form.id,
    agentId: agent.user.id,
    evaluatorId: evaluator?.id ?? null,
    systemSubmitted: false,
    calibrationId: null,
    queueId: null,
    neverRelease: wanted.release === "never",
    scheduledRelease: release,
    rescored: false,
    events: history.events,
    answers: answers.map((answer) => ({ ...answer, comment: null })),
    comments: comment ?? null,
    totalScore,
    totalCriticalScore: totalScore,
    cause: null,
  };
}

/** What happens when; and the release that was set beforehand, if one was. */
function courseOf(where: string, done: number, status: EvaluationStatus, { time, release }: EvaluationCase) {
  const soonest = done + 5 * minute;
  const last =
    time === undefined
      ? done + dayLength
      : after(`${where}.time`, time, soonest, "five minutes after everybody was done");
  const steps: (readonly [EvaluationEvent["status"], number])[] = [
    ...before[status].map((step, at) => [step, done + (at + 1) * minute] as const),
    [status, last],
  ];
  const submitted = steps.find(([step]) => step === "Finished")?.[1];
  if (submitted === undefined) {
    if (release === undefined) return { steps, release: null };
    throw refuse(`${where}.release`, `${status} evaluations are not released.`, "Leave it out, or say Finished.");
  }
  if (release === null || release === "never") return { steps, release: null };
  const at =
    release === undefined ? submitted + second : after(`${where}.release`, release, submitted, "it was submitted");
  if (at > submitted + maxReleaseDelay)
    throw refuse(
      `${where}.release`,
      "that is more than 45 days after it was submitted.",
      'Give an earlier time, or "never".',
    );
  steps.push(["Released", at]);
  steps.sort(([, one], [, other]) => one - other);
  return { steps, release: release === undefined ? null : at };
}
