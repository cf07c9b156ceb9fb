import { defineWords } from "./words.ts";

/** How units of time are written after their number, wherever a length of time stands. */
export const durationUnits = defineWords({
  en: { d: "d", h: "h", min: "min", s: "s" },
  de: { d: "Tg.", h: "Std.", min: "Min.", s: "Sek." },
});
