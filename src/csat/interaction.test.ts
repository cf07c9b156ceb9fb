import { describe, expect, test } from "vitest";
import type { WireConversation } from "../genesys/index.ts";
import { readInteraction } from "./interaction.ts";

const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 12) + second * 1000).toISOString();
const segment = (segmentType: string, from: number, to: number | null, more = {}) => ({
  segmentType,
  segmentStart: at(from),
  segmentEnd: to === null ? null : at(to),
  ...more,
});
const metrics = (values: Record<string, number>) => Object.entries(values).map(([name, value]) => ({ name, value }));
const read = (participants: WireConversation["participants"], more = {}) =>
  readInteraction({ conversationId: "c", conversationStart: at(0), conversationEnd: at(900), participants, ...more });

const customer = { purpose: "customer", sessions: [{ segments: [segment("interact", 0, 600)] }] };
const agent = (userId: string, segments: ReturnType<typeof segment>[], session = {}, participant = {}) => ({
  purpose: "agent",
  userId,
  sessions: [{ mediaType: "voice", segments, ...session }],
  ...participant,
});

describe("an interaction", () => {
  test("lasts from its start to its end, and is live without one", () => {
    expect(read([])).toMatchObject({ duration: 900_000, parts: [], legs: [] });
    expect(read([], { conversationEnd: null })).toMatchObject({ end: null, duration: null });
    expect(read([], { conversationEnd: "soon" }).duration).toBeNull();
    expect(read([], { conversationEnd: at(-1) }).duration).toBeNull();
  });

  test("waits in every queue it passes, or never waited", () => {
    const acd = (wait: number) => ({ purpose: "acd", sessions: [{ metrics: metrics({ tAcd: wait }) }] });
    expect(read([acd(4_000), acd(8_000)]).wait).toBe(12_000);
    expect(read([{ purpose: "ACD", sessions: null }]).wait).toBe(0);
    expect(read([customer]).wait).toBeNull();
  });

  test("counts transfers over all sessions", () => {
    const transferred = {
      purpose: "agent",
      sessions: [{ metrics: metrics({ nTransferred: 1, nBlindTransferred: 1 }) }],
    };
    expect(read([transferred, transferred, customer]).transfers).toBe(2);
  });

  test("has its wrap-up codes in order of time, once each", () => {
    const wrapUp = (from: number, wrapUpCode: string) => segment("wrapup", from, from + 1, { wrapUpCode });
    const facts = read([
      agent("b", [segment("interact", 300, 400), wrapUp(500, "late"), wrapUp(501, "early")]),
      agent("a", [segment("interact", 0, 100), wrapUp(100, "early")]),
    ]);
    expect(facts.wrapUpCodes).toEqual(["early", "late"]);
    expect(facts.legs.map(({ wrapUps }) => wrapUps.map(({ code }) => code))).toEqual([["early"], ["late", "early"]]);
  });
});

