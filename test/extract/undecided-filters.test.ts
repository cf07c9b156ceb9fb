import { expect, test } from "vitest";
import { day, hour, minute } from "../../src/base/index.ts";
import { evaluation, interaction, monday, smallOrg, survey } from "../orgs/small-org.ts";
import { openAltered } from "../servers/altered.ts";

const answered = (id: string) =>
  survey(id, [
    ["Sent", monday + 2 * hour],
    ["Finished", monday + 3 * hour],
  ]);
const released = (id: string, queueId: string | null) =>
  evaluation(
    id,
    [
      ["Finished", monday + 3 * hour],
      ["Released", monday + 4 * hour],
    ],
    { queueId },
  );
const week = { from: monday - day, to: monday + 5 * day };

async function extracted(queues: readonly string[], media: readonly string[]) {
  const org = smallOrg(
    [
      interaction("i-here", monday, { surveys: [answered("here")], evaluations: [released("judged", "old-queue")] }),
      interaction("i-away", monday + minute, {
        ...{ surveys: [answered("away")], evaluations: [released("unplaced", null)], mayBeMissing: true },
      }),
    ],
    ["missing-interactions"],
  );
  await using altered = await openAltered(() => undefined, { org }, monday + 6 * day);
  const { records, missing } = await altered.extract(week, { queues, media });
  return [records.map(({ response_id }) => response_id).toSorted(), missing];
}

test("a response of which only its interaction, which did not come, tells the media is left out, and that is reported", async () => {
  const [ids, missing] = await extracted([], ["voice"]);
  expect(ids).toEqual(["here", "judged"]);
  expect(missing).toEqual([
    "2 responses are left out: their interaction did not come, so nothing tells whether --media and --queue match. " +
      "survey away: Analytics does not return this interaction. Leave these filters out to have them.",
  ]);
});

test("a survey has a queue of its own; an evaluation may have none", async () => {
  const [ids, missing] = await extracted(["queue"], []);
  expect(ids).toEqual(["away", "here"]);
  expect(missing).toEqual([
    expect.stringContaining("1 response is left out: its interaction did not come"),
    expect.stringContaining("1 of 2 responses could not be linked"),
  ]);
});

test("an evaluation is found by a queue of its own, on which nobody has a leg", async () => {
  expect(await extracted(["old-queue"], [])).toEqual([
    ["judged"],
    [expect.stringContaining("evaluation unplaced: Analytics does not return this interaction.")],
  ]);
});

test("without these filters nothing is left out", async () => {
  const [ids, missing] = await extracted([], []);
  expect(ids).toEqual(["away", "here", "judged", "unplaced"]);
  expect(missing).toEqual([expect.stringContaining("2 of 4 responses could not be linked")]);
});
