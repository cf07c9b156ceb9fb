import type { FormDraft, QuestionDraft } from "./form-draft.ts";
import { ease, satisfaction, yesNo } from "./scales.ts";

const overall: QuestionDraft = {
  key: "overall",
  text: "Overall, how satisfied were you with our service today?",
  type: "multipleChoiceQuestion",
  role: "csat",
  options: satisfaction,
  satisfied: [4, 5],
};

const effort: QuestionDraft = {
  key: "effort",
  text: "How easy was it to get help from our agent?",
  type: "multipleChoiceQuestion",
  role: "ces",
  options: ease,
};

const resolution: QuestionDraft = {
  key: "resolution",
  text: "Was your issue resolved?",
  type: "multipleChoiceQuestion",
  role: "resolution",
  options: yesNo,
  naEnabled: true,
};

const recommend: QuestionDraft = {
  key: "recommend",
  text: "How likely are you to recommend us to a friend or colleague?",
  type: "npsQuestion",
  role: "nps",
};

const knowledge: QuestionDraft = {
  key: "knowledge",
  text: "How satisfied were you with our agent's knowledge?",
  type: "multipleChoiceQuestion",
  role: "csat",
  options: satisfaction,
  satisfied: [4, 5],
};

const reworded: QuestionDraft = { ...overall, text: "How satisfied were you overall with the help you received?" };

const reason: QuestionDraft = {
  key: "reason",
  text: "What was the main reason for your answer?",
  type: "multipleChoiceQuestion",
  role: "other",
  options: [
    ["The waiting time", 1],
    ["The agent", 2],
    ["The outcome", 3],
    ["Something else", 4],
  ],
  visibleWhen: { question: "overall", options: ["Very dissatisfied", "Dissatisfied"] },
};

const closing = {
  key: "closing",
  name: "Anything else",
  questions: [
    {
      key: "thanks",
      text: "Thank you for your time. The team that helped you reads every answer.",
      type: "readOnlyTextBlockQuestion",
      role: "other",
    },
    {
      key: "comment",
      text: "Is there anything else you would like to tell us?",
      type: "freeTextQuestion",
      role: "comment",
      naEnabled: true,
    },
  ],
} as const;

const group = (...questions: QuestionDraft[]) => ({ key: "call", name: "Your call", questions });

/**
 * The web survey after a call, in its three wordings. The second puts another question on satisfaction first: the lead
 * stays what it was. It is early, because answers to two wordings do not compare: the last 56 days have one.
 */
export const postCall: FormDraft = {
  key: "post-call",
  kind: "survey",
  name: "Post-call CSAT",
  language: "en-US",
  division: "Home",
  lead: "overall",
  versions: [
    { since: "always", groups: [group(overall, effort, resolution, recommend), closing] },
    { since: { share: 0.02 }, groups: [group(resolution, knowledge, effort, reworded, recommend), closing] },
    {
      since: { daysBeforeLast: 3 },
      groups: [group(resolution, knowledge, effort, reworded, reason, recommend), closing],
    },
    {
      since: { daysBeforeLast: 1 },
      published: false,
      groups: [group(knowledge, reworded, recommend), closing],
    },
  ],
};
