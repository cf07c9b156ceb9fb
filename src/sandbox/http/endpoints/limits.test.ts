import { expect, test } from "vitest";
import { monday, smallOrg } from "../../../../test/orgs/small-org.ts";
import { openAsked } from "../../../../test/servers/asked.ts";
import { createTestClock } from "../../../../test/servers/clock.ts";

const path = "/organizations/limits/namespaces";
const open = (limit: number | "off") =>
  openAsked({ org: smallOrg([]), clock: createTestClock(monday), limit, withoutPermissions: ["routing:queue:view"] });
const rate = (value: number) => ({
  key: "client.credentials.token.rate.per.minute",
  namespace: "platform.api",
  value,
});

test("the limit that this org has, and the usual one", async () => {
  await using asked = await open(180);
  expect((await asked.ask(`${path}/platform.api`)).body.entities).toContainEqual(rate(180));
  expect((await asked.ask(`${path}/platform.api/defaults`)).body.entities).toContainEqual(rate(300));
  await using unlimited = await open("off");
  expect((await unlimited.ask(`${path}/platform.api`)).body.entities).toContainEqual(rate(300));
});

test("a namespace of which nothing is documented is empty, one that does not exist is 404", async () => {
  await using asked = await open("off");
  expect((await asked.ask(`${path}/analytics`)).body).toEqual({ entities: [] });
  expect((await asked.ask(`${path}/surveys`)).status).toBe(404);
});
