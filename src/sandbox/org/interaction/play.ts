import { hour, minute, second } from "../../../base/index.ts";
import type { Desk } from "../places.ts";
import type { Random } from "../random.ts";
import type { Spot, World } from "../world.ts";
import { afterwork } from "./afterwork.ts";
import type { Plan } from "./plan.ts";
import { connection, type Part, type Piece, type Span, type Stage } from "./stage.ts";

/** Lets a plan happen on the clock. */
export function playPlan(world: World, spot: Spot, plan: Plan, random: Random): Stage {
  const scene = createScene(world, spot, plan, random);
  const { agent, second: other, desk } = plan;
  switch (plan.shape) {
    case "abandoned":
      scene.giveUp();
      break;
    case "single":
    case "not reached":
      scene.wait(desk, "answered");
      scene.talk({ agent, desk, length: scene.usual(), holds: random.chance(0.25) ? random.int(1, 3) : 0 });
      break;
    case "blind transfer": {
      const [mine, theirs] = [scene.usual(), scene.usual()];
      scene.wait(desk, "answered");
      scene.talk({ agent, desk, length: mine, holds: mine > theirs ? random.int(0, 2) : 0, transferred: "blind" });
      scene.wait(other.desk);
      scene.talk({ ...other, length: theirs, holds: theirs > mine ? random.int(0, 2) : 0 });
      break;
    }
    case "there and back":
      scene.wait(desk, "answered");
      scene.talk({ agent, desk, length: scene.usual(), transferred: "blind" });
      scene.wait(desk);
      scene.talk({ agent: other.agent, desk, length: scene.usual(), transferred: "blind" });
      scene.wait(desk);
      scene.talk({ agent, desk, length: scene.usual() });
      break;
    case "consulted":
    case "consult transfer":
      scene.wait(desk, "answered");
      scene.consult(plan.shape === "consult transfer");
      break;
    case "conference":
      scene.wait(desk, "answered");
      scene.confer();
      break;
    case "voicemail":
    case "voicemail heard":
      scene.leaveVoicemail();
      if (plan.media !== "callback") break;
      scene.wait(desk, "answered");
      scene.callBack(plan.shape === "voicemail");
      break;
    case "external transfer":
      scene.wait(desk, "answered");
      scene.talk({ agent, desk, length: scene.usual(), transferred: "blind" });
      scene.leaveOutside(Math.min(longestTalk, random.skewed(2 * minute, 0.5)));
      break;
    case "passed on":
      scene.wait(desk, "answered");
      scene.talk({ agent, desk, length: random.int(2_000, 9_500), transferred: "blind" });
      scene.wait(other.desk);
      scene.talk({ ...other, length: scene.usual() });
      break;
    case "too short":
      scene.wait(desk, "answered");
      scene.talk({ agent, desk, length: random.int(2_000, 9_500) });
      break;
  }
  return scene.end();
}

interface Talk {
  readonly agent: Part["agent"];
  readonly desk: Desk | null;
  readonly length: number;
  readonly holds?: number;
  readonly transferred?: Part["transferred"];
}

/** Medians, in milliseconds. */
const usualTalk = { voice: 4 * minute, callback: 3 * minute, chat: 7 * minute, email: 6 * minute, message: 9 * minute };
const usualWait = { voice: 25 * second, callback: 9 * minute, chat: 30 * second, email: 2 * hour, message: minute };
const longestTalk = 30 * minute;
const longestWait = { voice: 8 * minute, callback: hour, chat: 8 * minute, email: 10 * hour, message: 8 * minute };

/**
 * How long after its start everybody is surely done with an interaction, after-call work included: three waits, three
 * talks and what lies between them. Who looks for a response's event need look no further back.
 */
export const longestWork = { voice: 3 * hour, callback: 3 * hour, chat: 3 * hour, message: 3 * hour, email: 34 * hour };

