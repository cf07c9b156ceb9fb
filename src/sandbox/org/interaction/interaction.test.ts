import { describe, expect, test } from "vitest";
import type { Interaction, Participant, Session } from "../../model.ts";
import { createOrg } from "../org.ts";

const org = createOrg({ seed: 11, firstDay: 20_500, lastDay: 20_560, perDay: 60 });
const all: Interaction[] = [];
for (let day = org.firstDay; day <= org.lastDay; day++) all.push(...org.day(day));

const sessionsOf = (participants: readonly Participant[]): Session[] =>
  participants.flatMap(({ sessions }) => sessions);
const listens = (session: Session): boolean =>
  [session.monitoredParticipantId, session.coachedParticipantId, session.bargedParticipantId].some(Boolean);
const sum = (session: Session, name: string): number =>
  session.metrics.reduce((total, metric) => (metric.name === name ? total + metric.value : total), 0);
const time = (session: Session, type: string): number =>
  session.segments.reduce((total, one) => (one.type === type ? total + (one.end ?? 0) - one.start : total), 0);
const has = (session: Session, name: string): boolean => session.metrics.some((metric) => metric.name === name);

describe("the documents of an interaction agree with each other", () => {
  test("segments lie inside the interaction, only wrap-up runs on", () => {
    for (const { start, end, participants } of all)
      for (const { type, ...segment } of sessionsOf(participants).flatMap(({ segments }) => segments)) {
        expect(segment.start).toBeGreaterThanOrEqual(start);
        expect(segment.end).toBeGreaterThan(segment.start);
        if (type !== "wrapup") expect(segment.end).toBeLessThanOrEqual(end ?? 0);
      }
  });

  test("segments of a session follow one another", () => {
    for (const { segments } of all.flatMap(({ participants }) => sessionsOf(participants)))
      for (const [at, segment] of segments.entries())
        if (at > 0) expect(segment.start).toBeGreaterThanOrEqual(segments[at - 1]?.end ?? 0);
  });

  test("talk is the time of interaction, reported in parts, at once or both ways", () => {
    const styles = new Set<string>();
    for (const session of all.flatMap(({ participants }) => sessionsOf(participants))) {
      if (!has(session, "tTalk") && !has(session, "tTalkComplete")) continue;
      styles.add(`${has(session, "tTalk")} ${has(session, "tTalkComplete")}`);
      if (has(session, "tTalk")) expect(sum(session, "tTalk")).toBe(time(session, "interact"));
      if (has(session, "tTalkComplete")) expect(sum(session, "tTalkComplete")).toBe(time(session, "interact"));
      if (has(session, "tHeld")) expect(sum(session, "tHeld")).toBe(time(session, "hold"));
      if (has(session, "tHeldComplete")) expect(sum(session, "tHeldComplete")).toBe(time(session, "hold"));
      expect(sum(session, "tAcw")).toBe(
        session.mediaType === "voice" && !has(session, "tHandle") ? 0 : time(session, "wrapup"),
      );
    }
    expect(styles.size).toBe(3);
  });

  test("handling is sometimes more than its parts", () => {
    const excess = all
      .flatMap(({ participants }) => sessionsOf(participants))
      .filter((session) => has(session, "tHandle") && session.mediaType === "voice")
      .map(
        (session) => sum(session, "tHandle") - time(session, "interact") - time(session, "hold") - sum(session, "tAcw"),
      );
    expect(excess.filter((one) => one > 0).length).toBeGreaterThan(100);
    expect(excess.every((one) => one >= 0)).toBe(true);
  });
});

