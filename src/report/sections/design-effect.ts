import { defineSection, safe } from "../define-section.ts";
import { readDesignEffect } from "../groups/benchmarks.ts";
import type { Context } from "../section.ts";

export interface DesignEffectPart {
  /** How much an interval grows since answers of one agent are alike; null below 10 agents. */
  readonly design_effect: number | null;
}

export const designEffect = defineSection({
  key: "design_effect",
  words: {
    en: { alike: (factor: string) => `Answers of one agent are alike: ranges are ${factor} times as wide with that.` },
    de: { alike: (factor) => `Antworten zu einem Agenten ähneln sich: damit sind Bereiche ${factor}-mal so breit.` },
  },
  read: async (context: Context): Promise<DesignEffectPart> => ({ design_effect: await readDesignEffect(context) }),
  protect: { design_effect: safe },
  finish: (part, { only }) => (only === "scores" ? { design_effect: null } : part),
  caveats: ({ design_effect: effect }, { words, phrases }) =>
    effect === null ? [] : [{ sentence: words.alike(phrases.formats.one(Math.sqrt(effect))) }],
});
