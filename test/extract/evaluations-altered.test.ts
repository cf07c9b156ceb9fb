import { expect, test } from "vitest";
import { day, hour, isoTime } from "../../src/base/index.ts";
import { rows } from "../../src/export/index.ts";
import { evaluation, interaction, monday, smallOrg, survey } from "../orgs/small-org.ts";
import { type Alter, type Altered, openAltered } from "../servers/altered.ts";
import type { Asked } from "../servers/loopback.ts";

const week = { from: monday - day, to: monday + 6 * day };
const released = (id: string) =>
  interaction(`i-${id}`, monday, {
    evaluations: [
      evaluation(id, [
        ["Pending", monday + hour],
        ["Finished", monday + 3 * hour],
        ["Released", monday + 4 * hour],
      ]),
    ],
  });

const open = (alter: Alter, ...ids: string[]): Promise<Altered> =>
  openAltered(alter, { org: smallOrg(ids.map(released)) }, monday + 5 * day);

type Json = Record<string, unknown>;
const isSearch = ({ path }: Asked): boolean => path.endsWith("/evaluations/search");
const isDocument = ({ path }: Asked, id: string): boolean => path.endsWith(`/evaluations/${id}`);

/** The fields of one evaluation, in every listing and document. */
const changing =
  (id: string, changes: () => Json): Alter =>
  (asked, document) => {
    const one = (each: Json): Json => (each["id"] === id ? { ...each, ...changes() } : each);
    if (isDocument(asked, id)) return { body: one(document as Json) };
    if (!isSearch(asked)) return undefined;
    const listing = document as { results: Json[] };
    return { body: { ...listing, results: listing.results.map(one) } };
  };

/** What `extract` and `sync` deliver, and what they name as missing: they agree. */
async function both(org: Altered) {
  const extraction = await org.extract(week, { sources: ["evaluations"] });
  const result = await org.sync({ since: monday - day, sources: ["evaluations"] });
  const rows = await org.query(
    "SELECT evaluation_id, csat_scores, form_id FROM csat_response WHERE source = 'evaluation' ORDER BY ALL",
  );
  const records = extraction.records.map(({ evaluation_id, csat_scores, form_id }) => ({
    evaluation_id,
    csat_scores: JSON.stringify(csat_scores),
    form_id,
  }));
  expect(rows).toEqual(records.sort((a, b) => ((a.evaluation_id ?? "") < (b.evaluation_id ?? "") ? -1 : 1)));
  return { records, problems: [extraction.problems, result.problems], complete: result.complete };
}

test("a row without its interaction is a problem of its own, the others are read", async () => {
  await using org = await open(
    changing("b", () => ({ conversation: null })),
    "a",
    "b",
  );
  const { records, problems, complete } = await both(org);
  expect(records.map(({ evaluation_id }) => evaluation_id)).toEqual(["a"]);
  for (const found of problems) expect(found).toMatchObject([{ kind: "evaluation", id: "b" }]);
  expect(complete).toBe(false);
});

test("an evaluation that does not name its form has the one that the listing names", async () => {
  const nameless: Alter = (asked, document) =>
    isDocument(asked, "a") ? { body: { ...(document as Json), evaluationForm: null } } : undefined;
  await using org = await open(nameless, "a");
  expect((await both(org)).records).toMatchObject([{ evaluation_id: "a", form_id: "ef-1" }]);
});

test.each([null, {}])("a survey whose form is %j has the one that the listing names", async (surveyForm) => {
  const nameless: Alter = (asked, document) =>
    asked.path.endsWith("/quality/surveys/s") ? { body: { ...(document as Json), surveyForm } } : undefined;
  const steps = [
    ["Pending", monday + hour],
    ["Sent", monday + 2 * hour],
    ["Finished", monday + 3 * hour],
  ] as const;
  const surveyed = interaction("i-s", monday, { surveys: [survey("s", steps)] });
  await using org = await openAltered(nameless, { org: smallOrg([surveyed]) }, monday + 5 * day);
  const { records } = await org.extract(week, { sources: ["surveys"] });
  expect(records).toMatchObject([{ form_id: "sf-2", csat_scores: { "How satisfied?": 5 } }]);
  expect((await org.sync({ since: monday - day })).complete).toBe(true);
  expect(await org.query("SELECT form_id, satisfied FROM csat_response")).toEqual([
    { form_id: "sf-2", satisfied: true },
  ]);
});

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

