import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day, hour } from "../../src/base/index.ts";
import { defaultSync, rebuild } from "../../src/sync/index.ts";
import type { Row } from "../../src/warehouse/index.ts";
import { evaluation, interaction, monday, smallOrg, survey } from "../orgs/small-org.ts";
import { everything } from "../seeds.ts";
import { type Alter, type Altered, openAltered } from "../servers/altered.ts";

/*
 * One document costs only itself, with any content: in cleaning, storing, deriving and writing, and not in decoding
 * alone. No document ends a sync, and no stored one blocks a later sync.
 */

const since = monday - day;
const start = monday + 5 * day;

const answered = (id: string) =>
  interaction(`i-${id}`, monday, {
    surveys: [
      survey(id, [
        ["Pending", monday + hour],
        ["Sent", monday + 2 * hour],
        ["Finished", monday + 3 * hour],
      ]),
    ],
  });
const judged = (id: string) =>
  interaction(`i-${id}`, monday, {
    evaluations: [
      evaluation(id, [
        ["Pending", monday + hour],
        ["Finished", monday + 3 * hour],
        ["Released", monday + 4 * hour],
      ]),
    ],
  });

const open = (alter: Alter): Promise<Altered> =>
  openAltered(alter, { org: smallOrg([answered("a"), answered("b"), answered("c"), judged("d"), judged("e")]) }, start);

type Json = { [name: string]: unknown };
type Kind = "survey" | "evaluation" | "interaction" | "form";

/** The document of `b`, or of the evaluation `e`, or the form of all surveys, wherever Genesys returns it. */
const isMeant: Readonly<Record<Kind, (document: Json) => boolean>> = {
  survey: ({ id, surveyForm }) => id === "b" && surveyForm !== undefined,
  evaluation: ({ id, evaluator, answers }) => id === "e" && evaluator !== undefined && answers !== undefined,
  interaction: ({ conversationId, participants }) => conversationId === "i-b" && participants !== undefined,
  form: ({ id, questionGroups }) => id === "sf-2" && questionGroups !== undefined,
};

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The answer with every such document changed, as text; undefined where there is none. */
function altered(kind: Kind, change: (document: Json) => unknown, document: unknown): { body: string } | undefined {
  let met = false;
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isObject(value)) return value;
    if (isMeant[kind](value)) {
      met = true;
      return change(structuredClone(value));
    }
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, visit(one)]));
  };
  const text = JSON.stringify(visit(document));
  return met ? { body: written(text) } : undefined;
}

/** What no value of JavaScript becomes when it is written as JSON. */
const endless = "a number without end";
const deep = "10,000 deep";
const written = (text: string): string =>
  text
    .replaceAll(JSON.stringify(endless), "1e999")
    .replaceAll(JSON.stringify(deep), `${'{"a":['.repeat(5_000)}1${"]}".repeat(5_000)}`);

/** Texts cut, or a difference of two rows would be some MB to read. */
const short = (rows: readonly Row[]): Row[] =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === "string" ? value.slice(0, 2_000) : value]),
    ),
  );

const rowsOf = async (org: Pick<Altered, "query">) => ({
  records: new Map(
    short(await org.query("SELECT * EXCLUDE (change_id, changed_at) FROM csat_response")).map((row) => [
      String(row["response_id"]),
      row,
    ]),
  ),
  answers: short(await org.query("SELECT * EXCLUDE (change_id, changed_at) FROM answer ORDER BY ALL")),
});

const healthy = await (async () => {
  await using org = await open(() => undefined);
  const result = await org.sync({ since });
  expect([result.complete, result.problems]).toEqual([true, []]);
  return await rowsOf(org);
})();

/** A sync of a server that sends the changed document, then one of a server that has come right. */
async function play(kind: Kind, change: (document: Json) => unknown) {
  let spoiling = true;
  await using org = await open(({ path }, document) =>
    // A row of a listing is no document.
    spoiling && !path.endsWith("/evaluations/search") ? altered(kind, change, document) : undefined,
  );
  const first = await org.sync({ since });
  const spoilt = await rowsOf(org);
  const own = kind === "evaluation" ? "e" : "b";
  for (const [id, row] of healthy.records) {
    if (kind === "form" ? id !== "d" && id !== "e" : id === own) continue;
    expect(spoilt.records.get(id)).toEqual(row);
  }
  const again = await rebuild(org.warehouse, defaultSync().definition, { clock: org.clock });
  expect(await rowsOf(org)).toEqual(spoilt);
  spoiling = false;
  org.clock.advance(25 * hour);
  await org.sync({ since });
  org.clock.advance(25 * hour);
  const last = await org.sync({ since });
  return {
    first,
    again,
    last,
    spoilt,
    healed: await rowsOf(org),
    problems: await org.query("SELECT kind, id, reason FROM problem"),
  };
}

const metric = (value: unknown) => (document: Json) => ({
  ...document,
  participants: [
    ...(document["participants"] as unknown[]),
    { participantId: "p", purpose: "acd", sessions: [{ sessionId: "s", metrics: [{ name: "nTransferred", value }] }] },
  ],
});
const field = (name: string, value: unknown) => (document: Json) => ({ ...document, [name]: value });
/** The first of this name, anywhere inside. */
const inside = (name: string, value: unknown) => (document: Json) => {
  let left = true;
  const visit = (one: unknown, key: string): unknown => {
    if (key === name && left) {
      left = false;
      return value;
    }
    if (Array.isArray(one)) return one.map((item) => visit(item, ""));
    if (!isObject(one)) return one;
    return Object.fromEntries(Object.entries(one).map(([each, item]) => [each, visit(item, each)]));
  };
  return visit(document, "");
};

