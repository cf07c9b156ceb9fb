import { defineWords } from "./words.ts";

/** Of the overview. */
export const overviewWords = defineWords({
  en: { headline: "How customers feel", csat: "Satisfied", nps: "NPS after contact", rate: "Response rate" },
  de: { headline: "Wie es den Kunden geht", csat: "Zufrieden", nps: "NPS nach Kontakt", rate: "Rücklauf" },
});
