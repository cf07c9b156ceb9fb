/** Thirds of a scale; no value of a scale of up to 11 lies between two of them. */
export const scoreRanges = { all: null, low: "0..0.35", middle: "0.36..0.64", high: "0.65..1" } as const;

export const scoreNames = ["all", "low", "middle", "high"] as const;
type ScoreName = (typeof scoreNames)[number];

/** What is asked for, by its name; null where it is a range of its own. */
export const scoreNameOf = (asked: string | null): ScoreName | null =>
  scoreNames.find((name) => scoreRanges[name] === asked) ?? null;
