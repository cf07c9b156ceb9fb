import type { FormDraft, GroupDraft, OptionDraft, QuestionDraft } from "./form-draft.ts";
import { numbers, satisfaction } from "./scales.ts";

const withDoubt: readonly OptionDraft[] = [...satisfaction, ["Don't know", 0, "off scale"]];

const satisfied = (key: string): QuestionDraft => ({
  key,
  text: "How satisfied were you?",
  type: "multipleChoiceQuestion",
  role: "csat",
  options: withDoubt,
  satisfied: [4, 5],
  naEnabled: true,
});

const contact: GroupDraft = {
  key: "contact",
  name: "About the conversation",
  questions: [
    satisfied("conversation"),
    {
      key: "why",
      text: "What was the main reason for contacting us?",
      type: "multipleChoiceQuestion",
      role: "other",
      options: [
        ["A bill", 1],
        ["A delivery", 2],
        ["A technical problem", 3],
        ["Something else", 4],
      ],
    },
    {
      key: "wrong",
      text: "Please tell us what went wrong.",
      type: "freeTextQuestion",
      role: "comment",
      visibleWhen: { question: "conversation", options: ["Very dissatisfied", "Dissatisfied"] },
    },
  ],
};

const agent: GroupDraft = {
  key: "agent",
  name: "About our agent",
  questions: [
    satisfied("agent"),
    {
      key: "number",
      text: "Please choose a number.",
      type: "multipleChoiceQuestion",
      role: "unconfirmed",
      options: numbers(1, 10),
      naEnabled: true,
    },
  ],
};

/** Two groups ask the same words. The second version turns the groups round; the lead stays with the conversation. */
export const digital: FormDraft = {
  key: "digital",
  kind: "survey",
  name: "Digital contact",
  language: "en-GB",
  division: "Home",
  lead: "conversation",
  versions: [
    { since: "always", groups: [contact, agent] },
    { since: { daysBeforeLast: 4 }, groups: [agent, contact] },
  ],
};