/** A clock that the verbs below move on, and what has happened so far. */
function createScene(world: World, spot: Spot, plan: Plan, random: Random) {
  const { media, direction } = plan;
  let clock = spot.start;
  let [greeting, external, voicemail]: [Stage["greeting"], Span | null, Span | null] = [null, null, null];
  const queued: Stage["queued"][number][] = [];
  const missed: Stage["missed"][number][] = [];
  const parts: Part[] = [];

  const pass = (length: number): Span => {
    const start = clock;
    clock += length;
    return { start, end: clock };
  };
  // Field by field: spreading took half of the time that it takes to play an interaction.
  const after = (part: Omit<Part, "afterwork" | "wrapUps">): Part => {
    const { agent, queue, ring, preview, pieces, withCustomer, transferred } = part;
    const work = afterwork(world, spot, connection(part).end, random);
    return {
      agent,
      queue,
      ring,
      preview,
      pieces,
      withCustomer,
      transferred,
      afterwork: work.afterwork,
      wrapUps: work.wrapUps,
    };
  };

  if (direction === "outbound") pass(random.int(300, 2_000));
  else if (media === "voice" || media === "callback")
    greeting = { by: "ivr", ...pass(Math.min(5 * minute, random.skewed(18_000, 0.6))) };
  else if (media === "message" && random.chance(0.4))
    greeting = { by: "botflow", ...pass(Math.min(5 * minute, random.skewed(40_000, 0.6))) };

  const scene = {
    usual: () => Math.min(longestTalk, Math.max(12_000, random.skewed(usualTalk[media], 0.7))),

    giveUp() {
      const queue = plan.desk?.queue;
      if (queue) queued.push({ queue, media, abandoned: true, ...pass(random.skewed(50_000, 0.7)) });
    },

    /** After a while in the queue as a call; three minutes are as long as a message can be (Genesys' help pages). */
    leaveVoicemail() {
      const queue = plan.desk?.queue;
      if (queue) queued.push({ queue, media: "voice", abandoned: false, ...pass(random.int(8_000, 90_000)) });
      voicemail = pass(Math.min(3 * minute, Math.max(6_000, random.skewed(30_000, 0.6))));
    },

    /** In the queue until an agent answers; some let it ring first. */
    wait(desk: Desk | null, first?: "answered") {
      if (direction === "outbound" && first) return;
      if (!desk) return;
      const span = pass(Math.min(longestWait[media], Math.max(8_000, random.skewed(usualWait[media], 0.8))));
      queued.push({ queue: desk.queue, media, abandoned: false, ...span });
      if (!first) return;
      for (const agent of plan.missed)
        missed.push({ agent, queue: desk.queue, start: span.start + 500, end: span.start + random.int(2_500, 4_500) });
    },

    talk({ agent, desk, length, holds = 0, transferred = null }: Talk) {
      const queue = desk?.queue ?? null;
      const ring = direction === "outbound" && parts.length === 0 ? pass(random.int(4_000, 20_000)) : ringBefore(clock);
      const preview = media === "callback" ? pass(random.int(3_000, 9_000)) : null;
      if (preview) pass(random.int(4_000, 15_000));
      const pieces = plan.shape === "not reached" ? [] : talkPieces(clock, length, holds, media, random);
      clock = pieces.at(-1)?.end ?? clock;
      parts.push(after({ agent, queue, ring, preview, pieces, withCustomer: true, transferred }));
    },

    /** Whoever calls back talks longer than the voicemail took to hear: the call is what the part is known by. */
    callBack(calls: boolean) {
      const { agent, desk } = plan;
      const ring = ringBefore(clock);
      const heard = voicemail ? voicemail.end - voicemail.start : 0;
      const preview = pass(heard + random.int(3_000, 9_000));
      if (calls) pass(random.int(4_000, 15_000));
      const pieces = calls ? talkPieces(clock, preview.end - preview.start + scene.usual(), 0, media, random) : [];
      clock = pieces.at(-1)?.end ?? clock;
      const queue = desk?.queue ?? null;
      parts.push(after({ agent, queue, ring, preview, pieces, withCustomer: true, transferred: null }));
    },

    consult(transfer: boolean) {
      const { agent, desk, second: other } = plan;
      const queue = desk?.queue ?? null;
      const ring = ringBefore(clock);
      const before = { type: "interact" as const, ...pass(scene.usual()) };
      const hold = { type: "hold" as const, ...pass(random.int(25_000, 120_000)) };
      const asked = { start: hold.start + random.int(3_000, 8_000), end: hold.end - random.int(1_000, 4_000) };
      const back = transfer ? [] : [{ type: "interact" as const, ...pass(scene.usual()) }];
      // Longer than A's talk and hold together: whoever measures the longest leg either way finds the same one.
      const alone = transfer ? pass(before.end - before.start + hold.end - hold.start + scene.usual()) : asked;
      const shared = { queue, preview: null, withCustomer: true };
      parts.push(
        after({ ...shared, agent, ring, pieces: [before, hold, ...back], transferred: transfer ? "consult" : null }),
        after({
          ...shared,
          agent: other.agent,
          ring: { start: hold.start + 500, end: asked.start },
          pieces: [{ type: "interact", start: asked.start, end: alone.end }],
          withCustomer: transfer,
          transferred: null,
        }),
      );
    },

    /** A asks B while the customer is on hold, then all three talk, until one agent leaves or the customer does. */
    confer() {
      const { agent, desk, second: other } = plan;
      // Longer than the hold, for the sake of whoever measures the longest leg.
      const before = { type: "interact" as const, ...pass(minute + scene.usual()) };
      const ring = ringBefore(before.start);
      const hold = { type: "hold" as const, ...pass(random.int(15_000, 60_000)) };
      const asked = { type: "interact" as const, start: hold.start + random.int(3_000, 8_000), end: hold.end };
      const shared = { type: "interact" as const, conference: true, ...pass(scene.usual()) };
      const [mine, theirs]: [Piece[], Piece[]] = [
        [before, hold, shared],
        [asked, shared],
      ];
      const stays = random.weighted([
        [mine, 5],
        [theirs, 3],
        [null, 2],
      ]);
      // Longer than all that the other one had alone, for the same reason.
      const rest = before.end - before.start + hold.end - hold.start + scene.usual();
      if (stays) stays.push({ type: "interact", ...pass(rest) });
      const both = { queue: desk?.queue ?? null, preview: null, withCustomer: true, transferred: null };
      const first = after({ ...both, agent, ring, pieces: mine });
      const joined = after({
        ...both,
        agent: other.agent,
        ring: { start: hold.start + 500, end: asked.start },
        pieces: theirs,
      });
      parts.push(...(stays === mine ? [joined, first] : [first, joined]));
    },

    leaveOutside(length: number) {
      external = pass(length);
    },

    end(): Stage {
      // A message conversation stays open after the last word, for days; a survey may come back before it closes.
      if (media === "message") clock += random.int(2 * hour, 72 * hour);
      const first = parts[0];
      const listener = plan.listening && first ? { kind: plan.listening, ...within(connection(first)) } : null;
      const voiceSurvey = null;
      const told = { greeting, queued, missed, parts, listener, external, voicemail, voiceSurvey };
      return { plan, start: spot.start, end: clock, ...told };
    },
  };
  return scene;
}

const ringBefore = (answered: number): Span => ({ start: answered - 3_200, end: answered });

const within = ({ start, end }: Span): Span => ({ start: start + (end - start) / 4, end: end - 1 });

function talkPieces(start: number, talk: number, holds: number, media: Plan["media"], random: Random): Piece[] {
  const pauses = media === "voice" || media === "callback" ? holds : 0;
  const share = Math.floor(talk / (pauses + 1));
  const pieces: Piece[] = [{ type: "interact", start, end: start + share + (talk - share * (pauses + 1)) }];
  for (let pause = 0; pause < pauses; pause++) {
    const from = pieces.at(-1)?.end ?? start;
    const to = from + Math.min(5 * minute, random.skewed(35_000, 0.6));
    pieces.push({ type: "hold", start: from, end: to }, { type: "interact", start: to, end: to + share });
  }
  return pieces;
}
