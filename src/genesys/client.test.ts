import { expect, test } from "vitest";
import { createTestClock } from "../../test/clock.ts";
import { openLoopback } from "../../test/loopback.ts";
import { Secret } from "../base/index.ts";
import { createGenesys, endpoints } from "./index.ts";

const connect = (url: string, more: Partial<Parameters<typeof createGenesys>[0]> = {}) =>
  createGenesys({
    clientId: "client",
    clientSecret: new Secret("s3cret"),
    hosts: { api: url, login: url },
    clock: createTestClock(1_000_000),
    env: {},
    ...more,
  });

test("asks with a token, names itself and hands the checked document back", async () => {
  await using server = await openLoopback(({ path }) =>
    path.startsWith("/api") ? { body: { id: "s1", status: "Finished", unknown: { kept: true } } } : undefined,
  );
  await using genesys = connect(server.url);
  expect(await genesys.ask(endpoints.survey, { path: { surveyId: "s/1" } })).toEqual({
    id: "s1",
    status: "Finished",
    unknown: { kept: true },
  });
  const [login, asked] = server.asked;
  expect(login?.headers.authorization).toBe(`Basic ${btoa("client:s3cret")}`);
  expect(asked?.path).toBe("/api/v2/quality/surveys/s%2F1");
});
