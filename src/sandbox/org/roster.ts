import type { Desk, Routing } from "./queues.ts";
import type { Agent, People } from "./users.ts";

/** Who works where on one day; the same for all its interactions. */
export interface Roster {
  readonly open: readonly (readonly [desk: Desk, weight: number])[];
  readonly agentsOf: (desk: Desk) => readonly Agent[];
}

/** Rosters by day, each written once: choosing again for each interaction took a tenth of its time. */
export function createRosters(routing: Routing, people: People): (day: number) => Roster {
  const rosters = new Map<number, Roster>();
  const write = (day: number): Roster => {
    const present = people.agents.filter(({ lastDay }) => lastDay >= day);
    const teams = new Map(
      routing.desks.map((desk) => [desk, present.filter(({ queues }) => queues.includes(desk.queue.name))]),
    );
    return {
      open: routing.desks.filter(({ lastDay }) => lastDay >= day).map((desk) => [desk, desk.weight]),
      agentsOf: (desk) => teams.get(desk) ?? [],
    };
  };
  return (day) => {
    const roster = rosters.get(day) ?? write(day);
    rosters.set(day, roster);
    return roster;
  };
}
