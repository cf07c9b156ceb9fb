import { chooseLead, readForm, readInteraction, surveyRecord } from "../../src/csat/index.ts";
import type { WireConversation, WireSurvey } from "../../src/genesys/index.ts";

const options = (...texts: string[]) => texts.map((text, at) => ({ id: `o${at + 1}`, text, value: at + 1 }));
const degrees = options("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied");
const choice = {
  type: "multipleChoiceQuestion",
  answerOptions: [...degrees, { id: "dk", text: "Don't know", value: 0 }],
};

const wireForm = {
  id: "form-1",
  contextId: "form",
  name: "Post-call CSAT",
  questionGroups: [
    {
      id: "g1",
      name: "Call",
      questions: [
        { ...choice, id: "q1", contextId: "c1", text: "How satisfied are you?" },
        { ...choice, id: "q2", contextId: "c2", text: "How satisfied are you?" },
        { id: "q3", contextId: "c3", text: "Would you recommend us?", type: "npsQuestion" },
        { id: "t", text: "Thank you.", type: "readOnlyTextBlockQuestion" },
      ],
    },
    {
      id: "g2",
      name: "More",
      questions: [{ id: "q4", contextId: "c4", text: "Anything else?", type: "freeTextQuestion" }],
    },
  ],
};
const form = readForm(wireForm, "survey", { roles: {}, leads: {}, scales: {} });

/** The answers of one group, in order. */
export type Score = NonNullable<
  NonNullable<NonNullable<WireSurvey["answers"]>["questionGroupScores"]>[number]["questionScores"]
>;

/** A finished survey with these answers in its first group. */
export const surveyOf = (questionScores: Score, more: Partial<WireSurvey> = {}, group = {}): WireSurvey => ({
  id: "s",
  conversation: { id: "i" },
  surveyForm: wireForm,
  agent: { id: "agent" },
  queue: { id: "queue" },
  agentTeam: { id: "team", name: "Tier 1" },
  status: "FINISHED",
  surveyType: "Web",
  completedDate: "2026-03-05T08:15:00Z",
  missingRequiredAnswer: false,
  answers: { totalScore: 92, npsScore: 9, questionGroupScores: [{ questionGroupId: "g1", questionScores, ...group }] },
  ...more,
});

const segment = (segmentType: string, from: string, to: string, more = {}) => ({
  segmentType,
  segmentStart: `2026-03-02T12:${from}Z`,
  segmentEnd: `2026-03-02T12:${to}Z`,
  queueId: "queue",
  ...more,
});
const conversation: WireConversation = {
  conversationId: "i",
  conversationStart: "2026-03-02T12:27:53.386Z",
  conversationEnd: "2026-03-02T12:43:23.306Z",
  originatingDirection: "inbound",
  divisionIds: ["home", "gone"],
  surveys: [{ surveyId: "s", userId: "other", queueId: "otherq", surveyPartialResponse: true }],
  participants: [
    { purpose: "customer", sessions: [{ mediaType: "voice", segments: [] }] },
    { purpose: "acd", sessions: [{ metrics: [{ name: "tAcd", value: 12_000 }] }] },
    {
      purpose: "agent",
      userId: "agent",
      sessions: [
        {
          mediaType: "voice",
          metrics: [
            { name: "tTalk", value: 374_561 },
            { name: "tHeld", value: 1_950 },
            { name: "tAcw", value: 21_000 },
          ],
          segments: [
            segment("interact", "28:04.569", "34:19.130"),
            segment("wrapup", "43:23.306", "43:44.306", { wrapUpCode: "7fb30000-0000-4000-8000-000000000000" }),
            segment("wrapup", "43:44.306", "43:45.306", { wrapUpCode: "ININ-WRAP-UP-TIMEOUT" }),
            segment("wrapup", "43:45.306", "43:46.306", { wrapUpCode: "00000000-0000-4000-8000-000000000000" }),
          ],
        },
      ],
    },
  ],
};

const known: Record<string, string> = {
  agent: "Yuri",
  queue: "Support",
  home: "Home",
  "7fb30000-0000-4000-8000-000000000000": "Resolved",
};
const find = (id: string) => known[id] ?? null;
const names = { user: find, queue: find, wrapUpCode: find, division: find, team: find };
/** Its record, with the interaction above. */
export const record = (survey: WireSurvey, more = {}) =>
  surveyRecord({
    survey,
    form,
    lead: chooseLead([form], { roles: {}, leads: {}, scales: {} }),
    interaction: readInteraction(conversation),
    linkProblem: null,
    names,
    interactionUrl: (id) => `https://genesys/${id}`,
    ...more,
  });

/** Every question answered, in another order than the form's. */
export const answered: Score = [
  { questionId: "q4", freeTextAnswer: "Quick, thanks" },
  { questionId: "q3", npsScore: 9, npsTextAnswer: "helpful" },
  { questionId: "q2", answerId: "o4", score: 4 },
  { questionId: "q1", answerId: "o5", score: 5 },
];
