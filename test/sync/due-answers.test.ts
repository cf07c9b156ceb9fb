import { expect, test } from "vitest";
import { day, hour, minute } from "../../src/base/index.ts";
import { status } from "../../src/sync/index.ts";
import { evaluation, interaction, monday, smallOrg, survey } from "../orgs/small-org.ts";
import { type Alter, type Altered, openAltered } from "../servers/altered.ts";

const after = (days: number): number => monday + days * day;

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (document: unknown): Fields => (document && typeof document === "object" ? { ...document } : {});

const answered = survey("late", [
  ["Pending", monday + hour],
  ["Sent", monday + 2 * hour],
  ["InProgress", after(3)],
  ["Finished", after(3) + minute],
]);
const scored = evaluation("scored", [
  ["Pending", after(3)],
  ["InProgress", after(3) + minute],
  ["Finished", after(3) + hour],
  ["Released", after(3) + 2 * hour],
]);
const org = smallOrg([
  interaction("i-late", monday, { surveys: [answered] }),
  interaction("i-scored", monday, { evaluations: [scored] }),
]);

const surveyPath = "/api/v2/quality/surveys/late";
const surveysPath = "/api/v2/quality/conversations/i-late/surveys";
const evaluationPath = "/api/v2/quality/conversations/i-scored/evaluations/scored";

const rowOf = async (altered: Altered, id: string) =>
  (
    await altered.query(
      `SELECT status, settled, csat_scores <> '{}' AS answers FROM response WHERE response_id = '${id}'`,
    )
  )[0];

const statusOf = async ({ warehouse, clock }: Altered) =>
  (await status(warehouse, { now: clock.now() }))[0] ?? Promise.reject(new Error("no organization"));

const delivered = { status: "Finished", settled: true, answers: true };
const missing = { status: "Finished", settled: false, answers: false };

/** Syncs once with what `alter` does, and returns the state; then with a healthy server, which has to heal it. */
async function healed(alter: Alter, ids: readonly string[]): Promise<void> {
  let spoils = true;
  await using altered = await openAltered(
    (asked, document) => (spoils ? alter(asked, document) : undefined),
    { org },
    after(5),
  );
  const first = await altered.sync({ since: monday - day });
  for (const id of ids) expect(await rowOf(altered, id)).toEqual(missing);
  expect(first.complete).toBe(false);
  expect(first.problems.map(({ id }) => id)).toEqual(expect.arrayContaining([...ids]));
  const reported = await statusOf(altered);
  expect([reported.missing, reported.open]).toEqual([ids.length, 0]);
  expect(reported.completeness).toMatch(/answers of \d responses? missing/);

  spoils = false;
  altered.clock.advance(hour);
  const second = await altered.sync();
  for (const id of ids) expect(await rowOf(altered, id)).toEqual(delivered);
  expect([second.problems, (await statusOf(altered)).missing]).toEqual([[], 0]);
  expect(await altered.query("SELECT id FROM problem")).toEqual([]);
  expect(await altered.query("SELECT response_id FROM response ORDER BY 1")).toHaveLength(2);
}

const documents: Readonly<Record<string, (document: Fields) => unknown>> = {
  "is in progress": ({ answers: _, ...rest }) => ({ ...rest, status: "INPROGRESS", completedDate: undefined }),
  "is still Sent or PENDING": (document) => ({
    ...document,
    ...{ status: "surveyForm" in document ? "Sent" : "PENDING", answers: undefined, completedDate: undefined },
    submittedDate: undefined,
  }),
  "comes without answers": ({ answers: _, ...rest }) => rest,
  "has a total and no scores": (document) => ({ ...document, answers: { totalScore: 80 } }),
  "is an id alone": ({ id }) => ({ id }),
  "has a word of tomorrow and no answers": ({ answers: _, ...rest }) => ({ ...rest, status: "Reopened" }),
};

test.each(Object.entries(documents))(
  "a document that %s does not settle a response that is listed as answered",
  async (_, change) => {
    await healed(
      ({ path }, document) =>
        [surveyPath, evaluationPath].includes(path) ? { body: change(fieldsOf(document)) } : undefined,
      ["late", "scored"],
    );
  },
);

