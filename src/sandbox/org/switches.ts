/** What the default org leaves out, because an extraction over it would be incomplete or its text unpleasant. */
export const switches = {
  "missing-interactions": "Analytics does not return about one interaction in twenty-five, although it has responses.",
  "hidden-divisions":
    "The client's roles reach the home division alone: of others, analytics has no interactions, the quality API refuses surveys, redacts evaluations and counts them apart, and queues are in no list.",
  "redacted-forms":
    "Survey forms of every division but the home division come without the texts of questions and groups.",
  "hostile-text":
    "Comments and one agent's name carry terminal escapes, formulas, NUL, lone surrogates, right-to-left marks or 10 kB.",
} as const;

/** Name of a switch, as `switches` explains it. */
export type SwitchName = keyof typeof switches;