const long = "Ä ".repeat(2_500_000);

describe.each<[Kind, string, (document: Json) => unknown]>([
  ["interaction", "a fraction of a transfer", metric(1.5)],
  ["interaction", "10,000,000,000 transfers", metric(1e10)],
  ["interaction", "endless transfers", metric(endless)],
  ["interaction", "an end in the year 10000", field("conversationEnd", "+010000-01-01T00:00:00.000Z")],
  ["interaction", "an end in the year 275760", field("conversationEnd", "+275760-09-13T00:00:00.000Z")],
  ["interaction", "a start before the year 1", field("conversationStart", "-000100-01-01T00:00:00.000Z")],
  ["interaction", "a name of a direction of 5 MB", field("originatingDirection", long)],
  ["survey", "a date in the year 0", field("completedDate", "0000-01-01T00:00:00.000Z")],
  ["survey", "a comment of 5 MB", inside("npsTextAnswer", long)],
  ["survey", "an endless score", inside("totalScore", endless)],
  ["evaluation", "a date in the year 10000", field("submittedDate", "+010000-01-01T00:00:00.000Z")],
  ["evaluation", "comments of 5 MB", inside("comments", long)],
  ["form", "a question of 5 MB", inside("text", long)],
  ["form", "an endless value", inside("value", endless)],
])("%s with %s", (kind, _, change) => {
  test("costs only itself, is named, and heals", async () => {
    const { first, again, last, healed, problems } = await play(kind, change);
    expect([first.complete, first.problems.length > 0, again.newProblems]).toEqual([false, true, 0]);
    expect(healed).toEqual(healthy);
    expect([last.complete, problems]).toEqual([true, []]);
  });
});

test.each<[Kind, string, (document: Json) => unknown]>([
  ["interaction", "JSON 10,000 deep where nobody reads", field("unread", deep)],
  ["survey", "JSON 10,000 deep where nobody reads", field("unread", deep)],
  ["interaction", "half a surrogate pair and NUL in ids", inside("participantId", "p-\ud83d\u0000")],
  ["interaction", "300 kB where nobody reads", field("externalTag", "x".repeat(300_000))],
])("%s with %s is as if it had none", async (kind, _, change) => {
  const { first, spoilt } = await play(kind, change);
  expect([first.complete, first.problems]).toEqual([true, []]);
  expect(spoilt).toEqual(healthy);
});

test.each<[Kind, string, (document: Json) => unknown]>([
  ["interaction", "half a surrogate pair in an agent's id", inside("userId", "u-\ud83d")],
  ["survey", "answers 10,000 deep", field("answers", deep)],
  ["interaction", "NUL in a code", inside("wrapUpCode", "w\u0000")],
  ["survey", "half a surrogate pair in a queue's id", field("queue", { id: "q-\ud83d" })],
  ["evaluation", "half a surrogate pair in an evaluator's id", field("evaluator", { id: "\udc00" })],
])("%s with %s costs only itself", async (kind, _, change) => void (await play(kind, change)));

/** A document with some values in it replaced by anything. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    ...[
      1.5,
      -1,
      1e10,
      1e300,
      endless,
      deep,
      "\ud83d",
      "\u0000",
      "",
      "+275760-09-13T00:00:00.000Z",
      "0000-00-00",
      [],
      {},
    ],
  ),
);

/**
 * Whether a document with this value may well be what Genesys has: one of the same type, or none at all. It cannot be
 * distinguished from the right one, and nothing asks for it again.
 */
const isPlausible = (before: unknown, value: unknown): boolean =>
  value === null || (value === deep ? typeof before === "object" : typeof value === typeof before && value !== endless);

const isOtherForm = ({ id, questionGroups }: Json): boolean =>
  questionGroups !== undefined && typeof id === "string" && id !== "sf-2";

interface Replacement {
  readonly document: Json;
  readonly plausible: boolean;
}

function replaced(document: Json, choices: readonly (readonly [number, unknown])[]): Replacement {
  const places: (readonly [Record<string, unknown>, string])[] = [];
  const find = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, one] of Object.entries(value)) {
      places.push([value as Record<string, unknown>, name]);
      find(one);
    }
  };
  find(document);
  let plausible = false;
  for (const [at, value] of choices) {
    const [object, name] = places[at % places.length] ?? [{}, ""];
    plausible ||= isPlausible(object[name], value);
    object[name] = value;
  }
  // A form of another id is another form: its other fields prove nothing about this one.
  return { document, plausible: plausible || isOtherForm(document) };
}

test("for anything in place of a document or of values in it: the others are read, and it heals", async () => {
  const change = fc.oneof(
    { weight: 1, arbitrary: anything.map((value) => () => ({ document: value, plausible: false })) },
    {
      weight: 4,
      arbitrary: fc
        .array(fc.tuple(fc.nat(10_000), anything), { minLength: 1, maxLength: 3 })
        .map((choices) => (document: Json) => replaced(document, choices)),
    },
  );
  const kinds = fc.constantFrom<Kind>("survey", "evaluation", "interaction", "form");
  await fc.assert(
    fc.asyncProperty(kinds, change, async (kind, changed) => {
      let plausible = false;
      const { healed } = await play(kind, (document) => {
        const replacement = changed(document);
        plausible ||= replacement.plausible;
        return replacement.document;
      });
      // What nobody could take for right is asked for again.
      if (!plausible) expect(healed).toEqual(healthy);
    }),
    { numRuns: everything ? 12 : 4 },
  );
}, 300_000);
