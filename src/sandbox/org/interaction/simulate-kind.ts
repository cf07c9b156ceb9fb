import { hour, minute } from "../../../base/index.ts";
import type { Random } from "../random.ts";
import type { Spot, World } from "../world.ts";
import type { Plan } from "./interaction-kinds.ts";
import type { Stage } from "./simulated-interaction.ts";
import { Scene } from "./simulation-steps.ts";

/** Lets a plan happen on the clock. */
export function playPlan(world: World, spot: Spot, plan: Plan, random: Random): Stage {
  const scene = new Scene(world, spot, plan, random);
  const { agent, second: other, desk } = plan;
  switch (plan.shape) {
    case "abandoned":
      scene.giveUp();
      break;
    case "single":
    case "not reached":
      scene.wait(desk, "answered");
      scene.talk({
        agent,
        desk,
        length: scene.usual(),
        holds: random.chance(scene.holding(desk)) ? random.int(1, 3) : 0,
      });
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
      scene.leaveOutside(random.skewed(2 * minute, 0.5));
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

/**
 * How long after its start everybody is surely done with an interaction, after-call work included: three waits, three
 * talks and what lies between them. Who looks for a response's event need look no further back.
 */
export const longestWork = { voice: 3 * hour, callback: 3 * hour, chat: 3 * hour, message: 3 * hour, email: 34 * hour };
