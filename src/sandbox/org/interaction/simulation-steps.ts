import { hour, minute, second } from "../../../base/index.ts";
import { isAffected } from "../planted-change.ts";
import type { Desk } from "../queues.ts";
import type { Random } from "../random.ts";
import type { Slot, World } from "../world.ts";
import { afterCallWork } from "./after-call-work.ts";
import type { Plan } from "./interaction-kinds.ts";
import { connection, type Part, type Piece, type SimulatedInteraction, type Span } from "./simulated-interaction.ts";

interface Talk {
  readonly agent: Part["agent"];
  readonly desk: Desk | null;
  readonly length: number;
  readonly holds?: number;
  readonly transferred?: Part["transferred"];
}

/** Medians, in milliseconds. */
const medianTalk = {
  voice: 4 * minute,
  callback: 3 * minute,
  chat: 7 * minute,
  email: 6 * minute,
  message: 9 * minute,
};
const medianWait = { voice: 25 * second, callback: 9 * minute, chat: 30 * second, email: 2 * hour, message: minute };
const maxTalk = 30 * minute;
const maxWait = { voice: 8 * minute, callback: hour, chat: 8 * minute, email: 10 * hour, message: 8 * minute };

/** A clock, which each step below moves on, and what has happened so far. */
export class Simulation {
  private readonly world: World;
  private readonly slot: Slot;
  private readonly plan: Plan;
  private readonly random: Random;
  private clock: number;
  private greeting: SimulatedInteraction["greeting"] = null;
  private external: Span | null = null;
  private voicemail: Span | null = null;
  private readonly queued: SimulatedInteraction["queued"][number][] = [];
  private readonly missed: SimulatedInteraction["missed"][number][] = [];
  private readonly parts: Part[] = [];

  constructor(world: World, slot: Slot, plan: Plan, random: Random) {
    this.world = world;
    this.slot = slot;
    this.plan = plan;
    this.random = random;
    this.clock = slot.start;
    const { media, direction } = plan;
    if (direction === "outbound") this.pass(random.int(300, 2_000));
    else if (media === "voice" || media === "callback")
      this.greeting = { by: "ivr", ...this.pass(Math.min(5 * minute, random.skewed(18_000, 0.6))) };
    else if (media === "message" && random.chance(0.4))
      this.greeting = { by: "botflow", ...this.pass(Math.min(5 * minute, random.skewed(40_000, 0.6))) };
  }

  usual(): number {
    const { random, plan } = this;
    return Math.min(maxTalk, Math.max(12_000, random.skewed(medianTalk[plan.media], 0.7)));
  }

  /** How often a talk is interrupted by holds. */
  holding(desk: Desk | null): number {
    return this.slow(desk) > 1 ? 0.6 : 0.25;
  }

  giveUp() {
    const { plan, random, queued } = this;
    const { media } = plan;
    const queue = plan.desk?.queue;
    if (queue) queued.push({ queue, media, abandoned: true, ...this.pass(random.skewed(50_000, 0.7)) });
  }

  /** After a while in the queue as a call; three minutes are as long as a message can be (Genesys' help pages). */
  leaveVoicemail() {
    const { plan, random, queued } = this;
    const queue = plan.desk?.queue;
    if (queue) queued.push({ queue, media: "voice", abandoned: false, ...this.pass(random.int(8_000, 90_000)) });
    this.voicemail = this.pass(Math.min(3 * minute, Math.max(6_000, random.skewed(30_000, 0.6))));
  }

  /** In the queue until an agent answers; some let it ring first. */
  wait(desk: Desk | null, first?: "answered") {
    const { plan, random, queued, missed } = this;
    const { media, direction } = plan;
    if (direction === "outbound" && first) return;
    if (!desk) return;
    const span = this.pass(
      Math.min(maxWait[media], Math.max(8_000, random.skewed(this.slow(desk) * medianWait[media], 0.8))),
    );
    queued.push({ queue: desk.queue, media, abandoned: false, ...span });
    if (!first) return;
    for (const agent of plan.missed)
      missed.push({ agent, queue: desk.queue, start: span.start + 500, end: span.start + random.int(2_500, 4_500) });
  }

  talk({ agent, desk, length, holds = 0, transferred = null }: Talk) {
    const { plan, random, parts } = this;
    const { media, direction } = plan;
    const queue = desk?.queue ?? null;
    const ring =
      direction === "outbound" && parts.length === 0 ? this.pass(random.int(4_000, 20_000)) : ringBefore(this.clock);
    const preview = media === "callback" ? this.pass(random.int(3_000, 9_000)) : null;
    if (preview) this.pass(random.int(4_000, 15_000));
    const pieces = plan.shape === "not reached" ? [] : talkPieces(this.clock, length, this.holds(holds, desk));
    this.clock = pieces.at(-1)?.end ?? this.clock;
    parts.push(this.after({ agent, queue, ring, preview, pieces, withCustomer: true, transferred }));
  }

  /** The agent who calls back talks longer than the voicemail took to hear: the call is what the part is known by. */
  callBack(calls: boolean) {
    const { plan, random, parts } = this;
    const { agent, desk } = plan;
    const ring = ringBefore(this.clock);
    const heard = this.voicemail ? this.voicemail.end - this.voicemail.start : 0;
    const preview = this.pass(heard + random.int(3_000, 9_000));
    if (calls) this.pass(random.int(4_000, 15_000));
    const pieces = calls ? talkPieces(this.clock, preview.end - preview.start + this.usual(), []) : [];
    this.clock = pieces.at(-1)?.end ?? this.clock;
    const queue = desk?.queue ?? null;
    parts.push(this.after({ agent, queue, ring, preview, pieces, withCustomer: true, transferred: null }));
  }

