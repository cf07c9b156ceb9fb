import { describe, expect, test } from "vitest";
import { day, hour } from "../../src/base/index.ts";
import { status } from "../../src/sync/index.ts";
import { evaluation, interaction, monday, smallOrg, survey } from "../orgs/small-org.ts";
import { type Alter, type Altered, openAltered } from "../servers/altered.ts";

/*
 * A row of a listing that cannot be read is named, and what it stands for is read by the next sync: its stretch stays open.
 */

type Json = Record<string, unknown>;

const scored = (id: string, submitted: number) =>
  interaction(`i-${id}`, monday, {
    evaluations: [
      evaluation(id, [
        ["Pending", monday + hour],
        ["Finished", submitted],
        ["Released", submitted + hour],
      ]),
    ],
  });
const answered = (id: string, last: "Sent" | "Finished") =>
  interaction(`i-${id}`, monday, {
    surveys: [
      survey(id, [
        ["Pending", monday + hour],
        ["Sent", monday + 2 * hour],
        ...(last === "Finished" ? ([["Finished", monday + 3 * hour]] as const) : []),
      ]),
    ],
  });
const org = smallOrg([
  ...[3, 6, 9].map((hours) => scored(`e${hours}`, monday + hours * hour)),
  answered("s-finished", "Finished"),
  answered("s-sent", "Sent"),
]);
const week = { from: monday - day, to: monday + 5 * day };

const statusOf = async ({ warehouse, clock }: Altered) =>
  (await status(warehouse, { now: clock.now() }))[0] ?? Promise.reject(new Error("no organization"));

const responses = async (altered: Altered) =>
  (await altered.query("SELECT response_id FROM response ORDER BY ALL")).map((row) => row["response_id"]);

/** Names the missing rows, leaves their stretch open, and heals once the rows can be read. */
async function expectReadAgain(
  alter: Alter,
  {
    lost,
    sweep,
    withoutPermissions = [],
  }: { lost: readonly string[]; sweep: string; withoutPermissions?: readonly string[] },
) {
  let spoils = true;
  await using altered = await openAltered(
    (asked, document) => (spoils ? alter(asked, document) : undefined),
    { org, withoutPermissions },
    monday + 5 * day,
  );
  const extracted = await altered.extract(week);
  const owed = ["e3", "e6", "e9", "s-finished"].filter(
    (id) => !extracted.records.some((one) => one.response_id === id),
  );
  expect(owed).toEqual(lost.filter((id) => id !== "s-sent"));
  if (owed.length > 0) expect(extracted.missing.join(" ")).toMatch(/cannot be read\. /);

  const first = await altered.sync({ since: week.from });
  expect([first.complete, first.missing.join(" ")]).toEqual([false, expect.stringMatching(/cannot be read\. /)]);
  const all = ["e3", "e6", "e9", "s-finished", "s-sent"];
  expect(await responses(altered)).toEqual(all.filter((id) => !lost.includes(id)));
  const open = (await statusOf(altered)).sweeps.find((one) => one.sweep === sweep);
  expect(open?.read.length === 0 || (open?.gaps.length ?? 0) > 0).toBe(true);
  const readBefore = altered.server.api().length;

  spoils = false;
  altered.clock.advance(hour);
  const second = await altered.sync();
  expect(second.missing.join(" ")).not.toContain("cannot be read");
  expect(await responses(altered)).toEqual(all);
  expect((await statusOf(altered)).sweeps.find((one) => one.sweep === sweep)?.gaps).toEqual([]);
  return altered.server.api().slice(readBefore);
}

const garbled: Readonly<Record<string, (row: Json) => unknown>> = {
  "an id that is no text": (row) => ({ ...row, id: 7 }),
  "no id": ({ id: _, ...row }) => row,
  "a text in its place": () => "row",
  "nothing in its place": () => null,
  "its interaction as a number": (row) => ({ ...row, conversation: 7 }),
  "neither id nor date": ({ id: _, submittedDate: __, ...row }) => row,
};

describe.each(Object.entries(garbled))("a row of the evaluation search with %s", (_, spoil) => {
  test("is named, and the next sync reads that stretch again", async () => {
    const asked = await expectReadAgain(
      ({ path }, document) =>
        path.endsWith("/evaluations/search")
          ? {
              body: {
                ...Object(document),
                results: (document as { results: Json[] }).results.map((row) =>
                  row["id"] === "e6" ? spoil(row) : row,
                ),
              },
            }
          : undefined,
      { lost: ["e6"], sweep: "evaluations" },
    );
    // What lies around it is stored, and not read again.
    expect(asked.filter(({ path }) => /\/evaluations\/e\d$/.test(path)).map(({ path }) => path.slice(-2))).toEqual([
      "e6",
    ]);
  });
});

/** Without these neither search nor start days name an evaluation. */
const details = ["analytics:conversationDetail:view", "analytics:agentConversationDetail:view"];

test("a row of an evaluator's evaluations that cannot be read leaves all of it open", async () => {
  await expectReadAgain(
    ({ path }, document) =>
      path.endsWith("/evaluations/query")
        ? {
            body: {
              ...Object(document),
              entities: (document as { entities: Json[] }).entities.map((row) => (row["id"] === "e6" ? null : row)),
            },
          }
        : undefined,
    {
      ...{ lost: ["e6"], sweep: "evaluations" },
      withoutPermissions: ["quality:evaluation:searchAny", ...details],
    },
  );
});

test("a group of the survey aggregates that cannot be read leaves its window open, answered or not", async () => {
  for (const lost of ["s-finished", "s-sent"])
    await expectReadAgain(
      ({ path }, document) =>
        path.endsWith("/surveys/aggregates/query")
          ? {
              body: {
                ...Object(document),
                results: (document as { results?: { group?: Json }[] }).results?.map((row) =>
                  row.group?.["surveyId"] === lost ? { group: 7 } : row,
                ),
              },
            }
          : undefined,
      { lost: [lost], sweep: "surveys" },
    );
});