describe("a leg", () => {
  test("takes the complete times of a session, else their parts, never both", () => {
    const [leg] = read([
      {
        purpose: "agent",
        userId: "a",
        sessions: [
          {
            segments: [segment("interact", 0, 60)],
            metrics: [...metrics({ tTalkComplete: 50, tTalk: 20 }), ...metrics({ tTalk: 30, tHeld: 5, tAcw: 3 })],
          },
          { segments: [segment("interact", 60, 90)], metrics: [...metrics({ tTalk: 7 }), ...metrics({ tTalk: 8 })] },
        ],
      },
    ]).legs;
    expect(leg).toMatchObject({ talk: 65, hold: 5, acw: 3 });
    const zero = metrics({ tTalkComplete: 0, tTalk: 20 });
    expect(read([agent("a", [segment("interact", 0, 60)], { metrics: zero })]).legs[0]?.talk).toBe(0);
  });

  test("of one agent and queue is merged; of another queue it is not", () => {
    const facts = read([
      agent("a", [segment("interact", 300, 350, { queueId: "q" })], { metrics: metrics({ tTalk: 1, tAcw: 4 }) }),
      agent("b", [segment("interact", 100, 200, { queueId: "q" })]),
      agent("a", [segment("interact", 0, 50, { queueId: "q" })], { metrics: metrics({ tTalk: 2, tHeld: 8 }) }),
      agent("a", [segment("interact", 400, 450, { queueId: "r" })]),
    ]);
    expect(facts.parts).toHaveLength(4);
    expect(facts.legs.map(({ agentId, queueId, talk, hold, acw }) => [agentId, queueId, talk, hold, acw])).toEqual([
      ["a", "q", 3, 8, 4],
      ["b", "q", 0, 0, 0],
      ["a", "r", 0, 0, 0],
    ]);
  });

  test("counts hold as connected and overlapping sessions once", () => {
    const [leg] = read([
      {
        purpose: "agent",
        userId: "a",
        sessions: [
          {
            mediaType: "voice",
            segments: [segment("interact", 0, 30), segment("hold", 30, 40), segment("wrapup", 40, 90)],
          },
          { mediaType: "screenshare", segments: [segment("interact", 10, 20)] },
        ],
      },
    ]).legs;
    expect(leg).toMatchObject({ connected: 40_000 });
    expect(leg?.sessions.map(({ mediaType, connected }) => [mediaType, connected])).toEqual([
      ["voice", 40_000],
      ["screenshare", 10_000],
    ]);
  });

  test("that still lasts ends at the interaction's last event", () => {
    const facts = read([customer, agent("a", [segment("interact", 500, null)])], { conversationEnd: null });
    expect(facts.legs[0]).toMatchObject({ connected: 100_000 });
  });

  test("of which a segment has no end ends where the next one begins, whatever their order", () => {
    const facts = read([
      customer,
      agent("a", [segment("wrapup", 60, 90), segment("interact", 0, 20), segment("interact", 30, null)]),
      agent("b", [segment("interact", 60, 600)]),
    ]);
    expect(facts.parts.map(({ agentId, end, connected }) => [agentId, end, connected])).toEqual([
      ["a", Date.parse(at(60)), 50_000],
      ["b", Date.parse(at(600)), 540_000],
    ]);
  });

  const none: Record<string, NonNullable<WireConversation["participants"]>[number]> = {
    "an alert that nobody answered": agent("a", [segment("alert", 0, 10)]),
    monitoring: agent("a", [segment("interact", 0, 60)], { monitoredParticipantId: "p" }),
    coaching: agent("a", [segment("interact", 0, 60)], { coachedParticipantId: "p" }),
    "barging in": agent("a", [segment("interact", 0, 60)], { bargedParticipantId: "p" }),
    "an agent without an id": agent("", [segment("interact", 0, 60)]),
    "a user who never met the customer": agent("a", [segment("interact", 700, 760)], {}, { purpose: "user" }),
    "a user who was asked while the customer was on hold": agent(
      "b",
      [segment("interact", 110, 190)],
      {},
      { purpose: "user" },
    ),
    "a bot": agent("a", [segment("interact", 0, 60)], {}, { purpose: "botflow" }),
  };
  const holding = agent("h", [segment("interact", 650, 651), segment("hold", 100, 200), segment("interact", 200, 201)]);
  for (const [name, participant] of Object.entries(none)) {
    test(`is not ${name}`, () =>
      expect(read([customer, holding, participant]).legs.map(({ agentId }) => agentId)).toEqual(["h"]));
  }

  test("may be a user's who met the customer", () =>
    expect(read([customer, agent("a", [segment("interact", 0, 60)], {}, { purpose: "user" })]).legs).toHaveLength(1));

  test("survives segments without times, sessions without segments", () => {
    const facts = read([
      customer,
      { purpose: "agent", userId: "a", sessions: [{ segments: [{ segmentType: "interact", segmentStart: "x" }] }, {}] },
      { purpose: "agent", userId: "b", sessions: null },
      {},
    ]);
    expect(facts.legs).toMatchObject([{ agentId: "a", start: null, end: null, connected: 0, talk: 0 }]);
  });
});
