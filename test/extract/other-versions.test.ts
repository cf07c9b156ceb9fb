import { expect, test } from "vitest";
import { day, hour, isoTime } from "../../src/base/index.ts";
import { rows } from "../../src/export/index.ts";
import { interaction, monday, smallOrg, survey } from "../orgs/small-org.ts";
import { type Alter, type Altered, openAltered } from "../servers/altered.ts";
import { both, changing, type Json, open, released, week } from "./altered-evaluations.ts";

const score = (questionId: string, answerId: string) => ({ questionId, answerId, score: 1, markedNA: false });
const answered = (...scores: ReturnType<typeof score>[]): Json => ({
  answers: { totalScore: 50, questionGroupScores: [{ questionGroupId: "g", questionScores: scores }] },
});
const form = (id: string): Json => ({
  ...{
    id,
    contextId: "evaluation-form",
    name: "evaluation-form",
    published: true,
    modifiedDate: isoTime(monday - 90 * day),
  },
  questionGroups: [
    {
      ...{ id: `${id}-g`, name: "CSAT" },
      questions: [
        {
          ...{ id: `${id}-q1`, contextId: `${id}-q1-c`, text: "How pleased?", type: "multipleChoiceQuestion" },
          answerOptions: [
            { id: `${id}-o1`, text: "Bad", value: 1 },
            { id: `${id}-o5`, text: "Good", value: 5 },
          ],
        },
      ],
    },
  ],
});

/** An older version of the form, which listings of versions and bulk look-ups know. */
const withOldVersion =
  (answers: Json): Alter =>
  (asked, document) => {
    const { entities = [] } = document as { entities?: Json[] };
    const isVersions = asked.path.endsWith("/versions");
    const isBulk = asked.path.endsWith("/evaluations/bulk") && (asked.query.get("id") ?? "").includes("ef-0");
    if (isVersions)
      return { body: { entities: [...entities, { ...form("ef-0"), questionGroups: null, published: false }] } };
    if (isBulk) return { body: { entities: [...entities, form("ef-0")] } };
    return changing("a", () => answers)(asked, document);
  };

test("answers to questions of another version of the form are looked up there", async () => {
  await using org = await open(withOldVersion(answered(score("ef-0-q1", "ef-0-o5"))), "a");
  const { records, problems, complete } = await both(org);
  expect(records).toMatchObject([{ csat_scores: JSON.stringify({ "How pleased?": 5 }), form_id: "ef-1" }]);
  expect([problems, complete]).toEqual([[[], []], true]);
});

const parts = { surveys: ["survey", "sf-2"], evaluations: ["evaluation", "ef-1"] } as const;
const sources = ["surveys", "evaluations"] as const;

/**
 * A response that names the form version with `own` and was scored as `scored` says; the version `old`, which has the same lead
 * question with an end of its scale that is called otherwise, is known to the look-ups.
 */
async function openScored(source: (typeof sources)[number], scored: (own: string) => readonly object[]) {
  const [part, own] = parts[source];
  const question = {
    ...{ id: "old-q1", contextId: `${part}-form-q1`, text: "How satisfied?", type: "multipleChoiceQuestion" },
    answerOptions: [
      { id: "old-o1", text: "Terrible", value: 1 },
      { id: "old-o5", text: "Great", value: 5 },
    ],
  };
  const old = {
    ...{ id: "old", contextId: `${part}-form`, name: `${part}-form`, published: true },
    ...{
      modifiedDate: isoTime(monday - 90 * day),
      questionGroups: [{ id: "old-g", name: "CSAT", questions: [question] }],
    },
  };
  const alter: Alter = ({ path, query }, document) => {
    const { entities = [] } = document as { entities?: Json[] };
    if (path.endsWith("/versions")) return { body: { entities: [...entities, { ...old, questionGroups: null }] } };
    if (path.includes("/forms/") && path.endsWith("/bulk") && (query.get("id") ?? "").includes("old"))
      return { body: { entities: [...entities, old] } };
    if (!path.endsWith("/quality/surveys/a") && !path.endsWith("/evaluations/a")) return undefined;
    const questionGroupScores = [{ questionGroupId: "g", questionScores: scored(`${own}-q1`) }];
    return { body: { ...(document as Json), answers: { totalScore: 50, questionGroupScores } } };
  };
  const steps = [
    ["Pending", monday + hour],
    ["Sent", monday + 2 * hour],
    ["Finished", monday + 3 * hour],
  ] as const;
  const surveyed = interaction("i-a", monday, { surveys: [survey("a", steps)] });
  return openAltered(alter, { org: smallOrg([source === "surveys" ? surveyed : released("a")]) }, monday + 5 * day);
}

