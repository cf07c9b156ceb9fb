import { defineWords } from "./words.ts";

/** Of queues and agents. */
export const groupWords = defineWords({
  en: {
    queues: "Queues",
    agents: "Agents",
    queue: "Queue",
    agent: "Agent",
    queuesNote:
      "Against what their mix of media and forms lets expect, going by all others. A bar can lie beside its mark without a verdict: how much agents differ, and that many are compared at once, counts too.",
    agentsNote:
      "Against what their mix of queues, media and forms lets expect, going by all others. In alphabetical order: chance alone would rank them.",
    groupedBy: "Grouped by",
    byAttribute: (attribute: string) => `By ${attribute}`,
    attributeNote:
      "By what the roster states today of each response's own agent, whoever the answers are credited to. In alphabetical order.",
    firstRows: (drawn: string, all: string) => `The first ${drawn} of ${all}. Sort or filter to see others first.`,
    allRows: (all: string) => `Show all ${all}`,
    creditedTo: "Answers credited to",
    rules: {
      genesys: "as Genesys does",
      last: "last agent",
      first: "first agent",
      longest: "longest talk",
      all: "all, shared",
    },
    satisfied: "Satisfied",
    answers: "Answers",
    series: "Over time",
    seriesTable: "Over time, as a table",
    seriesNote:
      "The line is the share satisfied, the band what chance allows. Left of the dotted line is the period before.",
    change: "Change",
    expected: "Expected",
    verdict: "Against expected",
    bands: {
      above: "higher than its mix of work lets expect",
      "not distinguishable": "not clearly higher or lower",
      below: "lower than its mix of work lets expect",
    },
    bandsShort: {
      above: "higher than expected",
      "not distinguishable": "not clearly higher or lower",
      below: "lower than expected",
    },
    noBand: "too few answers to tell",
    reasons: {
      peers: "no similar work to compare with",
      agents: "cannot be told apart from its agents",
      shared: "no verdict: answers are shared out",
      open: "no verdict: more than 2 % are still open",
    },
    nps: "NPS",
    rate: "Response rate",
    evaluators: "Quality",
    comments: "Comments",
    inTheirWords: "What they say",
    hiddenPeople: "People are not shown here.",
    hiddenWhy:
      'afterword.toml has agents = "off": answers are reported by queue, team, media and form, and nobody is shown, filtered by or exported by name.',
    toQueues: "Go to the queues",
    pseudonyms: "Names are replaced by stable pseudonyms; what fewer than 10 answers would say is not shown.",
    sharedNote: "Shared out by talk time: answers to several people count in part for each, and nobody gets a verdict.",
  },
  de: {
    queues: "Warteschlangen",
    agents: "Agenten",
    queue: "Warteschlange",
    agent: "Agent",
    queuesNote:
      "Gegen das, was ihr Anteil an Medien und Formularen erwarten lässt, nach allen anderen. Ein Balken kann neben seiner Marke liegen, ohne dass es ein Urteil gibt: Es zählt auch, wie sehr sich Agenten unterscheiden und dass viele zugleich verglichen werden.",
    agentsNote:
      "Gegen das, was ihr Anteil an Warteschlangen, Medien und Formularen erwarten lässt, nach allen anderen. Nach dem Alphabet: eine Rangfolge wäre Zufall.",
    groupedBy: "Gruppiert nach",
    byAttribute: (attribute) => `Nach ${attribute}`,
    attributeNote:
      "Nach dem, was die Liste der Agenten heute über den eigenen Agenten jeder Rückmeldung sagt, wem auch immer die Antworten zugeordnet sind. Nach dem Alphabet.",
    firstRows: (drawn, all) => `Die ersten ${drawn} von ${all}. Sortieren oder filtern, um andere zuerst zu sehen.`,
    allRows: (all) => `Alle ${all} zeigen`,
    creditedTo: "Antworten zugeordnet",
    rules: {
      genesys: "wie bei Genesys",
      last: "letzter Agent",
      first: "erster Agent",
      longest: "längstes Gespräch",
      all: "allen, anteilig",
    },
    satisfied: "Zufrieden",
    answers: "Antworten",
    series: "Verlauf",
    seriesTable: "Verlauf als Tabelle",
    seriesNote:
      "Die Linie ist der Anteil Zufriedener, das Band lässt der Zufall zu. Links der gepunkteten Linie liegt der Zeitraum davor.",
    change: "Veränderung",
    expected: "Erwartet",
    verdict: "Gegen Erwartung",
    bands: {
      above: "höher, als die Art der Arbeit erwarten lässt",
      "not distinguishable": "nicht klar höher oder niedriger",
      below: "niedriger, als die Art der Arbeit erwarten lässt",
    },
    bandsShort: {
      above: "höher als erwartet",
      "not distinguishable": "nicht klar höher oder niedriger",
      below: "niedriger als erwartet",
    },
    noBand: "zu wenige Antworten für ein Urteil",
    reasons: {
      peers: "keine ähnliche Arbeit zum Vergleich",
      agents: "nicht von den Agenten darin zu unterscheiden",
      shared: "kein Urteil: Antworten sind aufgeteilt",
      open: "kein Urteil: über 2 % sind noch offen",
    },
    nps: "NPS",
    rate: "Rücklaufquote",
    evaluators: "Qualität",
    comments: "Kommentare",
    inTheirWords: "Was sie schreiben",
    hiddenPeople: "Menschen werden hier nicht gezeigt.",
    hiddenWhy:
      'In afterword.toml steht agents = "off": berichtet wird nach Warteschlange, Team, Medium und Formular; niemand wird mit Namen gezeigt, gefiltert oder ausgegeben.',
    toQueues: "Zu den Warteschlangen",
    pseudonyms:
      "Namen sind durch feste Pseudonyme ersetzt; was weniger als 10 Antworten verraten würden, wird nicht gezeigt.",
    sharedNote:
      "Nach Sprechzeit aufgeteilt: Antworten an mehrere zählen bei jedem zum Teil, und niemand bekommt ein Urteil.",
  },
});
