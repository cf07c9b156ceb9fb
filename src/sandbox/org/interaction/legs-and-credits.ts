import type { Credit, Interaction, Leg } from "../../model.ts";
import { connection, holdOf, lengthOf, type Part, type SimulatedInteraction, talkOf } from "./simulated-interaction.ts";

export type Truth = Pick<Interaction, "legs" | "wait" | "transfers" | "wrapUpCodes" | "credits">;

/** What an extraction must find, computed from what happened and not from the wire's documents. */
export function recordTruth(simulated: SimulatedInteraction): Truth {
  const { parts, queued, plan } = simulated;
  return {
    legs: mergeParts(parts, plan.media),
    wait: queued.length === 0 ? null : queued.reduce((sum, span) => sum + lengthOf(span), 0),
    transfers: parts.filter(({ transferred }) => transferred).length,
    wrapUpCodes: codesOf(parts),
    credits: creditsOf(parts, plan.media),
  };
}

function mergeParts(parts: readonly Part[], media: string): Leg[] {
  return groupParts(parts).map((group) => ({
    agentId: group.key.agentId,
    queueId: group.key.queueId,
    mediaType: media === "callback" && group.parts.some(({ pieces }) => pieces.length > 0) ? "voice" : media,
    start: Math.min(...group.parts.map((part) => connection(part).start)),
    talk: total(group.parts, talkOf),
    hold: total(group.parts, holdOf),
    acw: total(group.parts, ({ afterCallWork }) => afterCallWork),
    wrapUpCodes: codesOf(group.parts),
  }));
}

/** Ten seconds with the customer make a part eligible; where none has them, all count. */
function creditsOf(parts: readonly Part[], media: string): Interaction["credits"] {
  const met = parts.filter(({ withCustomer }) => withCustomer);
  const long = met.filter((part) => connectedFor(part) >= 10_000);
  const eligible = long.length > 0 ? long : met;
  const only = (part: Part | undefined): Credit[] =>
    part ? [{ agentId: part.agent.user.id, queueId: part.queue?.id ?? null, weight: 1 }] : [];

  const byStart = eligible.toSorted((a, b) => connection(a).start - connection(b).start);
  const groups = groupParts(eligible);
  const talks = groups.map((group) => total(group.parts, talkOf));
  const longestGroup = groups[talks.indexOf(Math.max(...talks))];
  const spoken = total(eligible, talkOf);
  const voice = media === "voice" || media === "callback";
  return {
    first: only(byStart[0]),
    last: only(lastOf(byStart)),
    longest: only(longestGroup?.parts[0]),
    all: groups.map((group, at) => ({
      agentId: group.key.agentId,
      queueId: group.key.queueId,
      weight: voice && spoken > 0 ? (talks[at] ?? 0) / spoken : 1 / groups.length,
    })),
  };
}

/** Of those who left together the earliest. */
const lastOf = (byStart: readonly Part[]): Part | undefined =>
  byStart.toSorted((a, b) => connection(b).end - connection(a).end)[0];

const keyOf = ({ agent, queue }: Part) => ({ agentId: agent.user.id, queueId: queue?.id ?? null });

const connectedFor = (part: Part): number => talkOf(part) + holdOf(part) + (part.preview ? lengthOf(part.preview) : 0);

const total = (parts: readonly Part[], measure: (part: Part) => number): number =>
  parts.reduce((sum, part) => sum + measure(part), 0);

function groupParts(parts: readonly Part[]) {
  const groups = new Map<string, { key: ReturnType<typeof keyOf>; parts: Part[] }>();
  for (const part of parts.toSorted((a, b) => connection(a).start - connection(b).start)) {
    const key = keyOf(part);
    const name = `${key.agentId} ${key.queueId}`;
    const group = groups.get(name);
    if (group) group.parts.push(part);
    else groups.set(name, { key, parts: [part] });
  }
  return [...groups.values()];
}

/**
 * Codes in the order in which their segments start, once each. Agents who leave a conference together write theirs down
 * from the same millisecond on: then by id, because the order of participants means nothing.
 */
function codesOf(parts: readonly Part[]): string[] {
  const entries = parts
    .flatMap(({ wrapUps }) => wrapUps)
    .sort((a, b) => a.start - b.start || (a.code < b.code ? -1 : 1));
  return [...new Set(entries.map(({ code }) => code))];
}
