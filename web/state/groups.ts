/** What groups are of, as the filter names it. */
export type GroupKind = "queue" | "agent" | "form";
