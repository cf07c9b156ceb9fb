import { describe, expect, test } from "vitest";
import type { WireConversation, WireSurvey } from "../genesys/index.ts";
import { readForm } from "./form.ts";
import { readInteraction } from "./interaction.ts";
import { chooseLead } from "./lead.ts";
import { surveyRecord } from "./survey-record.ts";

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

type Score = NonNullable<
  NonNullable<NonNullable<WireSurvey["answers"]>["questionGroupScores"]>[number]["questionScores"]
>;

const surveyOf = (questionScores: Score, more: Partial<WireSurvey> = {}, group = {}): WireSurvey => ({
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
const record = (survey: WireSurvey, more = {}) =>
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

const answered: Score = [
  { questionId: "q4", freeTextAnswer: "Quick, thanks" },
  { questionId: "q3", npsScore: 9, npsTextAnswer: "helpful" },
  { questionId: "q2", answerId: "o4", score: 4 },
  { questionId: "q1", answerId: "o5", score: 5 },
];

describe("a finished survey", () => {
  const full = record(surveyOf(answered));

  test("has every key of the record, in order", () =>
    expect(Object.keys(full)).toEqual(
      (
        "interaction_id evaluation_id evaluator_id evaluator_name submit_date csat_scores agent_name queue_name " +
        "duration_seconds source response_id survey_id survey_type status form_id form_context_id form_name csat_score " +
        "satisfied csat_index evaluator_csat_score nps_score total_score comment partial sent_date answers agent_id " +
        "queue_id team_name divisions media_type direction interaction_start interaction_end wait_seconds talk_seconds " +
        "hold_seconds acw_seconds handle_seconds total_talk_seconds total_hold_seconds transfers wrap_up agents linked " +
        "link_problem genesys_url"
      ).split(" "),
    ));

  test("reads as documented", () =>
    expect(full).toMatchObject({
      interaction_id: "i",
      evaluation_id: null,
      submit_date: "2026-03-05T08:15:00.000Z",
      csat_scores: {
        "How satisfied are you?": 5,
        "How satisfied are you? (2)": 4,
        "Would you recommend us?": 9,
        "Anything else?": "Quick, thanks",
      },
      agent_name: "Yuri",
      queue_name: "Support",
      duration_seconds: 929.9,
      status: "Finished",
      csat_score: 1,
      satisfied: true,
      csat_index: 0.875,
      evaluator_csat_score: null,
      nps_score: 9,
      total_score: 92,
      comment: "Quick, thanks",
      partial: false,
      sent_date: null,
      team_name: "Tier 1",
      divisions: ["Home", null],
      media_type: "voice",
      wait_seconds: 12,
      talk_seconds: 374.6,
      hold_seconds: 2,
      acw_seconds: 21,
      handle_seconds: 397.5,
      transfers: 0,
      wrap_up: ["Resolved", "ININ-WRAP-UP-TIMEOUT", null],
      agents: [
        {
          agent_name: "Yuri",
          queue_name: "Support",
          talk_seconds: 374.6,
          wrap_up: ["Resolved", "ININ-WRAP-UP-TIMEOUT", null],
        },
      ],
      linked: true,
      genesys_url: "https://genesys/i",
    }));

  test("joins answers by id and lists them in form order", () => {
    expect(full.answers.map(({ question_id }) => question_id)).toEqual(["q1", "q2", "q3", "q4"]);
    expect(full.answers[0]).toEqual({
      question_id: "q1",
      question_context_id: "c1",
      group: "Call",
      question: "How satisfied are you?",
      type: "multipleChoiceQuestion",
      role: "csat",
      answer: "Very satisfied",
      value: 5,
      scale_min: 1,
      scale_max: 5,
      satisfaction: 1,
      satisfied: true,
      comment: null,
      not_applicable: false,
    });
    expect(full.answers[2]).toMatchObject({ answer: 9, value: 9, scale_min: 0, scale_max: 10, comment: "helpful" });
  });
});

describe("what was not said", () => {
  test("is null, and no key of csat_scores", () => {
    const empty = record(
      surveyOf([
        { questionId: "q1", score: 0 },
        { questionId: "q4", freeTextAnswer: "" },
      ]),
    );
    expect(empty).toMatchObject({
      csat_scores: {},
      csat_score: null,
      satisfied: null,
      csat_index: null,
      comment: null,
    });
    expect(empty.answers).toHaveLength(4);
    expect(empty.answers[0]).toMatchObject({ answer: null, value: null, not_applicable: false });
  });

  test("is not the lead's score taken from another question", () =>
    expect(record(surveyOf([{ questionId: "q2", answerId: "o4" }]))).toMatchObject({
      csat_score: null,
      csat_index: 0.75,
    }));

  const marks = { person: { markedNA: true }, system: { systemMarkedNA: true } };
  for (const [by, mark] of Object.entries(marks)) {
    test(`was marked so by the ${by}, for a question or its group`, () => {
      const answers = record(surveyOf([{ questionId: "q1", answerId: "o5", ...mark }])).answers;
      expect(answers[0]).toMatchObject({ answer: null, value: null, satisfaction: null, not_applicable: true });
      const group = record(surveyOf([], {}, mark)).answers;
      expect(group.map(({ not_applicable }) => not_applicable)).toEqual([true, true, true, false]);
      const unknown = record(surveyOf([{ questionId: "x", score: 3 }], {}, { ...mark, questionGroupId: "gone" }))
        .answers[4];
      expect(unknown).toMatchObject({ question_id: "x", value: null, not_applicable: true });
    });
  }

  test("is also an option that says so", () => {
    const { answers, csat_scores, csat_score } = record(surveyOf([{ questionId: "q1", answerId: "dk", score: 0 }]));
    expect(answers[0]).toMatchObject({ answer: "Don't know", value: null, satisfaction: null, not_applicable: true });
    expect([csat_scores, csat_score]).toEqual([{}, null]);
  });

  test("leaves the NPS explanation as the comment", () =>
    expect(record(surveyOf([{ questionId: "q3", npsScore: 0, npsTextAnswer: "Too slow" }]))).toMatchObject({
      comment: "Too slow",
      csat_scores: { "Would you recommend us?": 0 },
    }));
});

describe("a form that does not fit", () => {
  test("loses no score: unknown questions follow with what was scored", () => {
    const scores: Score = [
      ...answered,
      { questionId: "x", score: 3 },
      { questionId: "t" },
      { questionId: "y", npsScore: 2 },
    ];
    const { answers, csat_scores } = record(surveyOf(scores));
    expect(answers.slice(4)).toMatchObject([
      { question_id: "x", question: null, answer: null, value: 3, role: "unconfirmed" },
      { question_id: "y", question: null, answer: 2, value: 2, role: "nps" },
    ]);
    expect(csat_scores).toMatchObject({ x: 3, y: 2 });
  });

  test("may be missing altogether", () =>
    expect(record(surveyOf(answered), { form: null, lead: null })).toMatchObject({
      form_id: "form-1",
      csat_scores: { q1: 5, q2: 4, q3: 9, q4: "Quick, thanks" },
      comment: "Quick, thanks",
      csat_score: null,
    }));

  test("keeps a score whose option it does not know", () =>
    expect(record(surveyOf([{ questionId: "q1", answerId: "new", score: 4 }])).answers[0]).toMatchObject({
      answer: "Satisfied",
      value: 4,
      satisfaction: 0.75,
    }));
});

describe("the survey's own agent", () => {
  test("is told by analytics where the survey does not say", () =>
    expect(record(surveyOf([], { agent: null, queue: null, missingRequiredAnswer: null }))).toMatchObject({
      agent_id: "other",
      queue_id: "otherq",
      partial: true,
      talk_seconds: null,
      media_type: null,
    }));

  test("keeps the name that came with it", () =>
    expect(record(surveyOf([], { agent: { id: "gone", name: "Left Long Ago" } })).agent_name).toBe("Left Long Ago"));
});

describe("an interaction that was not found", () => {
  test("leaves everything else, and says why", () =>
    expect(record(surveyOf(answered), { interaction: null, linkProblem: "Not returned." })).toMatchObject({
      interaction_id: "i",
      agent_name: "Yuri",
      csat_score: 1,
      duration_seconds: null,
      divisions: null,
      wrap_up: null,
      agents: null,
      total_talk_seconds: null,
      transfers: null,
      linked: false,
      link_problem: "Not returned.",
    }));
});
