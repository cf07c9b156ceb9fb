import { expect, test } from "vitest";
import { interaction, monday, slow, smallOrg } from "../../test/orgs/small-org.ts";
import { openAsked } from "../../test/servers/asked.ts";
import { day, hour, isoInterval } from "../base/index.ts";
import { createMovableClock } from "./index.ts";

test("days pass when the clock is moved: a survey is answered, a token expires, a new day begins", async () => {
  const clock = createMovableClock(monday + 3 * hour);
  const org = smallOrg([interaction("i-slow", monday, { surveys: [slow] }), interaction("i-next", monday + day)]);
  await using asked = await openAsked({ org, clock, limit: "off", tokenLifeSeconds: 3600 });
  const status = async () => (await asked.ask("/quality/surveys/slow")).body.status;
  const known = async () => {
    const query = { interval: isoInterval({ from: monday, to: monday + 7 * day }) };
    return (await asked.ask("/analytics/conversations/details/query", query)).body.totalHits;
  };
  expect([await status(), await known()]).toEqual(["Sent", 1]);
  clock.advance(3 * day + hour);
  expect((await asked.ask("/users")).body.code).toBe("credentials.expired");
  await asked.login();
  expect([await status(), await known()]).toEqual(["Finished", 2]);
});

test("a sleep moves it too, unless interrupted", async () => {
  const clock = createMovableClock(1_000);
  await clock.sleep(hour);
  expect(clock.now()).toBe(1_000 + hour);
  await expect(clock.sleep(hour, AbortSignal.abort())).rejects.toThrow();
  expect(clock.now()).toBe(1_000 + hour);
});
