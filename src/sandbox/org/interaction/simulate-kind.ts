import { hour, minute } from "../../../base/index.ts";
import type { Random } from "../random.ts";
import type { Slot, World } from "../world.ts";
import type { Plan } from "./interaction-kinds.ts";
import type { SimulatedInteraction } from "./simulated-interaction.ts";
import { Simulation } from "./simulation-steps.ts";

/** Simulates a plan on a clock. */
export function simulate(world: World, slot: Slot, plan: Plan, random: Random): SimulatedInteraction {
  const simulation = new Simulation(world, slot, plan, random);
  const { agent, second: other, desk } = plan;
  switch (plan.shape) {
    case "abandoned":
      simulation.giveUp();
      break;
    case "single":
    case "not reached":
      simulation.wait(desk, "answered");
      simulation.talk({
        agent,
        desk,
        length: simulation.usual(),
        holds: random.chance(simulation.holding(desk)) ? random.int(1, 3) : 0,
      });
      break;
    case "blind transfer": {
      const [mine, theirs] = [simulation.usual(), simulation.usual()];
      simulation.wait(desk, "answered");
      simulation.talk({ agent, desk, length: mine, holds: mine > theirs ? random.int(0, 2) : 0, transferred: "blind" });
      simulation.wait(other.desk);
      simulation.talk({ ...other, length: theirs, holds: theirs > mine ? random.int(0, 2) : 0 });
      break;
    }
    case "there and back":
      simulation.wait(desk, "answered");
      simulation.talk({ agent, desk, length: simulation.usual(), transferred: "blind" });
      simulation.wait(desk);
      simulation.talk({ agent: other.agent, desk, length: simulation.usual(), transferred: "blind" });
      simulation.wait(desk);
      simulation.talk({ agent, desk, length: simulation.usual() });
      break;
    case "consulted":
    case "consult transfer":
      simulation.wait(desk, "answered");
      simulation.consult(plan.shape === "consult transfer");
      break;
    case "conference":
      simulation.wait(desk, "answered");
      simulation.confer();
      break;
    case "voicemail":
    case "voicemail heard":
      simulation.leaveVoicemail();
      if (plan.media !== "callback") break;
      simulation.wait(desk, "answered");
      simulation.callBack(plan.shape === "voicemail");
      break;
    case "external transfer":
      simulation.wait(desk, "answered");
      simulation.talk({ agent, desk, length: simulation.usual(), transferred: "blind" });
      simulation.leaveOutside(random.skewed(2 * minute, 0.5));
      break;
    case "passed on":
      simulation.wait(desk, "answered");
      simulation.talk({ agent, desk, length: random.int(2_000, 9_500), transferred: "blind" });
      simulation.wait(other.desk);
      simulation.talk({ ...other, length: simulation.usual() });
      break;
    case "too short":
      simulation.wait(desk, "answered");
      simulation.talk({ agent, desk, length: random.int(2_000, 9_500) });
      break;
  }
  return simulation.end();
}

/**
 * How long after its start everybody is surely done with an interaction, after-call work included: three waits, three
 * talks and what lies between them. Who looks for a response's event need look no further back.
 */
export const maxHandlingTime = {
  voice: 3 * hour,
  callback: 3 * hour,
  chat: 3 * hour,
  message: 3 * hour,
  email: 34 * hour,
};