/** What `extract` and `sync` make of its lead, and the rows that an export and a figure have of it. */
async function leadOf(org: Altered, source: (typeof sources)[number]) {
  const { records, problems } = await org.extract(week, { sources: [source] });
  await org.sync({ since: monday - day, sources: [source] });
  const exported: object[] = [];
  const columns = ["csat_scores", "lead_answer", "lead_value"];
  for await (const batch of rows(org.warehouse, { rows: "responses", columns })) exported.push(...batch);
  const answers = await org.query(
    "SELECT question_id, question_group, answer, satisfaction, lead, headline FROM answer WHERE question = 'How satisfied?' ORDER BY position",
  );
  const scores = records.map((record) => record.csat_score ?? record.evaluator_csat_score);
  const keys = records.map(({ csat_scores }) => csat_scores);
  return { scores, keys, problems, exported, answers };
}

const oldAnswer = { question_id: "old-q1", question_group: "CSAT", answer: "Great", satisfaction: 1 };

test.each(sources)("of %s, an answer to another version of the lead question is the lead's, once", async (source) => {
  await using org = await openScored(source, () => [{ questionId: "old-q1", answerId: "old-o5", score: 5 }]);
  const csat_scores = { "How satisfied?": 5 };
  expect(await leadOf(org, source)).toEqual({
    ...{ scores: [1], keys: [csat_scores], problems: [] },
    exported: [{ csat_scores, lead_answer: "Great", lead_value: 5 }],
    answers: [{ ...oldAnswer, lead: true, headline: true }],
  });
});

test.each(sources)(
  "of %s, both versions of a question are kept where both were scored, one as the lead",
  async (source) => {
    for (const [answerId, score, answer] of [
      [null, 0, null],
      ["o1", 1, "Bad"],
    ] as const) {
      await using org = await openScored(source, (own) => [
        { questionId: own, answerId: answerId && own.replace("q1", answerId), score },
        { questionId: "old-q1", answerId: "old-o5", score: 5 },
      ]);
      const { scores, keys, exported, answers } = await leadOf(org, source);
      const isOld = answer === null;
      const csat_scores = isOld ? { "How satisfied? (2)": 5 } : { "How satisfied?": 1, "How satisfied? (2)": 5 };
      expect([scores, keys]).toEqual([[isOld ? 1 : 0], [csat_scores]]);
      expect(exported).toEqual([{ csat_scores, lead_answer: isOld ? "Great" : "Bad", lead_value: isOld ? 5 : 1 }]);
      expect(answers).toMatchObject([
        { answer, lead: !isOld, headline: !isOld },
        { ...oldAnswer, lead: isOld, headline: isOld },
      ]);
    }
  },
);

test("answers to a question that no version has are a problem, the other answers are delivered", async () => {
  await using org = await open(withOldVersion(answered(score("ef-1-q1", "ef-1-o5"), score("nowhere", "x"))), "a");
  const { records, problems, complete } = await both(org);
  expect(records).toMatchObject([{ csat_scores: JSON.stringify({ "How satisfied?": 5 }) }]);
  for (const found of problems) expect(found).toMatchObject([{ kind: "evaluation", id: "a" }]);
  expect(complete).toBe(false);
});
