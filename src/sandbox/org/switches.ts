/** What the default org leaves out, because an extraction over it would be incomplete or its text unpleasant. */
export const switches = {
  "missing-interactions": "Analytics does not return about one interaction in twenty-five, although it has responses.",
  "hostile-text":
    "Comments and one agent's name carry terminal escapes, formulas, NUL, lone surrogates, right-to-left marks or 10 kB.",
} as const;

export type SwitchName = keyof typeof switches;
