import { defineWords } from "./words.ts";

/** Of how much of the period was read. */
export const completenessWords = defineWords({
  en: {
    whole: (range: string) => `Everything of ${range} has been read.`,
    nothingRead: "Nothing of this period has been read yet.",
    onlyRead: (range: string) => `Only ${range} has been read.`,
    gap: (range: string) => `${range} is missing.`,
    notRead: { surveys: "Surveys have not been read.", evaluations: "Quality evaluations have not been read." },
    missing: (count: string) => `The answers of ${count} responses are still missing.`,
    underived: (count: string) => `${count} responses are still being worked out.`,
    open: (count: string, one: boolean) =>
      one ? `${count} survey of it may still be answered.` : `${count} surveys of it may still be answered.`,
    lost: (count: string, one: boolean, time: string) =>
      `${count} ${one ? "response was" : "responses were"} lost by Genesys' own counts on ${time}.`,
    nothingLost: (time: string) => `Nothing was lost by Genesys' own counts on ${time}.`,
    newest: (time: string) => `Complete to ${time}.`,
  },
  de: {
    whole: (range) => `${range} ist vollständig gelesen.`,
    nothingRead: "Von diesem Zeitraum ist noch nichts gelesen.",
    onlyRead: (range) => `Gelesen ist nur ${range}.`,
    gap: (range) => `Es fehlt ${range}.`,
    notRead: {
      surveys: "Umfragen sind nicht gelesen.",
      evaluations: "Qualitätsbewertungen sind nicht gelesen.",
    },
    missing: (count) => `Zu ${count} Rückmeldungen fehlen noch die Antworten.`,
    underived: (count) => `${count} Rückmeldungen sind noch auszuwerten.`,
    open: (count, one) =>
      one
        ? `${count} Umfrage daraus kann noch beantwortet werden.`
        : `${count} Umfragen daraus können noch beantwortet werden.`,
    lost: (count, one, time) =>
      `${count} ${one ? "Rückmeldung war" : "Rückmeldungen waren"} nach Genesys' eigener Zählung am ${time} verloren.`,
    nothingLost: (time) => `Nach Genesys' eigener Zählung war am ${time} nichts verloren.`,
    newest: (time) => `Vollständig bis ${time}.`,
  },
});
