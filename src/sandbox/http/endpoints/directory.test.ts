import { expect, test } from "vitest";
import { monday, smallOrg } from "../../../../test/orgs/small-org.ts";
import { openAsked, type Reply } from "../../../../test/servers/asked.ts";
import { createTestClock } from "../../../../test/servers/clock.ts";
import type { WireVariant } from "../../variants.ts";

const open = (variants: readonly WireVariant[] = []) =>
  openAsked({ org: smallOrg([]), clock: createTestClock(monday), limit: "off", variants });
const ids = ({ body }: Reply): string[] => body.entities.map(({ id }: { id: string }) => id);

test("users are the active ones unless a state is asked for", async () => {
  await using asked = await open();
  expect(ids(await asked.ask("/users"))).toEqual(["agent"]);
  expect(ids(await asked.ask("/users?state=any&pageSize=500"))).toEqual(["agent", "eva", "gone"]);
  expect(ids(await asked.ask("/users?id=eva,gone,agent"))).toEqual(["agent"]);
  expect(ids(await asked.ask("/users?state=any&id=eva&id=gone"))).toEqual(["eva", "gone"]);
  expect((await asked.ask("/users/gone")).status).toBe(404);
  expect((await asked.ask("/users/gone?state=deleted")).body).toMatchObject({ name: "User gone", state: "deleted" });
  expect((await asked.ask("/users?pageSize=501")).body.details).toEqual([
    { errorCode: "bad.request", fieldName: "pageSize" },
  ]);
});

test("a deleted queue is nowhere", async () => {
  await using asked = await open();
  for (const path of ["", "/divisionviews", "/divisionviews/all"])
    expect(ids(await asked.ask(`/routing/queues${path}`))).toEqual(["queue"]);
  expect(ids(await asked.ask("/routing/queues?id=old-queue"))).toEqual([]);
  expect((await asked.ask("/routing/queues/old-queue")).status).toBe(404);
  expect((await asked.ask("/routing/queues/queue")).body).toMatchObject({
    name: "Support",
    division: { name: "Home" },
  });
});

test.each([
  ["/routing/queues", 500],
  ["/routing/queues/divisionviews", 100],
  ["/routing/queues/divisionviews/all", 500],
])("%s pages by at most %i", async (path, most) => {
  await using asked = await open();
  expect((await asked.ask(`${path}?pageSize=${most}`)).status).toBe(200);
  expect((await asked.ask(`${path}?pageSize=${most + 1}`)).status).toBe(400);
});

test("division views of queues end at page 5", async () => {
  await using asked = await open();
  expect((await asked.ask("/routing/queues/divisionviews?pageNumber=6")).body.message).toBe("pageNumber: at most 5");
});

test("wrap-up codes and divisions", async () => {
  await using asked = await open();
  expect(ids(await asked.ask("/routing/wrapupcodes"))).toEqual(["resolved"]);
  expect(ids(await asked.ask("/authorization/divisions"))).toEqual(["home", "away"]);
  expect(ids(await asked.ask("/authorization/divisions?id=away"))).toEqual(["away"]);
});

test("teams page by cursor, without numbers or a total", async () => {
  await using asked = await open();
  const first = await asked.ask("/teams?pageSize=2");
  expect(Object.keys(first.body)).toEqual(["entities", "selfUri", "nextUri"]);
  const next = await asked.ask(first.body.nextUri.slice("/api/v2".length));
  expect([ids(first), ids(next)]).toEqual([["team", "team-2"], ["team-3"]]);
  expect(next.body).not.toHaveProperty("nextUri");
  expect((await asked.ask("/teams?after=nowhere")).status).toBe(400);
  expect((await asked.ask("/teams?pageNumber=2")).body.details[0].fieldName).toBe("pageNumber");
  expect((await asked.ask("/teams/team-2")).body.name).toBe("Team team-2");
});

test("tokens/me names the org and the client", async () => {
  await using asked = await open();
  expect((await asked.ask("/tokens/me")).body).toMatchObject({
    organization: { id: "org", name: "Small" },
    OAuthClient: { id: asked.sandbox.clientId },
  });
});

test("variant: links carry the host", async () => {
  await using asked = await open(["absolute-uris"]);
  const { body } = await asked.ask("/users?state=any&pageSize=2");
  expect(body.nextUri).toBe(`${asked.sandbox.url}/api/v2/users?state=any&pageSize=2&pageNumber=2`);
});
