/** What an org or its permissions can be like and the default org is not. Each makes an extraction incomplete. */
export const switches = {
  "missing-interactions":
    "Analytics does not return some interactions, although their surveys and evaluations are there.",
} as const;

export type Switch = keyof typeof switches;
