import { expect, test } from "vitest";
import { day as dayLength, hour, isoTime, UsageError } from "../../../base/index.ts";
import type { Interaction, Org } from "../../model.ts";
import { openSandbox } from "../../sandbox.ts";
import { truth } from "../../truth/truth.ts";
import { createOrg } from "../org.ts";
import type { SandboxCase } from "./case.ts";

const [firstDay, lastDay] = [20_500, 20_529];
const start = 20_520 * dayLength + 9 * hour;
const now = (lastDay + 1) * dayLength;
const plain = { start, queue: "Billing", agent: "Ben Okafor" } as const;
const orgWith = (cases: readonly SandboxCase[], perDay = 20): Org =>
  createOrg({ seed: 9, firstDay, lastDay, perDay, cases });
const rowsOf = (org: Org, unreleased = false) =>
  truth(org, { from: firstDay * dayLength, to: now, now }, { unreleased });
const cases: readonly SandboxCase[] = [
  { ...plain, survey: { score: 2, comment: "Charged twice!" } },
  { start: new Date(start - 3 * dayLength), queue: "Digital Care", agent: "Rosa Martínez", media: "chat", survey: {} },
  { start: isoTime(start), queue: "Kundenservice", agent: "Paul Weber", survey: { status: "Sent" }, evaluation: {} },
  { start: start + 1, queue: "Billing", agent: "Grace Lin" },
];

test("a case is the response that was asked for, and has its place in the truth", () => {
  const org = orgWith(cases);
  const [first, second, third, fourth] = org.cases;
  expect(fourth).toMatchObject({ surveyId: null, evaluationId: null });
  const row = rowsOf(org).find(({ response_id }) => response_id === first?.surveyId);
  expect(row).toMatchObject({
    ...{ interaction_id: first?.interactionId, agent_name: "Ben Okafor", queue_name: "Billing", media_type: "voice" },
    ...{ interaction_start: isoTime(start), form_name: "Post-call CSAT", csat_score: 0.25, satisfied: false },
    ...{ comment: "Charged twice!", status: "Finished", linked: true, partial: true },
  });
  expect(rowsOf(org).find(({ response_id }) => response_id === second?.surveyId)).toMatchObject({
    ...{ csat_score: null, comment: null, media_type: "chat", form_name: "Digital contact" },
  });
  expect(org.survey(third?.surveyId ?? "")?.survey.events.map(({ status }) => status)).toEqual(["Pending", "Sent"]);
  expect(rowsOf(org).filter(({ response_id }) => response_id === third?.surveyId)).toEqual([]);
  const evaluation = org.evaluation(third?.evaluationId ?? "")?.evaluation;
  expect(evaluation?.events.at(-1)?.status).toBe("Released");
  expect(evaluation?.agentId).toBe(org.users.find(({ name }) => name === "Paul Weber")?.id);
});

test("ids are the same each time, and nothing of the others moves", () => {
  expect(orgWith(cases).cases).toEqual(orgWith(cases).cases);
  const planted = new Set(orgWith(cases).cases.map(({ interactionId }) => interactionId));
  const others = rowsOf(orgWith(cases)).filter(({ interaction_id }) => !planted.has(interaction_id));
  expect(others).toEqual(rowsOf(orgWith([])));
});

test("every way to an interaction leads to a case, at its place by start", () => {
  const [org, without] = [orgWith(cases), orgWith([])];
  const ids = (all: Iterable<Interaction>) => [...all].map(({ id }) => id);
  for (const on of [20_517, 20_520, 20_521]) {
    const routing = Array.from({ length: org.count(on) }, (_, index) => index);
    expect(routing.map((index) => org.at(on, index).id)).toEqual(ids(org.day(on)));
    const starts = routing.map((index) => org.start(on, index));
    expect(starts).toEqual([...org.day(on)].map((one) => one.start));
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(routing.map((index) => org.mayBeMissing(on, index))).toEqual(
      [...org.day(on)].map(({ mayBeMissing }) => mayBeMissing),
    );
  }
  expect([20_517, 20_520, 20_521].map((on) => org.count(on) - without.count(on))).toEqual([1, 3, 0]);
  for (const { interactionId, surveyId, evaluationId } of org.cases) {
    expect(org.interaction(interactionId)?.id).toBe(interactionId);
    const has = (found: Iterable<Interaction>) => ids(found).includes(interactionId);
    const [from, to] = [start - 4 * dayLength, start + 3 * dayLength];
    if (surveyId) expect([org.survey(surveyId)?.survey.id, has(org.withSurveys(from, to))]).toEqual([surveyId, true]);
    if (evaluationId) {
      const found = org.evaluation(evaluationId)?.evaluation.id;
      expect([found, has(org.withEvaluations(from, to))]).toEqual([evaluationId, true]);
    }
    expect(has(org.withSurveys(0, start - 5 * dayLength))).toBe(false);
  }
});

