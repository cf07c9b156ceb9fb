import { expect, test } from "vitest";
import type { WireConversation } from "../genesys/index.ts";
import { timelineOf } from "./timeline.ts";

const at = (second: number): string => new Date(Date.UTC(2026, 2, 5, 8, 0, second)).toISOString();
const segment = (segmentType: string, from: number, to: number | null, more: object = {}) => ({
  ...{ segmentType, segmentStart: at(from), segmentEnd: to === null ? null : at(to), ...more },
});
const participant = (purpose: string, segments: readonly object[], more: object = {}, session: object = {}) => ({
  ...{ purpose, ...more, sessions: [{ segments, ...session }] },
});
const conversation = (participants: readonly object[]): WireConversation =>
  ({ conversationId: "i", participants }) as WireConversation;

const words = (given: WireConversation): string =>
  timelineOf(given)
    .map(({ kind, agentId, queueId, from, to }) => {
      const seconds = (time: number | null) => (time === null ? "" : (time - Date.parse(at(0))) / 1000);
      return `${kind} ${agentId ?? "-"} ${queueId ?? "-"} ${seconds(from)}..${seconds(to)}`;
    })
    .join("; ");

test("a call goes from the menu to the queue to its agents, in order of time whatever the order of participants", () => {
  const participants = [
    participant("customer", [segment("interact", 0, 90)]),
    participant("ivr", [segment("ivr", 0, 5)]),
    participant("acd", [segment("interact", 5, 20, { queueId: "q1" })]),
    participant(
      "agent",
      [
        segment("alert", 18, 20),
        segment("Interact", 20, 40, { queueId: "q1" }),
        segment("hold", 40, 50),
        segment("wrapup", 90, 95),
      ],
      { userId: "ada" },
    ),
    participant("user", [segment("interact", 50, null)], { userId: "ben" }),
  ];
  const expected =
    "ivr - - 0..5; wait - q1 5..20; alert ada q1 18..20; talk ada q1 20..40; hold ada q1 40..50; talk ben - 50..; acw ada q1 90..95";
  expect(words(conversation(participants))).toBe(expected);
  expect(words(conversation(participants.toReversed()))).toBe(expected);
});

test("a segment without an end ends where the next one of its session begins", () => {
  const agent = participant("agent", [segment("wrapup", 9, 12), segment("interact", 1, null)], { userId: "ada" });
  expect(words(conversation([agent]))).toBe("talk ada - 1..9; acw ada - 9..12");
});

test.each(["monitoredParticipantId", "coachedParticipantId", "bargedParticipantId"])(
  "a session with %s is none of the agent's",
  (key) => {
    const listening = participant("agent", [segment("interact", 1, 2)], { userId: "eve" }, { [key]: "p" });
    expect(words(conversation([listening]))).toBe("");
  },
);

test("what is not known is left out, or called something else", () => {
  const participants = [
    participant("agent", [{ segmentType: "interact" }, segment("hold", 9, 3), segment("sharing", 1, 2)]),
    participant("campaign", [segment("system", 1, 2)]),
    { purpose: null, sessions: null },
  ];
  expect(words(conversation(participants))).toBe("other - - 1..2");
  expect(timelineOf({ conversationId: "i" } as WireConversation)).toEqual([]);
});