describe("the truth agrees with the wire", () => {
  const metric = (session: Session, complete: string, parts: string): number =>
    has(session, complete) ? sum(session, complete) : sum(session, parts);

  test("legs have the times of their agents' sessions", () => {
    for (const { legs, participants } of all) {
      const agents = participants.filter(({ purpose, sessions }) => purpose === "agent" && !sessions.some(listens));
      for (const agentId of new Set(legs.map((leg) => leg.agentId))) {
        const own = sessionsOf(agents.filter(({ userId }) => userId === agentId));
        const mine = legs.filter((leg) => leg.agentId === agentId);
        const total = (pick: (session: Session) => number) =>
          own.reduce((amount, session) => amount + pick(session), 0);
        expect(mine.reduce((amount, leg) => amount + leg.talk, 0)).toBe(
          total((one) => metric(one, "tTalkComplete", "tTalk")),
        );
        expect(mine.reduce((amount, leg) => amount + leg.hold, 0)).toBe(
          total((one) => metric(one, "tHeldComplete", "tHeld")),
        );
        expect(mine.reduce((amount, leg) => amount + leg.acw, 0)).toBe(total((one) => sum(one, "tAcw")));
      }
    }
  });

  test("wait and transfers follow from queues and sessions", () => {
    for (const { wait, transfers, participants } of all) {
      const queues = sessionsOf(participants.filter(({ purpose }) => purpose === "acd"));
      expect(wait).toBe(queues.length ? queues.reduce((total, session) => total + sum(session, "tAcd"), 0) : null);
      const moved = sessionsOf(participants).reduce((total, session) => total + sum(session, "nTransferred"), 0);
      expect(transfers).toBe(moved);
    }
  });

  test("codes are those of the segments, each once, in order", () => {
    for (const { wrapUpCodes, participants } of all) {
      const segments = sessionsOf(participants)
        .flatMap((session) => session.segments)
        .filter(({ wrapUpCode }) => wrapUpCode !== null)
        .sort((a, b) => a.start - b.start || ((a.wrapUpCode ?? "") < (b.wrapUpCode ?? "") ? -1 : 1));
      expect(wrapUpCodes).toEqual([...new Set(segments.map(({ wrapUpCode }) => wrapUpCode))]);
    }
  });

  test("who is credited was with the customer, and a rule's weights add up to one", () => {
    for (const { credits, legs, participants } of all) {
      const customer = participants.filter(({ purpose }) => purpose === "customer");
      const heard = sessionsOf(customer).flatMap(({ segments }) => segments.filter(({ type }) => type === "interact"));
      for (const credit of Object.values(credits)) {
        const weight = credit.reduce((total, one) => total + one.weight, 0);
        expect(weight).toBeCloseTo(legs.length > 0 ? 1 : 0, 12);
        for (const { agentId } of credit) {
          const own = sessionsOf(participants.filter(({ userId }) => userId === agentId)).filter(
            (one) => !listens(one),
          );
          const spoke = own.flatMap(({ segments }) => segments.filter(({ type }) => type === "interact"));
          const met = spoke.some((a) => heard.some((b) => a.start < (b.end ?? 0) && b.start < (a.end ?? 0)));
          expect(met).toBe(true);
        }
      }
    }
  });
});

describe("a conference", () => {
  const segmentsOf = (one: Interaction, purpose: string) =>
    one.participants
      .filter((participant) => participant.purpose === purpose)
      .map(({ sessions }) => sessions.flatMap(({ segments }) => segments.filter(({ conference }) => conference)));
  const held = all.filter((one) => segmentsOf(one, "customer").flat().length > 0);

  test("has two agents with the customer at once, and all three report it", () => {
    expect(held.length).toBeGreaterThan(50);
    for (const one of held) {
      const [customer] = segmentsOf(one, "customer").flat();
      const agents = segmentsOf(one, "agent").flat();
      expect(agents.map(({ start, end, type }) => ({ start, end, type }))).toEqual(
        Array(2).fill({ start: customer?.start, end: customer?.end, type: "interact" }),
      );
    }
  });

  test("credits both, the first to come and the last to leave; who leave together are known by who came first", () => {
    const ends = new Set<string>();
    for (const { credits, legs, participants, transfers } of held) {
      const [first, joined] = legs;
      const lastOf = (agentId?: string) =>
        Math.max(
          ...sessionsOf(participants.filter(({ userId, purpose }) => userId === agentId && purpose === "agent"))
            .flatMap(({ segments }) => segments)
            .flatMap(({ type, end }) => (type === "interact" && end !== null ? end : [])),
        );
      const [a, b] = [lastOf(first?.agentId), lastOf(joined?.agentId)];
      ends.add(a === b ? "together" : a > b ? "second leaves" : "first leaves");
      expect([legs.length, transfers, credits.all.length]).toEqual([2, 0, 2]);
      expect(credits.first[0]?.agentId).toBe(first?.agentId);
      expect(credits.last[0]?.agentId).toBe(b > a ? joined?.agentId : first?.agentId);
    }
    expect(ends.size).toBe(3);
  });
});

