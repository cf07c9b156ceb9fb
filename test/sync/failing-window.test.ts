import { expect, test } from "vitest";
import { day, hour, minute } from "../../src/base/index.ts";
import { status } from "../../src/sync/index.ts";
import { evaluation, interaction, monday, smallOrg, survey } from "../orgs/small-org.ts";
import { type Alter, type Altered, openAltered } from "../servers/altered.ts";

/*
 * Time that cannot be read keeps nothing older from being read, sync after sync; it stays uncovered and is named until it can.
 */

/** In the middle of a minute: a search may hold what is of the very end of its range. */
const answer = 3 * hour + minute / 2;
const answered = (id: string, at: number) =>
  interaction(`i-${id}`, at, {
    surveys: [
      survey(id, [
        ["Pending", at + hour],
        ["Sent", at + 2 * hour],
        ["Finished", at + answer],
      ]),
    ],
    evaluations: [
      evaluation(`e-${id}`, [
        ["Pending", at + hour],
        ["Finished", at + answer],
        ["Released", at + 4 * hour],
      ]),
    ],
  });
const [oldest, middle, newest] = [monday - 200 * day, monday + 6 * day, monday + 12 * day];
const org = smallOrg([answered("old", oldest), answered("middle", middle), answered("new", newest)]);
const start = monday + 14 * day;
const refused = middle + answer;

/** What asks for the time that cannot be read: an aggregate names its interval, a search its first and last time. */
const listings: Readonly<Record<string, string>> = {
  surveys: "/surveys/aggregates/query",
  evaluations: "/evaluations/search",
};
const holdsRefused = (body: string): boolean =>
  [...body.matchAll(/"([^"/]+Z)(?:\/|","endValue":")([^"/]+Z)"/g)].some(
    ([, from = "", to = ""]) => Date.parse(from) <= refused && refused < Date.parse(to),
  );

const badRequest = { status: 400, body: JSON.stringify({ code: "bad.request", message: "no" }) };

const responses = async ({ query }: Altered) =>
  (await query("SELECT response_id FROM response ORDER BY 1")).map((row) => row["response_id"]);

test.each([
  // An interaction lists its surveys: the one that this window would have named is read all the same.
  ["surveys", null],
  ["evaluations", "e-middle"],
])(
  "three syncs in a row cannot read a time of %s: older times are read, it stays open, and it heals",
  async (source, lost) => {
    let refuses = true;
    const alter: Alter = ({ path, body }) =>
      refuses && path.endsWith(listings[source] ?? "") && holdsRefused(body) ? badRequest : undefined;
    await using altered = await openAltered(alter, { org }, start);
    const all = ["e-middle", "e-new", "e-old", "middle", "new", "old"];
    for (let run = 0; run < 3; run += 1) {
      const { complete, missing } = await altered.sync({ since: oldest - day, sources: ["surveys", "evaluations"] });
      expect([complete, missing.length > 0]).toEqual([false, true]);
      expect(await responses(altered)).toEqual(all.filter((id) => id !== lost));
      const [state] = await status(altered.warehouse, { now: altered.clock.now() });
      const gaps = state?.sweeps.find(({ sweep }) => sweep === source)?.gaps ?? [];
      expect(gaps.some(({ from, to }) => +new Date(from) <= refused && refused < +new Date(to))).toBe(true);
      altered.clock.advance(hour);
    }
    refuses = false;
    expect((await altered.sync({ since: oldest - day })).complete).toBe(true);
    expect(await responses(altered)).toEqual(all);
  },
);
