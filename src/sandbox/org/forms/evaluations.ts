import type { FormDraft, GroupDraft, QuestionDraft } from "./form-draft.ts";
import { numbers, satisfaction, yesNo } from "./scales.ts";

const fact = (key: string, text: string): QuestionDraft => ({
  key,
  text,
  type: "multipleChoiceQuestion",
  role: "other",
  options: yesNo,
  naEnabled: true,
});

const overall: QuestionDraft = {
  key: "overall",
  text: "How satisfied was the customer overall at the end?",
  type: "multipleChoiceQuestion",
  role: "csat",
  options: satisfaction,
  satisfied: [4, 5],
  naEnabled: true,
};

const customer = (lead: QuestionDraft): GroupDraft => ({
  key: "csat",
  name: "Customer voice (CSAT)",
  naEnabled: true,
  questions: [
    {
      key: "tone",
      text: "Customer satisfaction with the agent's tone",
      type: "multipleChoiceQuestion",
      role: "csat",
      options: [
        ["Low", 0],
        ["Medium", 1],
        ["High", 2],
      ],
      satisfied: [2],
      naEnabled: true,
    },
    lead,
    {
      key: "praised",
      text: "Which reasons did the customer mention?",
      type: "multipleSelectQuestion",
      role: "other",
      options: [
        ["Friendliness", 1],
        ["Waiting time", 1],
        ["Price", 1],
        ["Product", 1],
      ],
      naEnabled: true,
    },
    {
      key: "quote",
      text: "Quote the customer in one sentence.",
      type: "freeTextQuestion",
      role: "comment",
      naEnabled: true,
    },
    {
      key: "complaint",
      text: "Was the reason for the complaint noted?",
      type: "multipleChoiceQuestion",
      role: "other",
      options: yesNo,
      visibleWhen: { question: "overall", options: ["Very dissatisfied", "Dissatisfied"] },
    },
  ],
});

const compliance: GroupDraft = {
  key: "compliance",
  name: "Compliance",
  naEnabled: true,
  questions: [
    fact("greeting", "Did the agent greet as required?"),
    fact("identity", "Did the agent check the customer's identity?"),
    fact("recording", "Did the agent announce the recording?"),
  ],
};

/** One group is about the customer, one is not; the second version turns them round and rewords the lead. */
export const csatQuality: FormDraft = {
  key: "csat-qa",
  kind: "evaluation",
  name: "Conversation quality",
  language: "en-US",
  division: "Home",
  lead: "overall",
  versions: [
    { since: "always", groups: [customer(overall), compliance] },
    {
      since: { share: 0.6 },
      groups: [compliance, customer({ ...overall, text: "Overall customer satisfaction at the end" })],
    },
  ],
};

/** Only one question, by its own text, is about CSAT. */
export const expectedCsat: FormDraft = {
  key: "expected-csat",
  kind: "evaluation",
  name: "Call handling",
  language: "en-US",
  division: "Home",
  lead: "expected",
  versions: [
    {
      since: "always",
      groups: [
        {
          key: "handling",
          name: "Handling",
          questions: [
            fact("notes", "Did the agent take notes?"),
            {
              key: "expected",
              text: "Which CSAT would you expect from this customer?",
              type: "multipleChoiceQuestion",
              role: "csat",
              options: numbers(1, 7),
              satisfied: [6, 7],
              naEnabled: true,
            },
            fact("summary", "Did the agent summarise at the end?"),
          ],
        },
      ],
    },
  ],
};

/** Nothing here concerns CSAT: its evaluations cost no request and give no row. */
export const complianceOnly: FormDraft = {
  key: "compliance-only",
  kind: "evaluation",
  name: "Compliance check",
  language: "en-US",
  division: "Home",
  lead: null,
  versions: [{ since: "always", groups: [compliance] }],
};