test.each([403, 404, 400, 500, 414])(
  "a document that is refused with %i is due again at the next sync",
  async (code) => {
    const body = { status: code, code: "no", message: "No." };
    await healed(
      // The survey is not read with its interaction either.
      ({ path }) => ([surveyPath, surveysPath, evaluationPath].includes(path) ? { status: code, body } : undefined),
      ["late", "scored"],
    );
  },
);

test("a document that contradicts its listing is asked for once more, and then by later syncs only", async () => {
  let asked = 0;
  await using altered = await openAltered(
    ({ path }, document) => {
      if (path !== surveyPath) return undefined;
      asked += 1;
      return { body: { ...fieldsOf(document), status: "Sent", answers: undefined, completedDate: undefined } };
    },
    { org },
    after(5),
  );
  const { complete } = await altered.sync({ since: monday - day });
  expect([asked, complete]).toEqual([2, false]);
  // A response known to be missing makes no further run incomplete, and is asked for ever more rarely: daily at most.
  const requests: number[] = [];
  for (let hours = 0; hours < 48; hours++) {
    altered.clock.advance(hour);
    const before = asked;
    expect((await altered.sync()).complete).toBe(true);
    requests.push(asked - before);
  }
  expect(requests[0]).toBeGreaterThan(0);
  expect(requests.filter((count) => count > 0).length).toBeLessThan(8);
  expect(Math.max(...requests)).toBeLessThanOrEqual(2);
  expect((await statusOf(altered)).missing).toBe(1);
});

/** Analytics shows the answer too late for the sweep: only the interaction's own row has it. */
const unswept: Alter = ({ path, body }, document) => {
  if (path !== "/api/v2/analytics/surveys/aggregates/query" || body.includes("surveyCreatedDate")) return undefined;
  const results = fieldsOf(document)["results"];
  const isOpen = (group: unknown): boolean => !JSON.stringify(group).includes("nSurveyResponses");
  return { body: { results: Array.isArray(results) ? results.filter(isOpen) : [] } };
};

test("an answer that only the daily look at its interaction names is read", async () => {
  await using altered = await openAltered(unswept, { org }, after(1));
  await altered.sync({ since: monday - day });
  expect(await rowOf(altered, "late")).toMatchObject({ status: "Sent", settled: false });
  altered.clock.advance(5 * day);
  await altered.sync();
  expect(await rowOf(altered, "late")).toEqual(delivered);
});

test("an answered survey that only its interaction lists is read", async () => {
  await using altered = await openAltered(
    ({ path }) => (path.includes("/surveys/aggregates/") ? { body: { results: [] } } : undefined),
    { org },
    after(5),
  );
  const second = interaction("i-late", monday, { surveys: [answered], evaluations: [scored] });
  await using linked = await openAltered(
    ({ path }) => (path.includes("/surveys/aggregates/") ? { body: { results: [] } } : undefined),
    { org: smallOrg([second].map((one) => ({ ...one, evaluations: [{ ...scored, interactionId: "i-late" }] }))) },
    after(5),
  );
  for (const one of [altered, linked]) await one.sync({ since: monday - day });
  expect(await rowOf(altered, "late")).toBeUndefined();
  expect(await rowOf(linked, "late")).toEqual(delivered);
});

test("surveys that never ended and may not be read cost no other step of a sync", async () => {
  const open = smallOrg([
    interaction("i-open", monday, {
      surveys: [
        survey("open", [
          ["Pending", monday + hour],
          ["Sent", monday + 2 * hour],
        ]),
      ],
    }),
  ]);
  const refuse: Alter = ({ path }) =>
    path === "/api/v2/quality/surveys/open"
      ? { status: 403, body: { status: 403, code: "missing.any.permissions", message: "[quality:survey:view]" } }
      : undefined;
  await using altered = await openAltered(refuse, { org: open }, after(2));
  await altered.sync({ since: monday - day });
  altered.clock.advance(120 * day);
  const { missing: sentences, complete } = await altered.sync();
  expect([sentences, complete]).toEqual([
    [expect.stringMatching(/^Surveys that never ended could not be read\. 403/)],
    false,
  ]);
});
