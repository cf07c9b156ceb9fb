import type { Metric, Participant } from "../../model.ts";
import { type Agent, teamOn } from "../users.ts";
import type { Slot, World } from "../world.ts";
import { agentSessions } from "./agent-sessions.ts";
import { customer } from "./customer-sessions.ts";
import {
  completeParticipant,
  completeSession,
  type ParticipantDraft,
  plainSession,
  type SessionDraft,
} from "./session-draft.ts";
import { connection, lengthOf, type SimulatedInteraction, type Span } from "./simulated-interaction.ts";

/** Beyond the number of any participant: the first agent's own id, so that a listener can name it. */
const firstAgent = 0x8000;

/** What happened, in the words of analytics: participants in order of arrival, sessions, segments and metrics. */
export function buildParticipants(world: World, { day, index }: Slot, simulated: SimulatedInteraction): Participant[] {
  const { ids } = world;
  const listened = ids.of("participant", day, index, firstAgent);
  const drafts: ParticipantDraft[] = [
    customer(simulated),
    ...greeting(world, simulated),
    ...queues(simulated),
    ...agents(simulated, day, listened),
    ...listener(world, simulated, index, listened),
    ...otherParticipants(world, simulated),
  ];
  let sessions = 0;
  return drafts
    .sort((a, b) => a.at - b.at)
    .map((draft, at) =>
      completeParticipant(
        ids.of("participant", day, index, at),
        draft,
        draft.sessions.map((session) => completeSession(ids.of("session", day, index, sessions++), session)),
      ),
    );
}

function greeting({ routing }: World, { greeting: span, plan }: SimulatedInteraction): ParticipantDraft[] {
  if (!span) return [];
  const ivr = span.by === "ivr";
  const session: SessionDraft = {
    ...plainSession(plan.media === "callback" ? "voice" : plan.media, ivr ? "ivr" : "interact", span),
    flow: routing.flows[span.by],
    metrics: [{ name: ivr ? "tIvr" : "tFlow", value: lengthOf(span), emitted: span.end }],
  };
  return [{ purpose: span.by, at: span.start, sessions: [session] }];
}

const queues = ({ queued }: SimulatedInteraction): ParticipantDraft[] =>
  queued.map((span) => {
    const metrics: Metric[] = [
      { name: "nOffered", value: 1, emitted: span.start },
      { name: "tAcd", value: lengthOf(span), emitted: span.end },
    ];
    if (span.abandoned) metrics.push({ name: "tAbandon", value: lengthOf(span), emitted: span.end });
    const session = { ...plainSession(span.media, "interact", span, span.queue.id), metrics };
    return { purpose: "acd", at: span.start, name: span.queue.name, sessions: [session] };
  });

function agents(simulated: SimulatedInteraction, day: number, firstId: string): ParticipantDraft[] {
  const who = (agent: Agent) => ({ userId: agent.user.id, name: agent.user.name, teamId: teamOn(agent, day) });
  const missed = simulated.missed.map(({ agent, queue, ...span }) => {
    const metrics = ["tNotResponding", "tAlert"].map((name) => ({ name, value: lengthOf(span), emitted: span.end }));
    const session = { ...plainSession(simulated.plan.media, "alert", span, queue?.id), metrics };
    return { purpose: "agent", ...who(agent), at: span.start, sessions: [session] };
  });
  const answered = simulated.parts.map((part, at) => ({
    purpose: "agent",
    ...who(part.agent),
    ...(at === 0 ? { id: firstId } : {}),
    at: part.ring?.start ?? connection(part).start,
    sessions: agentSessions(simulated, part),
  }));
  return [...missed, ...answered];
}

/** A coach counts as agent on the wire, a monitor or a barging supervisor as user. */
function listener(
  { people }: World,
  { listener: span, plan }: SimulatedInteraction,
  index: number,
  toId: string,
): ParticipantDraft[] {
  const user = people.supervisors[index % people.supervisors.length];
  if (!span || !user) return [];
  const session = { ...plainSession(plan.media, "interact", span), [`${span.kind}ParticipantId`]: toId };
  const purpose = span.kind === "coached" ? "agent" : "user";
  return [{ purpose, at: span.start, userId: user.id, name: user.name, teamId: user.teamId, sessions: [session] }];
}

function otherParticipants(
  { routing }: World,
  { external, voicemail, voiceSurvey, plan }: SimulatedInteraction,
): ParticipantDraft[] {
  const drafts: ParticipantDraft[] = [];
  const add = (purpose: string, span: Span, session: SessionDraft) =>
    drafts.push({ purpose, at: span.start, sessions: [session] });
  if (external) add("external", external, { ...plainSession(plan.media, "interact", external), direction: "outbound" });
  if (voicemail) add("voicemail", voicemail, plainSession("voice", "interact", voicemail));
  if (voiceSurvey) {
    const session = { ...plainSession("voice", "ivr", voiceSurvey), flow: routing.flows.voicesurvey };
    add("voicesurveyflow", voiceSurvey, session);
  }
  return drafts;
}