test("two at one start are two, and an org of nothing else is one, too", () => {
  const org = orgWith([cases[0] ?? plain, cases[0] ?? plain], 0);
  expect(new Set([...org.day(20_520)].map(({ id }) => id)).size).toBe(2);
  expect(rowsOf(org).map(({ csat_score }) => csat_score)).toEqual([0.25, 0.25]);
});

test("answers are given by the words of the question: options, numbers, texts, not applicable, hidden ones by themselves", () => {
  const answers = {
    "Overall, how satisfied were you with our service today?": "Very satisfied",
    "How easy was it to get help from our agent?": 4,
    "Was your issue resolved?": null,
    "How likely are you to recommend us to a friend or colleague?": 9,
    "Is there anything else you would like to tell us?": "No",
  };
  const digital = { "How satisfied were you?": 5, "How satisfied were you? (2)": "Don't know" };
  const org = orgWith([
    { ...plain, start: firstDay * dayLength, survey: { answers } },
    { ...plain, queue: "Digital Care", agent: "Rosa Martínez", survey: { answers: digital } },
  ]);
  const [full, written] = org.cases.map(({ surveyId }) => rowsOf(org).find((row) => row.response_id === surveyId));
  expect(full).toMatchObject({ csat_score: 1, nps_score: 9, comment: "No", partial: false });
  expect(full?.answers.map(({ value }) => value)).toEqual([5, 4, null, 9, null]);
  expect(full?.answers[2]?.not_applicable).toBe(true);
  expect(written?.answers.map(({ not_applicable }) => not_applicable)).toEqual([false, false, true, true, false]);
});

test("a survey has the state of its case from its time on, and an evaluation, and its release", () => {
  const at = start + 5 * dayLength;
  const statuses = ["Pending", "Sent", "InProgress", "Finished", "OptOut", "Error", "Expired", "Deleted"] as const;
  const org = orgWith([
    ...statuses.map((status) => ({ ...plain, survey: { status, time: at } })),
    ...(["Pending", "InProgress", "Finished", "InReview", "Retracted"] as const).map((status) => ({
      ...{ ...plain, evaluation: { status, time: at, ...(status === "Finished" ? { release: null } : {}) } },
    })),
  ]);
  for (const [place, status] of statuses.entries()) {
    const events = org.survey(org.cases[place]?.surveyId ?? "")?.survey.events ?? [];
    expect(events.at(-1)).toMatchObject({ status, time: at });
    expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).toSorted((a, b) => a - b));
  }
  for (const [place, status] of ["Pending", "InProgress", "Finished", "InReview", "Retracted"].entries()) {
    const { events } = org.evaluation(org.cases[statuses.length + place]?.evaluationId ?? "")?.evaluation ?? {};
    expect(events?.at(-1)).toMatchObject({ status, time: at });
  }
});

test("an evaluation is a row once it is released, on a date to come, never or not yet", () => {
  const submitted = start + 2 * dayLength;
  const score = { time: submitted, score: 4, comment: "Good" };
  const dates = [undefined, submitted + 3 * dayLength, submitted + 30 * dayLength, "never", null] as const;
  const org = orgWith(
    dates.map((release) => ({ ...plain, evaluation: { ...score, ...(release === undefined ? {} : { release }) } })),
  );
  const ids = org.cases.map(({ evaluationId }) => evaluationId);
  const known = (unreleased: boolean) => {
    const rows = new Set(rowsOf(org, unreleased).map(({ response_id }) => response_id));
    return ids.map((id) => rows.has(id ?? ""));
  };
  expect(known(false)).toEqual([true, true, false, false, false]);
  expect(known(true)).toEqual([true, true, true, true, true]);
  expect(rowsOf(org).find(({ response_id }) => response_id === ids[0])).toMatchObject({
    ...{ submit_date: isoTime(submitted), evaluator_csat_score: 0.75, comment: "Good", evaluator_name: "Uma Patel" },
  });
  const planned = ids.map((id) => org.evaluation(id ?? "")?.evaluation.scheduledRelease);
  expect(planned).toEqual([null, dates[1], dates[2], null, null]);
});

const survey = (more: SandboxCase["survey"]): SandboxCase => ({ ...plain, ...(more ? { survey: more } : {}) });
const evaluation = (more: SandboxCase["evaluation"]): SandboxCase => ({
  ...plain,
  ...(more ? { evaluation: more } : {}),
});

