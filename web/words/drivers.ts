import { defineWords } from "./words.ts";

/** Of what goes together with satisfaction. */
export const driverWords = defineWords({
  en: {
    title: "What goes with satisfaction",
    note: "By the customer's whole journey, all agents and queues together, placed in time by the start of the interaction. It goes together with satisfaction; it does not prove a cause.",
    what: "The more of this",
    names: { wait: "waiting", talk: "talking", hold: "being on hold", transfers: "being transferred" },
    within: "the customer is, within the same queue and medium",
    raw: "the customer is, all together",
    lower: {
      none: "hardly any different",
      weak: "a little less satisfied",
      clear: "less satisfied",
      strong: "much less satisfied",
    },
    higher: {
      none: "hardly any different",
      weak: "a little more satisfied",
      clear: "more satisfied",
      strong: "much more satisfied",
    },
    byChance: "could go either way by chance",
    unknown: "too few answers to tell",
    correlation: "Correlation",
    answers: "Answers",
    nothing: "Nothing can be said: nobody answered, or the numbers are withheld.",
  },
  de: {
    title: "Was mit Zufriedenheit einhergeht",
    note: "Über den ganzen Weg des Kunden, alle Agenten und Warteschlangen zusammen, nach dem Beginn der Interaktion. Es geht mit Zufriedenheit einher und beweist keine Ursache.",
    what: "Je mehr",
    names: { wait: "Wartezeit", talk: "Gesprächszeit", hold: "Haltezeit", transfers: "Weiterleitungen" },
    within: "ist der Kunde, bei gleicher Warteschlange und gleichem Medium",
    raw: "ist der Kunde, alles zusammen",
    lower: {
      none: "kaum anders",
      weak: "etwas weniger zufrieden",
      clear: "weniger zufrieden",
      strong: "viel weniger zufrieden",
    },
    higher: { none: "kaum anders", weak: "etwas zufriedener", clear: "zufriedener", strong: "viel zufriedener" },
    byChance: "kann aus Zufall beides sein",
    unknown: "zu wenige Antworten für ein Urteil",
    correlation: "Korrelation",
    answers: "Antworten",
    nothing: "Dazu lässt sich nichts sagen: Niemand hat geantwortet, oder die Zahlen werden nicht gezeigt.",
  },
});
