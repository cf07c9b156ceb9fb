import { defaultCode, timeoutCode } from "../queues.ts";
import type { Random } from "../random.ts";
import type { Slot, World } from "../world.ts";
import type { Part } from "./simulated-interaction.ts";

/** After-call work from `start`: none, one code as a rule, sometimes several, sometimes one of the system's own. */
export function afterCallWork(
  { routing, lastDay }: World,
  { day }: Slot,
  start: number,
  random: Random,
): Pick<Part, "afterCallWork" | "wrapUps"> {
  if (random.chance(0.08)) return { afterCallWork: 0, wrapUps: [] };
  const length = Math.min(110_000, random.skewed(21_000, 0.6));
  const count = random.chance(0.09) ? random.int(2, 3) : 1;
  const codes = Array.from({ length: count }, () => {
    if (random.chance(0.04)) return timeoutCode;
    if (day < lastDay - 2 && random.chance(0.02)) return routing.deletedCode;
    return random.chance(0.1) ? defaultCode.id : random.pick(routing.wrapUpCodes).id;
  });
  const share = Math.floor(length / count);
  return {
    afterCallWork: length,
    wrapUps: codes.map((code, at) => ({
      code,
      start: start + at * share,
      end: at === count - 1 ? start + length : start + (at + 1) * share,
    })),
  };
}
