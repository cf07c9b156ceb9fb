import { defineWords } from "./words.ts";

/** Of the questions. */
export const questionWords = defineWords({
  en: {
    all: "Every question",
    allNote: "Each with the number of those who answered it, and the figure of its own role.",
    question: "Question",
    role: "Asks for",
    roles: {
      csat: "satisfaction",
      nps: "recommendation",
      ces: "effort",
      resolution: "solved or not",
      comment: "own words",
      other: "something else",
      unconfirmed: "not decided yet",
    },
    figure: "Result",
    figures: { csat: "satisfied", nps: "NPS", ces: "found it easy", resolution: "solved" },
    byChance: "Could be by chance",
    answers: "Answers",
    change: "Change",
    answered: "How it was answered",
    trendOf: "Over time",
    trendNote: "◆ marks a change of the question's text, options or scale: before and after it are not compared.",
    choose: "Choose one to see how its answers are spread, and how they developed.",
    noTrend: "Its answers have no score, so there is nothing to draw over time.",
    period: "Period",
    changedTo: (text: string) => `the question changed: ${text}`,
    awaiting: (count: string, one: boolean) =>
      one
        ? `${count} question could be a score, and nothing says so: it counts in no number. “afterword forms” shows how to decide.`
        : `${count} questions could be scores, and nothing says so: they count in no number. “afterword forms” shows how to decide.`,
    assumed: (text: string) => `It is assumed, not confirmed, that a high value is good: ${text}`,
    doubtful: (text: string) => `Other answers of the same surveys speak against the direction of its scale: ${text}`,
  },
  de: {
    all: "Alle Fragen",
    allNote: "Jede mit der Zahl derer, die sie beantwortet haben, und der Kennzahl ihrer eigenen Rolle.",
    question: "Frage",
    role: "Fragt nach",
    roles: {
      csat: "Zufriedenheit",
      nps: "Empfehlung",
      ces: "Aufwand",
      resolution: "gelöst oder nicht",
      comment: "eigenen Worten",
      other: "etwas anderem",
      unconfirmed: "noch nicht entschieden",
    },
    figure: "Ergebnis",
    figures: { csat: "zufrieden", nps: "NPS", ces: "fanden es einfach", resolution: "gelöst" },
    byChance: "Aus Zufall möglich",
    answers: "Antworten",
    change: "Veränderung",
    answered: "Wie geantwortet wurde",
    trendOf: "Im Verlauf",
    trendNote: "◆ heißt: Text, Antworten oder Skala der Frage wurden geändert; davor und danach wird nicht verglichen.",
    choose: "Wählen Sie eine, um die Verteilung und den Verlauf ihrer Antworten zu sehen.",
    noTrend: "Ihre Antworten haben keinen Wert, der sich über die Zeit zeichnen ließe.",
    period: "Zeitraum",
    changedTo: (text) => `die Frage wurde geändert: ${text}`,
    awaiting: (count, one) =>
      one
        ? `${count} Frage könnte eine Bewertung sein, doch nichts sagt es: Sie zählt in keiner Zahl. „afterword forms“ zeigt, wie man entscheidet.`
        : `${count} Fragen könnten Bewertungen sein, doch nichts sagt es: Sie zählen in keiner Zahl. „afterword forms“ zeigt, wie man entscheidet.`,
    assumed: (text) => `Angenommen, nicht bestätigt, dass ein hoher Wert gut ist: ${text}`,
    doubtful: (text) => `Andere Antworten derselben Umfragen sprechen gegen die Richtung ihrer Skala: ${text}`,
  },
});
