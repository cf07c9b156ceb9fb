import type { ByAttribute } from "./names.ts";

/** What groups are of, as the filter names it. */
export type GroupKind = "queue" | "agent" | "form" | "team" | ByAttribute;
