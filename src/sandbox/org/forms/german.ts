import type { FormDraft } from "./form-draft.ts";
import { jaNein, numbers, schulnoten, zufriedenheit } from "./scales.ts";

/** One of its questions uses school marks, 1 for the best, as in its texts. */
export const german: FormDraft = {
  key: "german",
  kind: "survey",
  name: "Kundenbefragung",
  language: "de",
  division: "Kundendienst",
  lead: "insgesamt",
  versions: [
    {
      since: "always",
      groups: [
        {
          key: "kontakt",
          name: "Ihr Kontakt",
          questions: [
            {
              key: "mitarbeiter",
              text: "Wie zufrieden waren Sie mit unserem Mitarbeiter (0 bis 10)?",
              type: "multipleChoiceQuestion",
              role: "csat",
              options: numbers(0, 10),
              satisfied: [9, 10],
            },
            {
              key: "wartezeit",
              text: "Wie zufrieden waren Sie mit der Wartezeit?",
              type: "multipleChoiceQuestion",
              role: "csat",
              options: schulnoten,
              satisfied: [1, 2],
              best: "low",
            },
            {
              key: "insgesamt",
              text: "Wie zufrieden waren Sie insgesamt mit unserem Service?",
              type: "multipleChoiceQuestion",
              role: "csat",
              options: zufriedenheit,
              satisfied: [4, 5],
            },
            {
              key: "gelöst",
              text: "Wurde Ihr Anliegen gelöst?",
              type: "multipleChoiceQuestion",
              role: "resolution",
              options: jaNein,
            },
            {
              key: "empfehlung",
              text: "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?",
              type: "npsQuestion",
              role: "nps",
            },
            {
              key: "kommentar",
              text: "Möchten Sie uns noch etwas mitteilen?",
              type: "freeTextQuestion",
              role: "comment",
              naEnabled: true,
            },
          ],
        },
      ],
    },
  ],
};
