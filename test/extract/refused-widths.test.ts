import { describe, expect, test } from "vitest";
import { day, hour, type Interval, minute } from "../../src/base/index.ts";
import { evaluation, interaction, monday, smallOrg, survey } from "../orgs/small-org.ts";
import { type Alter, openAltered } from "../servers/altered.ts";
import type { Asked } from "../servers/loopback.ts";

/*
 * What is refused as a whole because it is too much at once is read by halves, in `extract` and in `sync`, whatever lists it;
 * what is refused however short it is, is lost alone.
 */

const ages = [80, 61, 44, 20, 3];
const answered = (age: number) => {
  const at = monday - age * day;
  return interaction(`i-${age}`, at, {
    surveys: [
      survey(`s-${age}`, [
        ["Pending", at + hour],
        ["Sent", at + 2 * hour],
        ["Finished", at + 3 * hour + minute / 2],
      ]),
    ],
    evaluations: [
      evaluation(`e-${age}`, [
        ["Pending", at + hour],
        ["Finished", at + 3 * hour + minute / 2],
        ["Released", at + 4 * hour],
      ]),
    ],
  });
};
const org = { ...smallOrg(ages.map(answered)), firstDay: Math.floor(monday / day) - 90 };
const range = { from: monday - 86 * day, to: monday };
const all = ages.flatMap((age) => [`e-${age}`, `s-${age}`]).sort();

/** What a request is for: an aggregate or a details query names its interval, a search its first and last time. */
function windowOf({ body }: Asked): Interval {
  const [, from = "", to = ""] = /"([^"/]+Z)(?:\/|","endValue":")([^"/]+Z)"/.exec(body) ?? [];
  return { from: Date.parse(from), to: Date.parse(to) };
}
const lengthOf = (asked: Asked): number => windowOf(asked).to - windowOf(asked).from;
const badRequest = { status: 400, body: { code: "bad.request", message: "The query selects too many results." } };

const routes: readonly (readonly [string, string, number, readonly string[]])[] = [
  ["surveys by event time", "/surveys/aggregates/query", 2 * day, []],
  ["evaluations by search", "/evaluations/search", 2 * day, []],
  [
    "responses by start day",
    "/conversations/details/query",
    day,
    ["quality:evaluation:searchAny", "analytics:surveyAggregate:view"],
  ],
];

describe.each(routes)("%s", (_, path, longest, withoutPermissions) => {
  const open = (isRefused: (asked: Asked) => boolean) => {
    const alter: Alter = (asked) => (asked.path.endsWith(path) && isRefused(asked) ? badRequest : undefined);
    return openAltered(alter, { org, withoutPermissions }, monday + day);
  };

  test("refused where they are long are read by halves", async () => {
    await using altered = await open((asked) => lengthOf(asked) > longest);
    const { records, missing, notes } = await altered.extract(range);
    expect([records.map(({ response_id }) => response_id).sort(), missing]).toEqual([all, []]);
    if (withoutPermissions.length === 0) expect(notes.join()).not.toContain("were found");
    const asked = altered.server.asked.filter((one) => one.path.endsWith(path));
    // What was answered is not asked for again: each request differs from all others.
    expect(new Set(asked.map(({ body }) => body)).size).toBe(asked.length);
    const { complete } = await altered.sync({ since: range.from });
    expect(complete).toBe(true);
    const rows = await altered.query("SELECT response_id FROM csat_response ORDER BY ALL");
    expect(rows.map(({ response_id }) => response_id)).toEqual(all);
  });

  test("refused whatever is asked cost a request more than before, and another route is taken", async () => {
    await using altered = await open(() => true);
    const { notes, skipped } = await altered.extract(range);
    expect(notes.length + skipped.length).toBeGreaterThan(0);
    expect(altered.server.asked.filter((one) => one.path.endsWith(path)).length).toBeLessThanOrEqual(4);
  });
});

test.each(routes.slice(0, 2))("%s: a time that is refused however short it is, is lost alone", async (_, path) => {
  const refused = monday - 44 * day + 3 * hour + minute / 2;
  const isRefused = (asked: Asked): boolean => windowOf(asked).from <= refused && refused < windowOf(asked).to;
  await using altered = await openAltered(
    (asked) => (asked.path.endsWith(path) && isRefused(asked) ? badRequest : undefined),
    { org },
    monday + day,
  );
  const { records, missing } = await altered.extract(range);
  const lost = path.includes("survey") ? "s-44" : "e-44";
  expect(records.map(({ response_id }) => response_id).sort()).toEqual(all.filter((id) => id !== lost));
  expect(missing).toEqual([expect.stringContaining("too many results")]);
});

test("a day of handled interactions that is refused is not counted, and keeps no older one from being", async () => {
  const refused = monday - 44 * day + 3 * hour;
  let refuses = true;
  const isRefused = (asked: Asked): boolean =>
    refuses &&
    asked.path.endsWith("/conversations/aggregates/query") &&
    windowOf(asked).from <= refused &&
    refused < windowOf(asked).to;
  await using altered = await openAltered(
    (asked) => (isRefused(asked) ? badRequest : undefined),
    { org },
    monday + day,
  );
  const { missing } = await altered.sync({ since: range.from });
  expect(missing).toEqual([expect.stringMatching(/2026-01-17T00:00:00.000Z\/2026-01-18T00:00:00.000Z.*is not known/)]);
  const days = async () =>
    (await altered.query("SELECT day FROM handled WHERE dimension = 'all'")).map((row) => String(row["day"]));
  const counted = await days();
  expect(counted).toHaveLength(86);
  expect(counted).not.toContain("2026-01-17T00:00:00.000Z");
  refuses = false;
  expect((await altered.sync()).complete).toBe(true);
  expect(await days()).toHaveLength(87);
});
