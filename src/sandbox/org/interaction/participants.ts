import type { Metric, Participant, Segment, Session } from "../../model.ts";
import { teamOn } from "../people.ts";
import type { Spot, World } from "../world.ts";
import { agentSessions } from "./agent-sessions.ts";
import { connection, lengthOf, type Span, type Stage } from "./stage.ts";

/** A session with what it does not say left at nothing. */
export type SessionDraft = Partial<Session> & Pick<Session, "mediaType" | "direction" | "segments">;

type ParticipantDraft = Partial<Omit<Participant, "sessions">> & {
  readonly purpose: string;
  readonly at: number;
  readonly sessions: readonly SessionDraft[];
};

/** What happened, in the words of analytics: participants in order of arrival, sessions, segments and metrics. */
export function tellParticipants({ ids, people }: World, { day, index }: Spot, stage: Stage): Participant[] {
  const { plan, end } = stage;
  const mediaType = plan.media;
  const listened = ids.of("participant", day, index, 0x8000);

  const drafts: ParticipantDraft[] = [customer(stage)];
  if (stage.greeting) {
    const { by, ...span } = stage.greeting;
    const flow = { id: ids.fixed("flow", by), name: by === "ivr" ? "Main menu" : "Welcome bot", type: flowTypes[by] };
    const metrics = [{ name: by === "ivr" ? "tIvr" : "tFlow", value: lengthOf(span), emitted: span.end }];
    const sessions = [
      { mediaType: voiceOf(mediaType), flow, metrics, ...simple(by === "ivr" ? "ivr" : "interact", span) },
    ];
    drafts.push({ purpose: by, at: span.start, sessions });
  }
  for (const { queue, abandoned, ...span } of stage.queued)
    drafts.push({
      purpose: "acd",
      at: span.start,
      name: queue.name,
      sessions: [inQueue(mediaType, queue.id, abandoned, span)],
    });
  for (const { agent, queue, ...span } of stage.missed) {
    const metrics = [
      { name: "tNotResponding", value: lengthOf(span), emitted: span.end },
      { name: "tAlert", value: lengthOf(span), emitted: span.end },
    ];
    const sessions = [{ mediaType, metrics, ...simple("alert", span, queue?.id) }];
    drafts.push({ ...agentOf(agent, day), at: span.start, sessions });
  }
  for (const [at, part] of stage.parts.entries())
    drafts.push({
      ...agentOf(part.agent, day),
      ...(at === 0 ? { id: listened } : {}),
      at: part.ring?.start ?? connection(part).start,
      sessions: agentSessions(stage, part),
    });
  if (stage.listener) {
    const { kind, ...span } = stage.listener;
    const user = people.supervisors[index % people.supervisors.length];
    const who = { userId: user?.id ?? null, name: user?.name ?? null, teamId: user?.teamId ?? null };
    const session = { mediaType, ...simple("interact", span), [`${kind}ParticipantId`]: listened };
    drafts.push({ purpose: kind === "coached" ? "agent" : "user", at: span.start, ...who, sessions: [session] });
  }
  if (stage.external)
    drafts.push({
      purpose: "external",
      at: stage.external.start,
      sessions: [{ mediaType, ...simple("interact", stage.external), direction: "outbound" }],
    });
  if (stage.voiceSurvey) {
    const flow = { id: ids.fixed("flow", "voicesurvey"), name: "Voice survey", type: "VOICESURVEY" };
    const sessions = [{ mediaType: "voice", flow, ...simple("ivr", { ...stage.voiceSurvey, end }) }];
    drafts.push({ purpose: "voicesurveyflow", at: stage.voiceSurvey.start, sessions });
  }

  let sessions = 0;
  return drafts
    .sort((a, b) => a.at - b.at)
    .map(({ at: _, ...draft }, part) => ({
      id: ids.of("participant", day, index, part),
      name: null,
      userId: null,
      teamId: null,
      ...draft,
      sessions: draft.sessions.map((session) => ({
        id: ids.of("session", day, index, sessions++),
        ani: null,
        dnis: null,
        monitoredParticipantId: null,
        coachedParticipantId: null,
        bargedParticipantId: null,
        flow: null,
        metrics: [],
        ...session,
      })),
    }));
}

const flowTypes = { ivr: "INBOUNDCALL", botflow: "DIGITALBOT" } as const;

const voiceOf = (media: string): string => (media === "callback" ? "voice" : media);

const agentOf = (agent: Stage["parts"][number]["agent"], day: number) => ({
  purpose: "agent",
  userId: agent.user.id,
  name: agent.user.name,
  teamId: teamOn(agent, day),
});

/** A segment that says only its kind and when. */
export const segment = (type: string, { start, end }: Span, queueId: string | null = null): Segment => ({
  type,
  start,
  end,
  queueId,
  wrapUpCode: null,
  conference: false,
});

const simple = (type: string, span: Span, queueId?: string | null) => ({
  direction: "inbound" as const,
  segments: [segment(type, span, queueId ?? null)],
});

function inQueue(mediaType: string, queueId: string, abandoned: boolean, span: Span): SessionDraft {
  const metrics: Metric[] = [
    { name: "nOffered", value: 1, emitted: span.start },
    { name: "tAcd", value: lengthOf(span), emitted: span.end },
  ];
  if (abandoned) metrics.push({ name: "tAbandon", value: lengthOf(span), emitted: span.end });
  return { mediaType, metrics, ...simple("interact", span, queueId) };
}

/** The customer is on hold while the agent with them says so; a callback adds the call that reached them. */
function customer({ plan, start, end, parts }: Stage): ParticipantDraft {
  const { media, direction } = plan;
  const voice = media === "voice" || media === "callback";
  const address = { ani: voice ? "tel:+15550100" : "customer@example.com", dnis: voice ? "tel:+15550199" : null };
  const holds = parts.flatMap((part) => (part.withCustomer ? part.pieces.filter(({ type }) => type === "hold") : []));
  const session = (mediaType: string, way: Session["direction"], span: Span, pauses: readonly Span[]): SessionDraft => {
    const segments: Segment[] = [];
    let at = span.start;
    for (const pause of pauses) {
      segments.push(segment("interact", { start: at, end: pause.start }), segment("hold", pause));
      at = pause.end;
    }
    segments.push(segment("interact", { start: at, end: span.end }));
    return { mediaType, direction: way, ...address, segments };
  };
  const reached = parts[0]?.pieces[0];
  const sessions =
    media === "callback"
      ? [
          session("callback", "inbound", { start, end }, []),
          ...(reached ? [session("voice", "outbound", { start: reached.start, end }, holds)] : []),
        ]
      : [session(media, direction, { start, end }, holds)];
  return { purpose: "customer", at: start, name: "Customer", sessions };
}
