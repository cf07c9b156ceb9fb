import { day as dayLength, hour, minute, refuseUnknownKeys, second } from "../../../base/index.ts";
import type { Survey, SurveyEvent, SurveyStatus } from "../../model.ts";
import { connection, doneAt, type Part, type SimulatedInteraction } from "../interaction/simulated-interaction.ts";
import { isPartial, scoreOf } from "../response/answer-form.ts";
import { EventList } from "../response/event-list.ts";
import { defaultForm } from "../response/surveys.ts";
import { teamOn } from "../users.ts";
import type { Slot, World } from "../world.ts";
import type { SurveyCase } from "./case.ts";
import { after, named, refuse } from "./case-errors.ts";
import { answersOf, formOf } from "./form-and-answers.ts";

const before: Readonly<Record<SurveyStatus, readonly SurveyStatus[]>> = {
  Pending: [],
  Sent: [],
  InProgress: ["Sent"],
  Finished: ["Sent", "InProgress"],
  OptOut: ["Sent"],
  Error: [],
  Expired: ["Sent"],
  Deleted: ["Sent"],
};
const statuses = Object.keys(before) as SurveyStatus[];

/** The web survey of a planted interaction, as its case describes it. */
export function plantSurvey(
  where: string,
  world: World,
  slot: Slot,
  simulated: SimulatedInteraction,
  part: Part,
  wanted: SurveyCase,
): Survey {
  refuseUnknownKeys(wanted, where, ["form", "score", "answers", "status", "time", "comment"]);
  const { ids } = world;
  const { day, index } = slot;
  const status = named(`${where}.status`, "status", wanted.status ?? "Finished", statuses, String);
  const events = eventsOf(where, world, slot, simulated, part, status, wanted);
  const key = defaultForm(simulated.plan.media, simulated.plan.desk?.language ?? "en");
  const form = formOf(where, world, { kind: "survey", name: wanted.form, key }, events[0]?.time ?? simulated.end);
  const given = wanted.score !== undefined || wanted.answers !== undefined || wanted.comment !== undefined;
  if (given && status !== "Finished")
    throw refuse(where, `${status} surveys have no answers.`, "Leave out score, answers and comment, or say Finished.");
  const { score, answers: givenAnswers, comment: text } = wanted;
  const answers = status === "Finished" ? answersOf(where, form, { score, answers: givenAnswers, text }) : [];
  return {
    id: ids.of("survey", day, index),
    interactionId: ids.of("interaction", day, index),
    formId: form.id,
    type: "Web",
    agentId: part.agent.user.id,
    queueId: part.queue?.id ?? null,
    teamId: teamOn(part.agent, day),
    flowId: null,
    errorReason: status === "Error" ? "no.valid.email.address" : null,
    events,
    answers,
    missingRequiredAnswer: status === "Finished" && isPartial(form, answers),
    totalScore: scoreOf(form, answers),
    cause: null,
  };
}

function eventsOf(
  where: string,
  { streams }: World,
  { day, index }: Slot,
  simulated: SimulatedInteraction,
  part: Part,
  status: SurveyStatus,
  { time }: SurveyCase,
): SurveyEvent[] {
  const { end: ended } = connection(part);
  const done = doneAt(simulated);
  const sent = ended + minute;
  const usual = (): number => {
    if (status === "Pending" || status === "Sent") return sent;
    return status === "Expired" ? sent + 45 * dayLength : done + hour;
  };
  const last =
    time === undefined
      ? usual()
      : after(`${where}.time`, time, done + 2 * minute, "two minutes after everybody was done");
  const history = new EventList<SurveyStatus>(streams.surveyEvents(day, index));
  if (status !== "Pending") history.add("Pending", ended + 5 * second);
  for (const step of before[status]) history.add(step, step === "Sent" ? sent : last - 20 * second);
  return history.add(status, last).events;
}