  consult(transfer: boolean) {
    const { plan, random, parts } = this;
    const { agent, desk, second: other } = plan;
    const queue = desk?.queue ?? null;
    const ring = ringBefore(this.clock);
    const before = { type: "interact" as const, ...this.pass(this.usual()) };
    const hold = { type: "hold" as const, ...this.pass(random.int(25_000, 120_000)) };
    const asked = { start: hold.start + random.int(3_000, 8_000), end: hold.end - random.int(1_000, 4_000) };
    const back = transfer ? [] : [{ type: "interact" as const, ...this.pass(this.usual()) }];
    // Longer than A's talk and hold together: the longest leg is the same, with holds or without.
    const alone = transfer ? this.pass(before.end - before.start + hold.end - hold.start + this.usual()) : asked;
    const shared = { queue, preview: null, withCustomer: true };
    parts.push(
      this.after({ ...shared, agent, ring, pieces: [before, hold, ...back], transferred: transfer ? "consult" : null }),
      this.after({
        ...shared,
        agent: other.agent,
        ring: { start: hold.start + 500, end: asked.start },
        pieces: [{ type: "interact", start: asked.start, end: alone.end }],
        withCustomer: transfer,
        transferred: null,
      }),
    );
  }

  /** A asks B while the customer is on hold, then all three talk, until one agent leaves or the customer does. */
  confer() {
    const { plan, random, parts } = this;
    const { agent, desk, second: other } = plan;
    // Longer than the hold, so that the longest leg is the same with holds or without.
    const before = { type: "interact" as const, ...this.pass(minute + this.usual()) };
    const ring = ringBefore(before.start);
    const hold = { type: "hold" as const, ...this.pass(random.int(15_000, 60_000)) };
    const asked = { type: "interact" as const, start: hold.start + random.int(3_000, 8_000), end: hold.end };
    const shared = { type: "interact" as const, conference: true, ...this.pass(this.usual()) };
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
    const rest = before.end - before.start + hold.end - hold.start + this.usual();
    if (stays) stays.push({ type: "interact", ...this.pass(rest) });
    const both = { queue: desk?.queue ?? null, preview: null, withCustomer: true, transferred: null };
    const first = this.after({ ...both, agent, ring, pieces: mine });
    const joined = this.after({
      ...both,
      agent: other.agent,
      ring: { start: hold.start + 500, end: asked.start },
      pieces: theirs,
    });
    parts.push(...(stays === mine ? [joined, first] : [first, joined]));
  }

  leaveOutside(length: number) {
    this.external = this.pass(Math.min(maxTalk, length));
  }

  end(): SimulatedInteraction {
    const { plan, random, queued, missed, parts } = this;
    const { media } = plan;
    // A message conversation stays open after the last word, for days; a survey may come back before it closes.
    if (media === "message") this.clock += random.int(2 * hour, 72 * hour);
    const first = parts[0];
    const listener = plan.listening && first ? { kind: plan.listening, ...within(connection(first)) } : null;
    const voiceSurvey = null;
    const { greeting, external, voicemail, clock: end } = this;
    const happened = { greeting, queued, missed, parts, listener, external, voicemail, voiceSurvey };
    return { plan, start: this.slot.start, end, ...happened };
  }

  /** How long customers are put on hold, each time; nobody is while they write. */
  private holds(times: number, desk: Desk | null): number[] {
    const { plan, random } = this;
    if (plan.media !== "voice" && plan.media !== "callback") return [];
    const usual = this.slow(desk) * 35_000;
    return Array.from({ length: times }, () => Math.min(5 * minute, random.skewed(usual, 0.6)));
  }

  /** How much longer than usual everything takes on a queue. */
  private slow(desk: Desk | null): number {
    return isAffected(this.world, this.slot.day, desk?.queue.id) ? 4 : 1;
  }

  private pass(length: number): Span {
    const start = this.clock;
    this.clock += length;
    return { start, end: this.clock };
  }

  // Field by field: spreading took half of the time that it takes to play an interaction.
  private after(part: Omit<Part, "afterCallWork" | "wrapUps">): Part {
    const { agent, queue, ring, preview, pieces, withCustomer, transferred } = part;
    const { afterCallWork: length, wrapUps } = afterCallWork(this.world, this.slot, connection(part).end, this.random);
    return { agent, queue, ring, preview, pieces, withCustomer, transferred, afterCallWork: length, wrapUps };
  }
}

const ringBefore = (answered: number): Span => ({ start: answered - 3_200, end: answered });

const within = ({ start, end }: Span): Span => ({ start: start + (end - start) / 4, end: end - 1 });

function talkPieces(start: number, talk: number, holds: readonly number[]): Piece[] {
  const share = Math.floor(talk / (holds.length + 1));
  const pieces: Piece[] = [{ type: "interact", start, end: start + talk - share * holds.length }];
  for (const hold of holds) {
    const from = pieces.at(-1)?.end ?? start;
    const to = from + hold;
    pieces.push({ type: "hold", start: from, end: to }, { type: "interact", start: to, end: to + share });
  }
  return pieces;
}
