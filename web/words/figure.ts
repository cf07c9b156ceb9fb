import { defineWords } from "./words.ts";

/** How sure a number is, in the words of people who are not engineers. */
export const figureWords = defineWords({
  en: {
    couldBe: (bounds: string) => `could be ${bounds} by chance`,
    answers: (count: string, one: boolean) => (one ? `${count} answer` : `${count} answers`),
    worth: (count: string) => `worth ${count}`,
    tooFewAnswers: "too few answers to tell",
    unnamed: { queue: "unnamed queue", agent: "unnamed agent", form: "unnamed form", division: "unnamed division" },
    overTime: (name: string) => `${name}: satisfied over time`,
    withheld: "too few to be shown",
    notAsked: "not of what was asked for",
    noAnswers: "no answers",
    up: (points: string) => `up ${points} points`,
    down: (points: string) => `down ${points} points`,
    points: (points: string) => `${points} points`,
    noClear: "no clear change",
    before: (value: string) => `before: ${value}`,
    to: "to",
  },
  de: {
    couldBe: (bounds) => `aus Zufall möglich: ${bounds}`,
    answers: (count, one) => (one ? `${count} Antwort` : `${count} Antworten`),
    worth: (count) => `so viel wert wie ${count}`,
    tooFewAnswers: "zu wenige Antworten für ein Urteil",
    unnamed: {
      queue: "Warteschlange ohne Namen",
      agent: "Agent ohne Namen",
      form: "Formular ohne Namen",
      division: "Bereich ohne Namen",
    },
    overTime: (name) => `${name}: Zufriedene im Verlauf`,
    withheld: "zu wenige, um sie zu zeigen",
    notAsked: "danach wurde nicht gefragt",
    noAnswers: "keine Antworten",
    up: (points) => `${points} Punkte gestiegen`,
    down: (points) => `${points} Punkte gesunken`,
    points: (points) => `${points} Punkte`,
    noClear: "keine klare Veränderung",
    before: (value) => `vorher: ${value}`,
    to: "bis",
  },
});
