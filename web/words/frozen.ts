import { defineWords } from "./words.ts";

/** Of a report that is frozen into one file. */
export const frozenWords = defineWords({
  en: {
    contents: "Contents",
    made: (time: string, zone: string) => `Made on ${time} (${zone}). Numbers do not change afterwards.`,
    personal: "Contains personal data.",
    personalNames: "It names people who work for you: show it only to those who may judge that.",
    personalWords: "It has what customers wrote: pass it on only to those who need it.",
    numbers: "All numbers",
    numbersNote: "In brackets: where the number could be by chance.",
    metric: "Metric",
    value: "Value",
    change: "Against before",
    note: "Note",
    hours: "By weekday and hour",
    hoursNote: "Share of satisfied customers by the local time at which their interaction began.",
    when: "When",
    groups: (by: string) => `By ${by}`,
    credits: "Who is credited",
    creditsNote:
      "Satisfied customers of each agent under every rule. Gain: with all of an answer for the last agent, less with it shared out by talk time.",
    gain: "Gain",
    trust: "How far this can be trusted",
    ranges:
      "Where a number could be by chance: its interval of 95 %, Wilson's for a share, an adjusted Wald for NPS. It is about chance alone, not about who answers and who does not.",
    verdicts:
      "A change is called one where chance does not explain it, with the variation from day to day and all changes of a table judged together, and where it is large enough to matter.",
    limits: "Limits of a trend: Laney's p′, from twenty periods on.",
  },
  de: {
    contents: "Inhalt",
    made: (time, zone) => `Erstellt am ${time} (${zone}). Danach ändern sich die Zahlen nicht mehr.`,
    personal: "Enthält personenbezogene Daten.",
    personalNames: "Es nennt Menschen, die für Sie arbeiten: nur für jene, die darüber urteilen dürfen.",
    personalWords: "Es enthält, was Kunden schrieben: nur für jene, die es brauchen.",
    numbers: "Alle Zahlen",
    numbersNote: "In Klammern: wo die Zahl aus Zufall liegen könnte.",
    metric: "Kennzahl",
    value: "Wert",
    change: "Gegen vorher",
    note: "Anmerkung",
    hours: "Nach Wochentag und Stunde",
    hoursNote: "Anteil zufriedener Kunden nach der Ortszeit, zu der ihre Interaktion begann.",
    when: "Wann",
    groups: (by) => `Nach: ${by}`,
    credits: "Wem es zugeordnet wird",
    creditsNote:
      "Zufriedene Kunden jedes Agenten nach jeder Regel. Gewinn: mit der ganzen Antwort für den letzten Agenten, weniger mit ihr nach Sprechzeit aufgeteilt.",
    gain: "Gewinn",
    trust: "Wie belastbar das ist",
    ranges:
      "Wo eine Zahl aus Zufall liegen könnte: ihr Intervall von 95 %, bei Anteilen nach Wilson, beim NPS nach Wald, angepasst. Es sagt nur etwas über den Zufall, nicht darüber, wer antwortet und wer nicht.",
    verdicts:
      "Veränderung heißt, was der Zufall nicht erklärt, gemessen an den Schwankungen von Tag zu Tag und an allen Veränderungen einer Tabelle zugleich, und was groß genug ist, um zu zählen.",
    limits: "Grenzen eines Verlaufs: p′ nach Laney, ab zwanzig Zeiträumen.",
  },
});
