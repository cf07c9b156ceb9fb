import { expect, test } from "vitest";
import { smallOrg } from "../../../test/orgs/small-org.ts";
import { openAsked } from "../../../test/servers/asked.ts";
import { day } from "../../base/index.ts";
import { createMovableClock } from "../movable-clock.ts";

test("the Date of an answer is the sandbox's present, however it differs from ours", async () => {
  const clock = createMovableClock(Date.UTC(2026, 2, 5, 8, 15));
  await using asked = await openAsked({ org: smallOrg([]), clock });
  expect((await asked.login()).headers.get("date")).toBe("Thu, 05 Mar 2026 08:15:00 GMT");
  clock.advance(30 * day);
  for (const path of ["/teams", "/nowhere"])
    expect((await asked.ask(path)).headers.get("date")).toBe("Sat, 04 Apr 2026 08:15:00 GMT");
});

test("each answer is correlated by an id of its own, the same for the same seed", async () => {
  const idsOf = async () => {
    await using asked = await openAsked({ org: smallOrg([]), limit: "off" });
    const replies = [await asked.login(), await asked.ask("/teams"), await asked.ask("/teams")];
    return replies.map(({ headers }) => headers.get("inin-correlation-id"));
  };
  const ids = await idsOf();
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(await idsOf()).toEqual(ids);
});

test("an answer's length is that of its bytes", async () => {
  await using asked = await openAsked({ org: smallOrg([]) });
  const { headers } = await asked.ask("/users?state=any&pageSize=500");
  await asked.login();
  const response = await fetch(`${asked.sandbox.url}/api/v2/nowhere-ü`);
  const bytes = (await response.arrayBuffer()).byteLength;
  expect([response.headers.get("content-length"), headers.get("transfer-encoding")]).toEqual([String(bytes), null]);
});
