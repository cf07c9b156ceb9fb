import type { ComponentType } from "preact";
import { type ViewName, viewNames } from "../state/address.ts";

/** A view takes nothing: what it shows follows from the frame that it stands in. */
export type View = ComponentType;

export interface Registered {
  /** Reads its script, when it is first shown. */
  readonly load: () => Promise<View>;
  /** Whether the filter of the page says anything about it. */
  readonly isFiltered: boolean;
}

/** The views that there are. */
export const views: Readonly<Record<ViewName, Registered>> = {
  overview: { load: () => import("./overview.tsx").then(({ Overview }) => Overview), isFiltered: true },
  queues: { load: () => import("./queues.tsx").then(({ Queues }) => Queues), isFiltered: true },
  agents: { load: () => import("./agents.tsx").then(({ Agents }) => Agents), isFiltered: true },
  questions: { load: () => import("./questions.tsx").then(({ Questions }) => Questions), isFiltered: true },
  evaluations: { load: () => import("./evaluations.tsx").then(({ Evaluations }) => Evaluations), isFiltered: true },
  drivers: { load: () => import("./drivers.tsx").then(({ Drivers }) => Drivers), isFiltered: true },
  comments: { load: () => import("./comments.tsx").then(({ Comments }) => Comments), isFiltered: true },
  responses: { load: () => import("./responses.tsx").then(({ Responses }) => Responses), isFiltered: true },
  interactions: {
    load: () => import("./interaction.tsx").then(({ Interaction }) => Interaction),
    isFiltered: false,
  },
  sync: { load: () => import("./sync.tsx").then(({ Sync }) => Sync), isFiltered: false },
};

/** Those that the navigation leads to, in their order; the others are reached from what they are about. */
export const navigable: readonly ViewName[] = viewNames.filter(
  (name) => name !== "responses" && name !== "interactions",
);
