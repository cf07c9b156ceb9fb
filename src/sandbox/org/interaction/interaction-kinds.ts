import type { Desk, Media } from "../queues.ts";
import type { Random } from "../random.ts";
import type { Roster } from "../roster.ts";
import type { Agent } from "../users.ts";
import type { Slot, World } from "../world.ts";

/** The kinds of interaction, in a supervisor's words. */
type Shape =
  | "abandoned" // the customer hangs up in the queue
  | "single"
  | "blind transfer" // A gives it to B's queue and leaves
  | "there and back" // A to B and back to A, on one queue
  | "consulted" // A asks B while the customer is on hold; B never meets the customer
  | "consult transfer" // A asks B, then leaves the customer with B
  | "conference" // A asks B and takes B in: both speak with the customer at once
  | "voicemail" // the customer leaves one instead of waiting on: nobody calls back, or as a callback somebody does
  | "voicemail heard" // an agent listens to it and does not call back
  | "external transfer"
  | "passed on" // A has it for less than ten seconds
  | "too short" // nobody has it for ten seconds
  | "not reached"; // a callback that the customer does not pick up

export type Listening = "monitored" | "coached" | "barged";

export interface Plan {
  readonly media: Media;
  readonly direction: "inbound" | "outbound";
  readonly shape: Shape;
  /** Null: an outbound call on nobody's behalf. */
  readonly desk: Desk | null;
  readonly agent: Agent;
  /** Who takes over or is asked, and on which queue. */
  readonly second: { readonly agent: Agent; readonly desk: Desk | null };
  readonly listening: Listening | null;
  /** Rung and not answered before the agent who did. */
  readonly missed: readonly Agent[];
}

const shapes: Readonly<Record<"voice" | "digital" | "callback" | "outbound", readonly (readonly [Shape, number])[]>> = {
  voice: [
    ["abandoned", 5],
    ["voicemail", 2],
    ["single", 55],
    ["conference", 5],
    ["blind transfer", 12],
    ["there and back", 4],
    ["consulted", 5],
    ["consult transfer", 4],
    ["external transfer", 2],
    ["passed on", 4],
    ["too short", 2],
  ],
  digital: [
    ["single", 82],
    ["blind transfer", 13],
    ["there and back", 5],
  ],
  callback: [
    ["single", 65],
    ["voicemail", 14],
    ["voicemail heard", 6],
    ["not reached", 15],
  ],
  outbound: [
    ["single", 85],
    ["blind transfer", 15],
  ],
};

/** The queue and the medium: the first draws of a plan, without the rest. */
export function chooseDesk(
  { roster }: World,
  { day }: Pick<Slot, "day">,
  random: Random,
): { desk: Desk; media: Media } {
  const desk = random.weighted(roster(day).open);
  const media = desk.media.length === 1 ? desk.media[0] : random.weighted(desk.mediaOdds);
  if (!media) throw new Error(`Queue ${desk.queue.name} takes no media.`);
  return { desk, media };
}

export function planInteraction(world: World, slot: Slot, random: Random): Plan {
  const { open, agentsOf } = world.roster(slot.day);
  const { desk, media } = chooseDesk(world, slot, random);
  const outbound = media === "voice" && random.chance(0.1);
  const kind = outbound ? "outbound" : media === "voice" || media === "callback" ? media : "digital";
  const shape = random.weighted(shapes[kind]);

  const at = outbound && random.chance(0.4) && shape === "single" ? null : desk;
  const agent = random.pick(agentsOf(desk));
  const target = shape === "blind transfer" && random.chance(0.6) ? random.pick(sameLanguage(open, desk, media)) : desk;
  const second = random.pick(agentsOf(target).filter((one) => one !== agent));
  return {
    media,
    direction: outbound ? "outbound" : "inbound",
    shape,
    desk: at,
    agent,
    second: { agent: second, desk: at === null ? null : target },
    listening: media === "voice" && shape === "single" ? listening(random) : null,
    missed: !outbound && random.chance(0.09) ? others(agentsOf(desk), agent, second, random) : [],
  };
}

function others(agents: readonly Agent[], one: Agent, two: Agent, random: Random): Agent[] {
  const free = agents.filter((agent) => agent !== one && agent !== two);
  return free.length > 0 ? [random.pick(free)] : [];
}

const sameLanguage = (open: Roster["open"], from: Desk, media: Media): readonly Desk[] =>
  open.map(([desk]) => desk).filter((desk) => desk.language === from.language && desk.media.includes(media));

const listening = (random: Random): Listening | null =>
  random.weighted([
    [null, 92],
    ["monitored", 4],
    ["coached", 3],
    ["barged", 1],
  ]);
