import { describe, expect, test } from "vitest";
import { answered, record, type Score, surveyOf } from "../../test/orgs/answered-survey.ts";

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
        "link_problem genesys_url texts_read"
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

describe("a missing answer", () => {
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

  test("is also an option that means it", () => {
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
  test("comes from analytics where the survey lacks it", () =>
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
  test("leaves everything else, and gives the reason", () =>
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
