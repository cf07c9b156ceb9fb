import { describe, expect, test } from "vitest";
import type { WireConversation, WireEvaluation, WireEvaluationForm } from "../genesys/index.ts";
import { evaluationRecord } from "./evaluation-record.ts";
import { readForm } from "./form.ts";
import { readInteraction } from "./interaction.ts";
import { labelledQuestions } from "./labels.ts";
import { chooseLead } from "./lead.ts";

const none = { roles: {}, leads: {}, scales: {} };
const choice = (texts: string[]) => ({
  type: "multipleChoiceQuestion",
  answerOptions: texts.map((text, at) => ({ id: `${text}-id`, text, value: at })),
});
const selectable = (text: string) => ({
  id: text,
  text,
  answerOptions: [
    { id: `${text}-yes`, builtInType: "Selected", text: "Selected", value: 0 },
    { id: `${text}-no`, builtInType: "Unselected", text: "Unselected", value: 1 },
  ],
});
const wireForm: WireEvaluationForm = {
  id: "f",
  contextId: "fc",
  name: "Quality",
  questionGroups: [
    {
      id: "g1",
      name: "Compliance",
      questions: [{ id: "greet", text: "Did the agent greet?", ...choice(["No", "Yes"]) }],
    },
    {
      id: "g2",
      name: "Customer (CSAT)",
      questions: [
        {
          id: "lead",
          contextId: "leadc",
          text: "How satisfied was the customer?",
          ...choice(["Low", "Medium", "High"]),
        },
        {
          id: "praised",
          text: "Which were praised?",
          type: "multipleSelectQuestion",
          multipleSelectOptionQuestions: ["Price", "Speed", "Tone", "Team"].map(selectable),
        },
        { id: "quote", text: "Quote the customer.", type: "freeTextQuestion" },
      ],
    },
  ],
};
const form = readForm(wireForm, "evaluation", none);

type Scores = NonNullable<
  NonNullable<NonNullable<WireEvaluation["answers"]>["questionGroupScores"]>[number]["questionScores"]
>;

const evaluationOf = (questionScores: Scores, more: Partial<WireEvaluation> = {}): WireEvaluation => ({
  id: "e",
  conversation: { id: "i" },
  evaluationForm: wireForm,
  evaluator: { id: "eva", name: "Eva" },
  agent: { id: "agent" },
  status: "FINISHED",
  submittedDate: "2026-03-04T10:10:00.000Z",
  answers: { totalScore: 86.5, comments: "Good call", questionGroupScores: [{ questionGroupId: "g", questionScores }] },
  ...more,
});

const interact = (queueId: string) => ({
  segmentType: "interact",
  segmentStart: "2026-03-02T12:00:00Z",
  segmentEnd: "2026-03-02T12:01:00Z",
  queueId,
});
const conversation: WireConversation = {
  conversationId: "i",
  participants: [
    { purpose: "agent", userId: "agent", teamId: "team", sessions: [{ mediaType: "chat", segments: [interact("q")] }] },
  ],
};
const find = (id: string) => `name of ${id}`;
const record = (evaluation: WireEvaluation) =>
  evaluationRecord({
    evaluation,
    form,
    labelled: labelledQuestions(form, { labels: ["csat"], questions: [] }),
    lead: chooseLead([form], none),
    interaction: readInteraction(conversation),
    linkProblem: null,
    names: { user: find, queue: find, wrapUpCode: find, division: find, team: find },
    interactionUrl: () => null,
  });

const picks = (...options: Scores) => [{ questionId: "praised", multipleSelectQuestionOptionScores: options }];
const praised = (scores: Scores) => record(evaluationOf(scores)).csat_scores["Which were praised?"];

describe("an evaluation", () => {
  const full = record(
    evaluationOf([
      { questionId: "greet", answerId: "Yes-id", score: 1, comments: "warmly" },
      { questionId: "lead", answerId: "Medium-id", score: 1, comments: "mixed" },
      { questionId: "quote", comments: "It took long." },
    ]),
  );

  test("keeps the evaluator's judgement apart from the customer's", () =>
    expect(full).toMatchObject({
      evaluation_id: "e",
      survey_id: null,
      evaluator_name: "name of eva",
      csat_score: null,
      satisfied: null,
      csat_index: null,
      evaluator_csat_score: 0.5,
      total_score: 86.5,
      comment: "It took long.",
      partial: null,
      status: "Finished",
    }));
  test("lists labelled answers in csat_scores and every question in answers", () => {
    expect(full.csat_scores).toEqual({ "How satisfied was the customer?": 1, "Quote the customer.": "It took long." });
    expect(full.answers.map(({ question_id, comment }) => [question_id, comment])).toEqual([
      ["greet", "warmly"],
      ["lead", "mixed"],
      ["praised", null],
      ["quote", null],
    ]);
  });
  test("has the queue and the team of the agent's leg", () =>
    expect(full).toMatchObject({
      queue_id: "q",
      queue_name: "name of q",
      team_name: "name of team",
      media_type: "chat",
    }));
  test("is commented as a whole where no answer is", () =>
    expect(record(evaluationOf([{ questionId: "quote", comments: " " }])).comment).toBe("Good call"));
  test("by a machine has no evaluator", () =>
    expect(record(evaluationOf([], { evaluator: null }))).toMatchObject({ evaluator_id: null, evaluator_name: null }));
});

describe("a multiple selection gives the chosen texts in form order", () => {
  const lines: Record<string, readonly [Scores, readonly string[] | undefined]> = {
    "from the built-in answers, with any points": [
      picks(
        { questionId: "Tone", answerId: "Tone-yes", score: 0 },
        { questionId: "Price", answerId: "Price-yes", score: 0 },
        { questionId: "Speed", answerId: "Speed-no", score: 1 },
      ),
      ["Price", "Tone"],
    ],
    "from answers that name an option": [
      picks({ answerId: "Team" }, { questionId: "praised", answerId: "Speed" }),
      ["Speed", "Team"],
    ],
    "from points": [picks({ questionId: "Speed", score: 2 }, { questionId: "Tone", score: 0 }), ["Speed"]],
    "from the question's own answer": [[{ questionId: "praised", answerId: "Price" }], ["Price"]],
    "none of them": [picks({ questionId: "Speed", answerId: "Speed-no" }), []],
    "unless no score mentions any": [picks(), undefined],
  };
  for (const [name, [scores, expected]] of Object.entries(lines)) {
    test(name, () => expect(praised(scores)).toEqual(expected));
  }

  test("also where no answer is called built-in", () => {
    const question = {
      id: "praised",
      text: "Which?",
      type: "multipleSelectQuestion",
      multipleSelectOptionQuestions: [
        {
          id: "a",
          text: "A",
          answerOptions: [
            { id: "a1", text: "SELECTED", value: 5 },
            { id: "a0", text: "Unselected", value: 0 },
          ],
        },
        {
          id: "b",
          text: "B",
          answerOptions: [
            { id: "b1", text: "oui", value: 1 },
            { id: "b0", text: "non", value: 0 },
          ],
        },
      ],
    };
    const read = readForm({ id: "f", questionGroups: [{ id: "g", questions: [question] }] }, "evaluation", none);
    expect(read.questions[0]?.options.map(({ chosenBy, leftOutBy }) => [chosenBy, leftOutBy])).toEqual([
      [["a", "a1"], ["a0"]],
      [["b", "b1"], ["b0"]],
    ]);
  });
});