test("forms that cannot be read are named, and their evaluations follow when they can", async () => {
  let isOpen = false;
  const closed: Alter = (asked) =>
    asked.path.includes("/forms/evaluations") && !isOpen
      ? { status: 500, body: { code: "internal.server.error" } }
      : undefined;
  const bare: Alter = (asked, document) =>
    closed(asked, document) ??
    (isDocument(asked, "a") && !isOpen
      ? { body: { ...(document as Json), evaluationForm: { id: "ef-1", name: "evaluation-form" } } }
      : undefined);
  await using org = await open(bare, "a");
  const { records, problems, complete } = await both(org);
  expect([records, complete]).toEqual([[], false]);
  for (const found of problems) expect(found.length).toBeGreaterThan(0);
  isOpen = true;
  org.clock.advance(2 * day);
  await org.sync({ sources: ["evaluations"] });
  expect(await org.query("SELECT evaluation_id FROM csat_response")).toEqual([{ evaluation_id: "a" }]);
});

test("an evaluation whose release lies ahead is released when its time has come, without another request for it", async () => {
  await using org = await open(
    changing("a", () => ({ releaseDate: isoTime(monday + 8 * day) })),
    "a",
  );
  expect((await both(org)).records).toEqual([]);
  const { records } = await org.extract(week, { sources: ["evaluations"], unreleased: true });
  expect(records).toMatchObject([{ evaluation_id: "a" }]);
  const asked = (): number => org.server.asked.filter((one) => isDocument(one, "a")).length;
  const before = asked();
  org.clock.advance(4 * day);
  await org.sync({ sources: ["evaluations"] });
  expect(await org.query("SELECT evaluation_id FROM csat_response")).toEqual([{ evaluation_id: "a" }]);
  expect(asked()).toBeLessThanOrEqual(before + 1);
});

test.each([
  ["another time", { releaseDate: isoTime(monday + 20 * day) }],
  ["never", { releaseDate: null, neverRelease: true }],
])("an evaluation that was scheduled and is moved to %s is not released", async (_, moved) => {
  let changes: Json = { releaseDate: isoTime(monday + 8 * day) };
  await using org = await open((asked, document) => {
    // The search compares the altered state, not the sandbox's org.
    const body = isSearch(asked) ? (JSON.parse(asked.body) as { query: { field: string }[] }) : null;
    if (body?.query.some(({ field }) => field === "releaseDate")) return { body: { pageSize: 100, results: [] } };
    return changing("a", () => changes)(asked, document);
  }, "a");
  await org.sync({ since: monday - day, sources: ["evaluations"] });
  changes = moved;
  org.clock.advance(4 * day);
  await org.sync({ sources: ["evaluations"] });
  expect(await org.query("SELECT listed, released FROM response")).toEqual([{ listed: false, released: false }]);
});

test.each([
  ["one spelling of a status is refused", ["InReview", "Retracted"], 0],
  ["both spellings of one status are refused", ["InReview", "INREVIEW"], 1],
])("where %s, nothing else is lost", async (_, refused, missing) => {
  await using org = await open((asked) => {
    const { query } = isSearch(asked) ? (JSON.parse(asked.body) as { query: { values?: string[] }[] }) : { query: [] };
    return query.some(({ values }) => values?.some((value) => refused.includes(value)))
      ? { status: 400, body: { code: "bad.request", message: "Invalid status." } }
      : undefined;
  }, "a");
  await org.sync({ since: monday - day, sources: ["evaluations"] });
  org.clock.advance(day);
  const result = await org.sync({ sources: ["evaluations"] });
  expect(result.missing).toHaveLength(missing);
  const words = org.server.asked.filter(isSearch).flatMap(({ body }) => JSON.parse(body).query.at(1)?.values ?? []);
  expect(words).toContain("RETRACTED");
});

test("a day of more interactions than Genesys lists delivers those that came, and is named", async () => {
  const capped: Alter = ({ path, body }, document) => {
    if (!path.endsWith("/conversations/details/query")) return undefined;
    const { paging } = JSON.parse(body) as { paging: { pageSize: number; pageNumber: number } };
    if (paging.pageSize === 1) return undefined;
    if (paging.pageNumber > 1)
      return { status: 400, body: { code: "bad.request", message: "Pagination may not exceed 100000 results" } };
    const { conversations = [], totalHits } = document as { conversations?: Json[]; totalHits: number };
    return { body: { totalHits, conversations: conversations.slice(0, 1) } };
  };
  const options = { withoutPermissions: ["quality:evaluation:searchAny"] };
  await using org = await openAltered(
    capped,
    { org: smallOrg(["a", "b"].map(released)), ...options },
    monday + 5 * day,
  );
  const { records, missing } = await org.extract(week, { sources: ["evaluations"] });
  expect(records).toHaveLength(1);
  expect(missing).toEqual([expect.stringContaining("Interactions of 2026-03-02 are incomplete")]);
});
