import { describe, expect, test } from "vitest";
import { isRecord } from "../../src/base/index.ts";
import { openAltered } from "../servers/altered.ts";
import type { Answer } from "../servers/loopback.ts";
import { lastWeek, truthOf } from "../servers/sandboxed.ts";

/* An org that somebody else simulates, or a gateway, may serve a part of the API: what can be had without the rest is delivered. */

const small = { perDay: 20, days: 120, seed: 5 };
const unserved: Answer = { status: 404, body: { detail: "Not Found" } };

/** Extracts from an org that does not serve these paths; also how often each was asked. */
async function extractWithout(paths: readonly RegExp[], answer = unserved) {
  await using org = await openAltered(({ path }) => (paths.some((one) => one.test(path)) ? answer : undefined), small);
  const extraction = await org.extract(lastWeek);
  const asked = (path: RegExp): number => org.server.api().filter((one) => path.test(one.path)).length;
  return { ...extraction, truth: truthOf(org), asked: paths.map(asked) };
}

describe("an endpoint that is not served is named, and costs a few requests", () => {
  test.each([unserved, { status: 501, body: {} }, { status: 404, body: { code: "not.found", message: "?" } }])(
    "interactions by id: they are searched for, %j",
    async (answer) => {
      const { records, truth, missing, notes, asked } = await extractWithout([/conversations\/details$/], answer);
      expect(records).toEqual(truth);
      expect(missing).toEqual([]);
      expect(notes.join()).toMatch(
        /Interactions were searched for, since .+\. \d{3} on analytics conversations details/,
      );
      expect(asked[0]).toBeLessThanOrEqual(4);
    },
  );

  test("names: they are null, and that is reported", async () => {
    const paths = [/\/v2\/users$/, /routing\/queues$/, /routing\/wrapupcodes$/, /authorization\/divisions$/];
    const { records, truth, missing, asked } = await extractWithout(paths);
    expect(records.map(({ agent_id }) => agent_id)).toEqual(truth.map(({ agent_id }) => agent_id));
    for (const kind of ["user", "queue", "wrap-up code", "division"])
      expect(missing.join()).toMatch(new RegExp(`Names of ${kind}s are missing\\. 404`));
    for (const count of asked) expect(count).toBeLessThanOrEqual(2);
  });

  test.each([unserved, { status: 501, body: {} }, { status: 404, body: { code: "not.found", message: "?" } }])(
    "surveys by id: they come with their interactions, %j",
    async (answer) => {
      const { records, truth, missing, problems, asked } = await extractWithout([/quality\/surveys\//], answer);
      expect(records).toEqual(truth);
      expect([missing, problems]).toEqual([[], []]);
      expect(asked[0]).toBeLessThanOrEqual(2);
    },
  );

  test("surveys by id and by interaction: they are skipped", async () => {
    const paths = [/quality\/surveys\//, /conversations\/[^/]+\/surveys$/];
    const { skipped, asked } = await extractWithout(paths);
    expect(skipped.map(({ source, error }) => [source, error.message])).toEqual([
      ["surveys", expect.stringContaining("404 on quality surveys")],
    ]);
    for (const count of asked) expect(count).toBeLessThanOrEqual(3);
  });

  test("evaluations by id: they are skipped", async () => {
    const { skipped, asked } = await extractWithout([/conversations\/[^/]+\/evaluations\//], { status: 501, body: {} });
    expect(skipped.map(({ source }) => source)).toEqual(["evaluations"]);
    expect(asked[0]).toBeLessThanOrEqual(3);
  });
});

test("interactions that are returned as surveyed, and name no survey, are asked for their own", async () => {
  await using org = await openAltered(({ path }, document) => {
    if (path.endsWith("/surveys/aggregates/query")) return { status: 501, body: {} };
    const list = isRecord(document) && path.includes("/conversations/details") ? document["conversations"] : null;
    if (!isRecord(document) || !Array.isArray(list)) return undefined;
    return { body: { ...document, conversations: list.map((one) => ({ ...one, surveys: undefined })) } };
  }, small);
  const { records, missing } = await org.extract(lastWeek, { sources: ["surveys"] });
  const expected = truthOf(org, {}, { sources: ["survey"] });
  expect(expected.length).toBeGreaterThan(3);
  expect(records.map(({ response_id }) => response_id)).toEqual(expected.map(({ response_id }) => response_id));
  expect(missing).toEqual([]);
});
