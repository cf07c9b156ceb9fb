import { afterAll, describe, expect, test } from "vitest";
import { evaluation, interaction, monday, slow, smallOrg } from "../../test/orgs/small-org.ts";
import { openAsked } from "../../test/servers/asked.ts";
import { createTestClock } from "../../test/servers/clock.ts";
import { at, type Row, refused } from "../../test/servers/refused-requests.ts";

const org = smallOrg([
  interaction("i-all", monday, {
    surveys: [slow],
    evaluations: [
      evaluation("judged", [
        ["Pending", at(1)],
        ["Finished", at(2)],
      ]),
    ],
  }),
]);
const asked = await openAsked({ org, clock: createTestClock(at(6)), limit: "off" });
afterAll(() => asked[Symbol.asyncDispose]());

const titleOf = ([method, path, body = "", status, code, field = ""]: Row): string =>
  `${method} ${path.slice(0, 60)} ${JSON.stringify(body).slice(0, 120)}: ${status} ${code} ${field}`;

describe.each(Object.entries(refused))("%s", (_, rows) => {
  test.each(rows.map((row) => ({ title: titleOf(row), row })))("$title", async ({ row }) => {
    const [method, path, body, status, code, field] = row;
    const answer = await asked.ask(path, body, method);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    if (field !== undefined) expect(answer.body.details).toEqual([{ errorCode: "bad.request", fieldName: field }]);
    expect(answer.body).toMatchObject({ status, message: expect.any(String), contextId: expect.any(String) });
  });
});

test("there are at least sixty of them, each once", () => {
  const lines = Object.values(refused).flatMap((rows) => rows.map((row) => JSON.stringify(row)));
  expect(new Set(lines).size).toBe(lines.length);
  expect(lines.length).toBeGreaterThan(60);
});
