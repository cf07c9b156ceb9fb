import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attribute, type Credit } from "./attribution.ts";
import { readInteraction } from "./interaction.ts";

/** An agent's part: who, on which queue, connected from and to (seconds), and how long they talked (milliseconds). */
interface Stay {
  readonly who: string;
  readonly queue?: string | null;
  readonly from: number;
  readonly to: number;
  readonly talk?: number;
  readonly media?: string;
  readonly more?: object;
}

const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 12) + second * 1000).toISOString();
const interact = (from: number, to: number, queueId: string | null = null) => ({
  segmentType: "interact",
  segmentStart: at(from),
  segmentEnd: at(to),
  queueId,
});
const participantOf = ({ who, queue = "q", from, to, talk, media = "voice", more = {} }: Stay) => ({
  purpose: "agent",
  userId: who,
  sessions: [
    {
      mediaType: media,
      segments: [interact(from, to, queue)],
      metrics: [{ name: "tTalk", value: talk ?? (to - from) * 1000 }],
      ...more,
    },
  ],
});
/** Customers who left early have met everybody, unless a test sets it otherwise. */
const readStays = (stays: readonly Stay[], customerUntil = 10_000) =>
  readInteraction({
    conversationId: "c",
    conversationStart: at(0),
    conversationEnd: at(10_000),
    participants: [
      { purpose: "customer", sessions: [{ segments: [interact(0, customerUntil)] }] },
      ...stays.map(participantOf),
    ],
  });
const survey = { kind: "survey", agentId: "own", queueId: "ownq" } as const;
const credits = (stays: readonly Stay[], customerUntil?: number) => attribute(readStays(stays, customerUntil), survey);
const who = (list: readonly Credit[]) => list.map(({ agentId, queueId }) => `${agentId}/${queueId}`);

describe("a transferred call, A to B and back to A", () => {
  const stays: Stay[] = [
    { who: "A", from: 0, to: 60 },
    { who: "B", queue: "r", from: 60, to: 160, talk: 90_000 },
    { who: "A", from: 160, to: 230, talk: 60_000 },
  ];
  const { genesys, first, last, longest, all } = credits(stays);
  test("genesys: the survey's own", () => expect(genesys).toEqual({ agentId: "own", queueId: "ownq", weight: 1 }));
  test("first: who began", () => expect(who(first)).toEqual(["A/q"]));
  test("last: who ended", () => expect(who(last)).toEqual(["A/q"]));
  test("longest: A, whose parts add up", () => expect(who(longest)).toEqual(["A/q"]));
  test("all: by talk time", () => {
    expect(who(all)).toEqual(["A/q", "B/r"]);
    expect(all.map(({ weight }) => weight)).toEqual([120 / 210, 90 / 210]);
  });
});

describe("eligible is", () => {
  test("not who was connected for less than 10 s", () =>
    expect(
      who(
        credits([
          { who: "A", from: 0, to: 60 },
          { who: "B", from: 60, to: 69.9 },
        ]).last,
      ),
    ).toEqual(["A/q"]));
  test("who was for exactly 10 s", () =>
    expect(
      who(
        credits([
          { who: "A", from: 0, to: 60 },
          { who: "B", from: 60, to: 70 },
        ]).last,
      ),
    ).toEqual(["B/q"]));
  test("everybody where nobody was", () =>
    expect(
      who(
        credits([
          { who: "A", from: 0, to: 5 },
          { who: "B", from: 5, to: 9 },
        ]).last,
      ),
    ).toEqual(["B/q"]));
  test("each part by itself: two short ones do not make a long one", () =>
    expect(
      who(
        credits([
          { who: "A", from: 0, to: 6 },
          { who: "B", from: 6, to: 20 },
          { who: "A", from: 20, to: 26 },
        ]).first,
      ),
    ).toEqual(["B/q"]));
  test("not who was only consulted", () =>
    expect(
      who(
        credits(
          [
            { who: "A", from: 0, to: 60 },
            { who: "C", from: 60, to: 170 },
          ],
          60,
        ).last,
      ),
    ).toEqual(["A/q"]));
  describe("not who was only consulted, where the customer's segments do not show the hold", () => {
    const hold = { segmentType: "hold", segmentStart: at(60), segmentEnd: at(170) };
    const asking = (back: readonly object[]): Stay => ({
      ...{ who: "A", from: 0, to: 60 },
      more: { segments: [interact(0, 60, "q"), hold, ...back] },
    });
    const asked = (from: number, to: number): Stay => ({ who: "C", from, to });
    const afterwards = [interact(170, 200, "q")];
    test("until the agent came back", () =>
      expect(who(credits([asking(afterwards), asked(63, 168)]).all)).toEqual(["A/q"]));
    test("but who stayed with the customer afterwards", () =>
      expect(who(credits([asking(afterwards), asked(63, 400)]).last)).toEqual(["C/q"]));
    test("but whom the customer was left with", () =>
      expect(who(credits([asking([]), asked(63, 168)]).all)).toEqual(["A/q", "C/q"]));
  });
  test("everybody where the customer's segments overlap nobody", () =>
    expect(who(credits([{ who: "A", from: 50, to: 90 }], 10).first)).toEqual(["A/q"]));
  test("not a supervisor who listened", () => {
    const listening = { who: "S", from: 0, to: 600, more: { monitoredParticipantId: "p" } };
    expect(who(credits([{ who: "A", from: 0, to: 60 }, listening]).all)).toEqual(["A/q"]);
  });
});

