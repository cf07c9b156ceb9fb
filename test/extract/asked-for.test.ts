import { describe, expect, test } from "vitest";
import { day, hour, minute } from "../../src/base/index.ts";
import { evaluation, interaction, monday, smallOrg, survey } from "../orgs/small-org.ts";
import { type Altered, openAltered } from "../servers/altered.ts";
import type { Asked } from "../servers/loopback.ts";

/*
 * What was not asked for is neither stored nor used: a cache in between may answer a request by ids with the answer to another.
 */

type Json = Record<string, unknown>;

const answered = (id: string, at: number) =>
  survey(id, [
    ["Pending", at + hour],
    ["Sent", at + 2 * hour],
    ["Finished", at + 3 * hour],
  ]);
const org = smallOrg([
  interaction("i-one", monday, { surveys: [answered("one", monday)] }),
  interaction("i-two", monday + minute, { surveys: [answered("two", monday)] }),
  interaction("i-scored", monday + hour, {
    evaluations: [
      evaluation("scored", [
        ["Pending", monday + hour],
        ["Finished", monday + 3 * hour],
        ["Released", monday + 4 * hour],
      ]),
    ],
  }),
]);
const week = { from: monday - day, to: monday + 5 * day };

/** Every list that is asked for by `id`: the field that holds it, and the field of each item's id. */
const lists = {
  "/api/v2/analytics/conversations/details": ["conversations", "conversationId"],
  "/api/v2/quality/forms/surveys/bulk": ["entities", "id"],
  "/api/v2/quality/forms/evaluations/bulk": ["entities", "id"],
  "/api/v2/users": ["entities", "id"],
  "/api/v2/routing/queues": ["entities", "id"],
  "/api/v2/routing/wrapupcodes": ["entities", "id"],
  "/api/v2/authorization/divisions": ["entities", "id"],
} as const;
type ById = keyof typeof lists;

const isAskedAt = (asked: Asked, path: ById): boolean => asked.path === path && asked.query.has("id");

/** Its items, changed. */
function change(path: ById, document: unknown, items: (items: Json[], id: string) => Json[]): Json {
  const [list, id] = lists[path];
  const answer = document as Json;
  return { ...answer, [list]: items((answer[list] ?? []) as Json[], id) };
}

const records = async (altered: Altered) => {
  const { records, problems, missing } = await altered.extract(week);
  return { records, problems, missing };
};

/** All that a sync stores of the answers. */
async function stored(altered: Altered) {
  const { problems, missing } = await altered.sync({ since: week.from });
  const documents = await altered.query("SELECT kind, id FROM document ORDER BY ALL");
  const tables = ["interaction", "leg", "form", "question", "agent", "queue", "wrap_up_code", "division"];
  const rows = await Promise.all(tables.map((table) => altered.query(`SELECT * FROM ${table} ORDER BY ALL`)));
  return { problems, missing, documents, rows };
}

describe.each(Object.keys(lists) as ById[])("%s", (path) => {
  test("with an item that nobody asked for: it is neither stored nor used", async () => {
    const options = { org };
    await using plain = await openAltered(() => undefined, options, monday + 5 * day);
    let added = 0;
    await using altered = await openAltered(
      (asked, document) => {
        if (!isAskedAt(asked, path)) return undefined;
        added += 1;
        return {
          body: change(path, document, (items, id) => [
            ...items.map((item) => ({ ...item, [id]: "not-asked-for", name: "Stranger" })),
            ...items,
          ]),
        };
      },
      options,
      monday + 5 * day,
    );
    expect(await records(altered)).toEqual(await records(plain));
    expect(await stored(altered)).toEqual(await stored(plain));
    expect(added).toBeGreaterThan(0);
  });
});

test("where another interaction comes instead, the one asked for is named as missing, and the next sync reads it", async () => {
  let spoils = true;
  await using altered = await openAltered(
    (asked, document) => {
      if (!spoils || !isAskedAt(asked, "/api/v2/analytics/conversations/details")) return undefined;
      const another = (item: Json): Json =>
        item["conversationId"] === "i-one" ? { ...item, conversationId: "i-another" } : item;
      return { body: change("/api/v2/analytics/conversations/details", document, (items) => items.map(another)) };
    },
    { org },
    monday + 5 * day,
  );
  const unlinked = (await altered.extract(week)).records.filter(({ linked }) => !linked);
  expect(unlinked.map(({ response_id, interaction_id }) => [response_id, interaction_id])).toEqual([["one", "i-one"]]);
  const interactions = "SELECT interaction_id FROM interaction ORDER BY ALL";
  await altered.sync({ since: week.from });
  expect((await altered.query(interactions)).map((row) => row["interaction_id"])).toEqual(["i-scored", "i-two"]);

  spoils = false;
  altered.clock.advance(day + hour);
  await altered.sync();
  expect((await altered.query(interactions)).length).toBe(3);
});

test("a survey of another interaction, in the list of one interaction's surveys, is not used", async () => {
  await using altered = await openAltered(
    (asked, document) => {
      if (asked.path.endsWith("/surveys/aggregates/query")) {
        // A group may lack what it was asked to be grouped by: such surveys are found by their interaction.
        const withoutGroup = ({ group, ...rest }: Json): Json => ({
          ...rest,
          group: { ...Object(group), surveyId: undefined },
        });
        return {
          body: {
            ...Object(document),
            results: ((document as Json)["results"] as Json[] | undefined)?.map(withoutGroup),
          },
        };
      }
      if (!asked.path.endsWith("/conversations/i-one/surveys")) return undefined;
      const own = document as Json[];
      return { body: [...own, ...own.map((item) => ({ ...item, id: "stranger", conversation: { id: "i-another" } }))] };
    },
    { org },
    monday + 5 * day,
  );
  const { records } = await altered.extract(week, { sources: ["surveys"] });
  expect(records.map(({ response_id }) => response_id)).toEqual(["one", "two"]);
  expect(altered.server.api().some(({ path }) => path.endsWith("/conversations/i-one/surveys"))).toBe(true);
});

test("a version of another form, in the list of a form's versions, does not decide its lead question", async () => {
  const lead = async (altered: Altered) => {
    await altered.sync({ since: week.from, sources: ["surveys"] });
    return await altered.query("SELECT json FROM document WHERE kind = 'form-lead' AND id = 'survey-form'");
  };
  const otherForm = (form: Json): Json =>
    JSON.parse(JSON.stringify({ ...form, id: "stranger" }).replaceAll("survey-form", "another"));
  await using plain = await openAltered(() => undefined, { org }, monday + 5 * day);
  await using altered = await openAltered(
    ({ path, query }, document) => {
      const { entities = [], ...rest } = Object(document) as { entities?: Json[] };
      const [first = {}] = entities;
      if (path.endsWith("/versions"))
        return {
          body: { ...rest, entities: [{ ...otherForm(first), modifiedDate: "2020-01-01T00:00:00Z" }, ...entities] },
        };
      if (path.endsWith("/surveys/bulk") && query.getAll("id").join().includes("stranger"))
        return { body: { ...rest, entities: [...entities, otherForm(first)] } };
      return undefined;
    },
    { org },
    monday + 5 * day,
  );
  const expected = await lead(plain);
  expect(expected).toHaveLength(1);
  expect(await lead(altered)).toEqual(expected);
  expect(await altered.query("SELECT id FROM document WHERE id = 'stranger'")).toHaveLength(1);
});
