import { defineWords } from "./words.ts";

/** Of quality evaluations, and of surveys against them. */
export const evaluationWords = defineWords({
  en: {
    whole: "What evaluators judged",
    wholeNote: "An evaluator's judgement is not a customer's answer: the two are never added up.",
    people: "Evaluated by people",
    machines: "Evaluated by machines",
    machineNote: "Machines do not measure the same as people.",
    evaluations: (count: string, one: boolean) => (one ? `${count} evaluation` : `${count} evaluations`),
    by: { queue: "By queue", agent: "By agent", form: "By form" },
    name: { queue: "Queue", agent: "Agent", form: "Form" },
    byPeople: "By people",
    byMachines: "By machines",
    byChance: "Could be by chance",
    number: "Evaluations",
    nothing: "Nothing was evaluated in this period.",
    notShown: 'Agents are not shown here: the setting agents = "off" of afterword.toml.',
    quadrants: "Survey and evaluation of the same contact",
    quadrantsNote: (score: string) =>
      `Same interaction, same agent; satisfied: by the survey; good: a total score of ${score} or more. What is evaluated is no random sample.`,
    judged: { human: "Evaluated by people", machine: "Evaluated by machines" },
    survey: "Survey",
    satisfied: "satisfied",
    unsatisfied: "not satisfied",
    good: "evaluated as good",
    poor: "not evaluated as good",
    correlation: (r: string, bounds: string) => `Correlation ${r}, could be ${bounds} by chance.`,
    fewPairs: "Too few pairs to tell whether they go together.",
    others: (count: string, one: boolean) =>
      one
        ? `${count} more pair has different agents and is left out.`
        : `${count} more pairs have different agents and are left out.`,
    disagree: "Where they disagree, the interaction is worth reading:",
    satisfiedPoor: (count: string) => `${count} satisfied, but not evaluated as good`,
    unsatisfiedGood: (count: string) => `${count} not satisfied, but evaluated as good`,
    pairs: (count: string, one: boolean) => (one ? `${count} pair` : `${count} pairs`),
    withheld: "too few to be shown",
    noPairs: "No survey and evaluation belong to the same interaction and agent in this period.",
  },
  de: {
    whole: "Was bewertet wurde",
    wholeNote: "Das Urteil eines Bewerters ist keine Antwort eines Kunden: Beides wird nie zusammengezählt.",
    people: "Durch Menschen bewertet",
    machines: "Durch Maschinen bewertet",
    machineNote: "Maschinen messen nicht dasselbe wie Menschen.",
    evaluations: (count, one) => (one ? `${count} Bewertung` : `${count} Bewertungen`),
    by: { queue: "Nach Warteschlange", agent: "Nach Agent", form: "Nach Formular" },
    name: { queue: "Warteschlange", agent: "Agent", form: "Formular" },
    byPeople: "Durch Menschen",
    byMachines: "Durch Maschinen",
    byChance: "Aus Zufall möglich",
    number: "Bewertungen",
    nothing: "In diesem Zeitraum wurde nichts bewertet.",
    notShown: 'Agenten werden hier nicht gezeigt: Einstellung agents = "off" in afterword.toml.',
    quadrants: "Umfrage und Bewertung desselben Kontakts",
    quadrantsNote: (score) =>
      `Gleiche Interaktion, gleicher Agent; zufrieden: laut Umfrage; gut: Gesamtwertung ab ${score}. Was bewertet wird, ist keine Zufallsstichprobe.`,
    judged: { human: "Durch Menschen bewertet", machine: "Durch Maschinen bewertet" },
    survey: "Umfrage",
    satisfied: "zufrieden",
    unsatisfied: "nicht zufrieden",
    good: "als gut bewertet",
    poor: "nicht als gut bewertet",
    correlation: (r, bounds) => `Korrelation ${r}, aus Zufall möglich: ${bounds}.`,
    fewPairs: "Zu wenige Paare, um zu sagen, ob sie zusammengehen.",
    others: (count, one) =>
      one
        ? `${count} weiteres Paar hat verschiedene Agenten und zählt nicht mit.`
        : `${count} weitere Paare haben verschiedene Agenten und zählen nicht mit.`,
    disagree: "Wo sie sich widersprechen, lohnt ein Blick in die Interaktion:",
    satisfiedPoor: (count) => `${count} zufrieden, aber nicht als gut bewertet`,
    unsatisfiedGood: (count) => `${count} nicht zufrieden, aber als gut bewertet`,
    pairs: (count, one) => (one ? `${count} Paar` : `${count} Paare`),
    withheld: "zu wenige, um sie zu zeigen",
    noPairs: "In diesem Zeitraum gehören keine Umfrage und Bewertung zur selben Interaktion und zum selben Agenten.",
  },
});