test("a voicemail is left in a call, and the agent who hears it may call back", () => {
  const left = all.filter(({ participants }) => participants.some(({ purpose }) => purpose === "voicemail"));
  const ways = new Set<string>();
  for (const { legs, participants, surveys } of left) {
    const customer = participants[0]?.sessions.map(({ mediaType, direction }) => `${direction} ${mediaType}`);
    ways.add(JSON.stringify([customer, legs.map(({ mediaType }) => mediaType)]));
    if (legs[0]?.mediaType !== "voice") expect(surveys).toEqual([]);
  }
  expect([...ways].toSorted()).toEqual(
    [
      [["inbound voice"], []],
      [["inbound voice", "inbound callback"], ["callback"]],
      [["inbound voice", "inbound callback", "outbound voice"], ["voice"]],
    ]
      .map((way) => JSON.stringify(way))
      .toSorted(),
  );
});

test("two months hold every kind of interaction", () => {
  const count = (is: (one: Interaction) => boolean): number => all.filter(is).length;
  const first = (one: Interaction): Session | undefined => one.participants[0]?.sessions[0];
  for (const media of ["voice", "chat", "email", "message", "callback"])
    expect(
      count((one) => first(one)?.mediaType === media),
      media,
    ).toBeGreaterThan(50);
  const kinds: Record<string, (one: Interaction) => boolean> = {
    abandoned: ({ legs }) => legs.length === 0,
    outbound: ({ direction }) => direction === "outbound",
    "outbound without a queue": ({ legs }) => legs[0]?.queueId === null,
    transferred: ({ transfers }) => transfers === 1,
    "there and back": ({ transfers, legs }) => transfers === 2 && legs.length === 2,
    "consulted only": ({ legs, credits }) => legs.length === 2 && credits.all.length === 1,
    monitored: ({ participants }) => sessionsOf(participants).some((one) => one.monitoredParticipantId !== null),
    coached: ({ participants }) => sessionsOf(participants).some((one) => one.coachedParticipantId !== null),
    barged: ({ participants }) => sessionsOf(participants).some((one) => one.bargedParticipantId !== null),
    "rung in vain": ({ participants }) => sessionsOf(participants).some((one) => has(one, "tNotResponding")),
    external: ({ participants }) => participants.some(({ purpose }) => purpose === "external"),
    "voice survey": ({ participants }) => participants.some(({ purpose }) => purpose === "voicesurveyflow"),
    held: ({ legs }) => legs.some(({ hold }) => hold > 0),
    "shorter than ten seconds": ({ legs }) => legs.some(({ talk }) => talk > 0 && talk < 10_000),
    "several codes": ({ legs }) => legs.some(({ wrapUpCodes }) => wrapUpCodes.length > 1),
    "timeout code": ({ wrapUpCodes }) => wrapUpCodes.includes("ININ-WRAP-UP-TIMEOUT"),
    "deleted code": ({ wrapUpCodes }) =>
      wrapUpCodes.some((code) => !code.startsWith("ININ") && !org.wrapUpCodes.some(({ id }) => id === code)),
    "several divisions": ({ divisionIds }) => divisionIds.length > 1,
    "over midnight": ({ start, end }) => Math.floor(start / 86_400_000) < Math.floor((end ?? 0) / 86_400_000),
    "deleted queue": ({ legs }) =>
      legs.some(({ queueId }) => org.queues.some(({ id, deleted }) => deleted && id === queueId)),
    "deleted agent": ({ legs }) =>
      legs.some(({ agentId }) => org.users.some(({ id, state }) => state === "deleted" && id === agentId)),
    "may be missing": ({ mayBeMissing }) => mayBeMissing,
  };
  for (const [name, is] of Object.entries(kinds)) expect(count(is), name).toBeGreaterThan(3);
});
