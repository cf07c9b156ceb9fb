import { expect, test } from "vitest";
import { day, hour, isoTime } from "../../src/base/index.ts";
import { interaction, monday, smallOrg, survey } from "../orgs/small-org.ts";
import { type Alter, openAltered } from "../servers/altered.ts";
import { present } from "../servers/sandboxed.ts";
import { both, changing, isDocument, isSearch, type Json, open, released, week } from "./altered-evaluations.ts";

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

test("one evaluator whose listing is refused costs their own evaluations", async () => {
  let refused: string | null = null;
  const alter: Alter = ({ path, query }) =>
    path.endsWith("/quality/evaluations/query") && query.get("evaluatorUserId") === refused
      ? { status: 400, body: { code: "bad.request", message: "Invalid evaluator." } }
      : undefined;
  const withoutPermissions = [
    "quality:evaluation:searchAny",
    "analytics:conversationDetail:view",
    "analytics:agentConversationDetail:view",
  ];
  await using org = await openAltered(alter, { perDay: 20, days: 20, seed: 5, withoutPermissions });
  const range = { from: present - 9 * day, to: present };
  const whole = await org.extract(range, { sources: ["evaluations"] });
  refused = whole.records[0]?.evaluator_id ?? null;
  const { records, missing } = await org.extract(range, { sources: ["evaluations"] });
  const others = whole.records.filter(({ evaluator_id }) => evaluator_id !== refused);
  expect(others.length).toBeGreaterThan(2);
  expect(records).toEqual(others);
  expect(missing).toContainEqual(expect.stringContaining(`evaluator ${refused} could not all be read`));
});
