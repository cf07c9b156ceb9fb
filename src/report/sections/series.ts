import { defineSection } from "../define-section.ts";
import { type GroupSeries, readGroupSeries } from "../groups/group-series.ts";
import type { Context } from "../section.ts";

export interface QueueSeriesPart {
  /** Null where people are protected, and where the score chose the responses. */
  readonly queue_series: readonly GroupSeries[] | null;
}

export interface AgentSeriesPart {
  /** Null where people are protected, and where the score chose the responses. */
  readonly agent_series: readonly GroupSeries[] | null;
}

/** Where it is withheld it is not read either. */
const read = async (context: Context, by: "queue" | "agent"): Promise<readonly GroupSeries[] | null> =>
  context.people.mode === "named" && context.only !== "scores" ? await readGroupSeries(context, by) : null;

const words = { en: {}, de: {} };

/** How each queue went: for the page, where it is asked for after the queues themselves. */
export const queueSeries = defineSection({
  key: "queue_series",
  words,
  read: async (context: Context): Promise<QueueSeriesPart> => ({ queue_series: await read(context, "queue") }),
  // They divide the answers finer than any table that is protected together with others.
  protect: { queue_series: () => null },
});

/** How each agent went. */
export const agentSeries = defineSection({
  key: "agent_series",
  words,
  read: async (context: Context): Promise<AgentSeriesPart> => ({ agent_series: await read(context, "agent") }),
  protect: { agent_series: () => null },
  finish: (part, { only }) => (only === "scores" ? { agent_series: null } : part),
});