describe("weights", () => {
  const weights = (stays: Stay[]) => credits(stays).all.map(({ weight }) => weight);
  test("are equal for other media", () =>
    expect(
      weights([
        { who: "A", from: 0, to: 60, media: "chat" },
        { who: "B", from: 60, to: 400, media: "chat" },
      ]),
    ).toEqual([0.5, 0.5]));
  test("are equal where nobody talked", () =>
    expect(
      weights([
        { who: "A", from: 0, to: 60, talk: 0 },
        { who: "B", from: 60, to: 99, talk: 0 },
      ]),
    ).toEqual([0.5, 0.5]));
});

describe("ties", () => {
  test("go to the earliest", () => {
    const stays = [
      { who: "B", from: 10, to: 60, queue: "r" },
      { who: "A", from: 20, to: 60 },
      { who: "C", from: 100, to: 150 },
    ];
    expect(who(credits(stays).longest)).toEqual(["B/r"]);
    expect(who(credits(stays.slice(0, 2)).last)).toEqual(["B/r"]);
  });
});

test("from how many seconds on a part is eligible can be set; 0 lets every part pass", () => {
  const interaction = readStays([
    { who: "A", from: 0, to: 4 },
    { who: "B", queue: "r", from: 4, to: 30 },
    { who: "C", from: 30, to: 33 },
  ]);
  const blamed = (shortestLeg?: number) => {
    const { first, last } = attribute(interaction, survey, { shortestLeg });
    return [...who(first), ...who(last)];
  };
  expect([blamed(), blamed(10), blamed(4), blamed(0)]).toEqual([
    ...[
      ["B/r", "B/r"],
      ["B/r", "B/r"],
      ["A/q", "B/r"],
    ],
    ["A/q", "C/q"],
  ]);
});

describe("without legs", () => {
  test("a survey's own agent is all there is", () => {
    const empty = { first: [], last: [], longest: [], all: [] };
    expect(attribute(null, survey)).toEqual({ genesys: { agentId: "own", queueId: "ownq", weight: 1 }, ...empty });
    expect(attribute(readStays([]), { kind: "survey", agentId: null, queueId: null })).toEqual({
      genesys: null,
      ...empty,
    });
  });
});

describe("an evaluation", () => {
  const interaction = readStays([
    { who: "E", queue: "early", from: 0, to: 60 },
    { who: "B", queue: "b", from: 60, to: 200 },
    { who: "E", queue: "late", from: 200, to: 203 },
  ]);
  const evaluated = (queueId: string | null) => attribute(interaction, { kind: "evaluation", agentId: "E", queueId });
  test("belongs to the evaluated agent under every rule, with the queue of the last leg", () => {
    const credit = { agentId: "E", queueId: "late", weight: 1 };
    const same = [credit];
    expect(evaluated(null)).toEqual({ genesys: credit, first: same, last: same, longest: same, all: same });
  });
  test("keeps its own queue", () => expect(evaluated("own").genesys?.queueId).toBe("own"));
  test("needs no interaction", () =>
    expect(attribute(null, { kind: "evaluation", agentId: "E", queueId: null }).last).toEqual([
      { agentId: "E", queueId: null, weight: 1 },
    ]));
});

describe("any interaction", () => {
  const stay: fc.Arbitrary<Stay> = fc
    .record({
      who: fc.constantFrom("A", "B", "C"),
      queue: fc.constantFrom("q", "r", null),
      from: fc.nat(300),
      length: fc.nat(60),
      talk: fc.nat(60_000),
      media: fc.constantFrom("voice", "voice", "voice", "chat"),
    })
    .map(({ length, ...rest }) => ({ ...rest, to: rest.from + length }));
  const stays = fc.array(stay, { minLength: 1, maxLength: 6 });

  test("shares out exactly one response by every rule", () =>
    fc.assert(
      fc.property(stays, fc.nat(300), (list, customerUntil) => {
        const { first, last, longest, all } = credits(list, customerUntil);
        for (const rule of [first, last, longest, all]) {
          expect(rule.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
          expect(new Set(who(rule)).size).toBe(rule.length);
          for (const { weight } of rule) expect(weight).toBeGreaterThan(0);
        }
      }),
    ));

  test("gives the same credits and legs in any order of its participants", () =>
    fc.assert(
      fc.property(
        stays.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
        ),
        ([list, shuffled]) => {
          expect(credits(shuffled)).toEqual(credits(list));
          expect(readStays(shuffled)).toEqual(readStays(list));
        },
      ),
    ));

  test("credits under first and last whom everybody else started after and ended before", () =>
    fc.assert(
      fc.property(stays, (list) => {
        const long = list.filter(({ from, to }) => to - from >= 10);
        const eligible = long.length > 0 ? long : list;
        const { first, last } = credits(list);
        const names = (pool: Stay[]) => pool.map(({ who, queue }) => `${who}/${queue}`);
        const start = Math.min(...eligible.map(({ from }) => from));
        const end = Math.max(...eligible.map(({ to }) => to));
        expect(names(eligible.filter(({ from }) => from === start))).toContain(who(first)[0]);
        expect(names(eligible.filter(({ to }) => to === end))).toContain(who(last)[0]);
      }),
    ));
});
