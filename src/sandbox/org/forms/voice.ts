import type { FormDraft, QuestionDraft } from "./form-draft.ts";
import { numbers, yesNo } from "./scales.ts";

const range = (key: string, text: string): QuestionDraft => ({
  key,
  text,
  type: "multipleChoiceQuestion",
  role: "csat",
  options: numbers(1, 5),
  satisfied: [4, 5],
});

/** Asked by a voice flow at the end of a call: ranges and yes or no, no free text. No question says "overall". */
export const voice: FormDraft = {
  key: "voice",
  kind: "survey",
  name: "Voice survey",
  language: "en-US",
  division: "Home",
  lead: "service",
  versions: [
    {
      since: "always",
      groups: [
        {
          key: "call",
          name: "After the call",
          questions: [
            range("service", "On a scale from 1 to 5, how satisfied were you with the service you received?"),
            range("agent", "On a scale from 1 to 5, how satisfied were you with the agent?"),
            {
              key: "resolution",
              text: "Was your problem solved?",
              type: "multipleChoiceQuestion",
              role: "resolution",
              options: yesNo,
            },
          ],
        },
      ],
    },
  ],
};