test.each<[string, SandboxCase, RegExp]>([
  ["a queue that is none", { ...plain, queue: "Biling" }, /no queue "Biling".*Did you mean Billing/s],
  ["an agent of another queue", { ...plain, agent: "Tara Singh" }, /no agent on Billing "Tara Singh".*Ben Okafor/s],
  [
    "an agent who left",
    { ...plain, agent: "Hugo Lindqvist", start: lastDay * dayLength },
    /takes nothing after 2026-03-13/,
  ],
  [
    "a queue that was deleted",
    { start: lastDay * dayLength, queue: "Returns", agent: "Jamal Carter" },
    /Returns takes nothing after/,
  ],
  ["a medium that the queue does not take", { ...plain, media: "chat" }, /no medium of Billing "chat"/],
  ["a day before the org's", { ...plain, start: (firstDay - 1) * dayLength }, /none of the org's days.*2026-02-16 to/s],
  ["a day after the org's", { ...plain, start: "2026-12-31" }, /none of the org's days/],
  ["no time", { ...plain, start: "yesterday" }, /start is "yesterday".*ISO 8601/s],
  ["no date", { ...plain, start: new Date(Number.NaN) }, /start is an object.*ISO 8601/s],
  ["a form that is none", survey({ form: "Post-call" }), /no survey form "Post-call"/],
  ["an evaluation form for a survey", survey({ form: "Compliance check" }), /no survey form/],
  ["the form of a voice survey", survey({ form: "Voice survey" }), /asked within the call/],
  ["a score off the scale", survey({ score: 7 }), /7 is no answer.*"Very satisfied" \(5\)/s],
  ["a score where nothing leads", evaluation({ form: "Compliance check", score: 1 }), /no leading question/],
  [
    "an answer twice",
    survey({ comment: "a", answers: { "Is there anything else you would like to tell us?": "b" } }),
    /too/,
  ],
  [
    "a question that is none",
    survey({ answers: { "How was it?": 5 } }),
    /no question of Post-call CSAT "How was it\?"/,
  ],
  ["an option that is none", survey({ answers: { "Was your issue resolved?": "Maybe" } }), /"Maybe" is no answer/],
  [
    "a number that is no promoter score",
    survey({ answers: { "How likely are you to recommend us to a friend or colleague?": 11 } }),
    /whole number from 0 to 10/,
  ],
  [
    "not applicable where that cannot be",
    survey({ answers: { "How easy was it to get help from our agent?": null } }),
    /cannot be marked as not applicable/,
  ],
  [
    "an answer to a hidden question",
    {
      ...{ ...plain, queue: "Digital Care", agent: "Rosa Martínez" },
      survey: { answers: { "How satisfied were you?": 5, "Please tell us what went wrong.": "Nothing" } },
    },
    /hidden by the other answers/,
  ],
  [
    "answers of a survey that nobody finished",
    survey({ status: "Expired", score: 1 }),
    /Expired surveys have no answers/,
  ],
  [
    "answers of a pending evaluation",
    evaluation({ status: "Pending", score: 1 }),
    /Pending evaluations have no answers/,
  ],
  ["an answer before the call was over", survey({ time: start + 1 }), /is before two minutes after everybody was done/],
  ["a release before the submission", evaluation({ release: start }), /is before it was submitted/],
  ["a release too late", evaluation({ release: start + 60 * dayLength }), /more than 45 days/],
  [
    "a release of an evaluation that is not submitted",
    evaluation({ status: "InProgress", release: null }),
    /are not released/,
  ],
  ["an evaluator who is none", evaluation({ evaluator: "Ben Okafor" }), /no evaluator "Ben Okafor".*Uma Patel/s],
  [
    "a misspelt key",
    Object.assign({}, plain, { surveys: {} }),
    /cases\[1\]: there is no option "surveys".*Did you mean survey/s,
  ],
])("%s is refused, with the case and what to do", (_, wrong, message) => {
  const refused = (): string => {
    try {
      orgWith([plain, wrong]);
      return "";
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      return error instanceof UsageError ? `${error.message} ${error.hint}` : "";
    }
  };
  expect(refused()).toMatch(message);
  expect(refused()).toMatch(/^cases\[1\]/);
});

test("cases together with an org of one's own are refused", async () => {
  const opened = openSandbox({ org: orgWith([]), cases });
  await expect(opened).rejects.toThrow(UsageError);
  await expect(opened).rejects.toThrow(/cases are for the default org/);
});

test("every medium of every queue can be a case of every agent", () => {
  const media = { Billing: "callback", "Digital Care": "email", VIP: "message", 日本サポート: "voice" } as const;
  const agents: Record<string, string> = {
    ...{ Billing: "Grace Lin", "Digital Care": "Tara Singh", VIP: "Quentin Dubois", 日本サポート: "Yui 鈴木" },
  };
  const planted = orgWith(
    Object.entries(media).map(([queue, medium]) => ({
      ...{ start, queue, agent: agents[queue] ?? "", media: medium, survey: { score: 5, time: start + 8 * dayLength } },
    })),
  );
  for (const { surveyId } of planted.cases)
    expect(rowsOf(planted).find(({ response_id }) => response_id === surveyId)).toMatchObject({ csat_score: 1 });
  expect(planted.cases.length).toBe(4);
});
