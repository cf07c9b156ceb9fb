import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSlowdown } from "../../src/dashboard/slowdown.ts";
import { openTokens, type Use } from "../../src/roles/index.ts";
import { newFolder } from "../new-folder.ts";
import { openServed } from "../servers/served.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

let synced: Synced;
beforeAll(async () => {
  synced = await openSynced({ perDay: 0, days: 1 });
});
afterAll(() => synced[Symbol.asyncDispose]());

test("wrong tokens are answered later and later, by address, and right ones at once", async () => {
  const waits: number[] = [];
  const clock = { now: () => synced.clock.now(), sleep: async (milliseconds: number) => void waits.push(milliseconds) };
  const slowdown = createSlowdown(clock);
  const { signal } = new AbortController();
  for (let at = 0; at < 8; at += 1) await slowdown.wait("one", signal);
  expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  await slowdown.wait("two", signal);
  expect(waits.at(-1)).toBe(250);
  synced.clock.advance(6 * 60_000);
  await slowdown.wait("one", signal);
  expect(waits.at(-1)).toBe(250);
  const stuck = createSlowdown({ now: () => 0, sleep: () => new Promise(() => {}) });
  for (let at = 0; at < 50; at += 1) void stuck.wait(`${at}`, signal);
  await expect(stuck.wait("more", signal)).rejects.toMatchObject({ status: 429 });
});

test("whoever guesses holds up nobody else behind the same proxy, and invents no address for what is noted", async () => {
  const url = new URL("https://csat.example.com");
  const tokens = openTokens(join(newFolder(), "tokens.ndjson"));
  const sees = { organizationId: null, agents: [], teams: [], divisions: [], roster: {}, texts: true };
  const { token } = await tokens.add({ name: "Ada", role: "admin", ...sees }, "2026-03-05T08:15:00.000Z");
  let goOn = (): void => {};
  const released = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const clock = { now: () => synced.clock.now(), sleep: () => released };
  const uses: Use[] = [];
  const onUse = (use: Use): void => void uses.push(use);
  await using open = await openServed(synced.warehouse, clock, { host: "127.0.0.1", url, tokens, onUse });
  const askAs = (given: string, from: string) =>
    open.ask("/api/about", {
      headers: {
        ...{ host: url.host, "x-forwarded-proto": "https", "x-forwarded-for": from },
        authorization: `Bearer ${given}`,
      },
    });
  const guesses = Array.from({ length: 50 }, (_, at) => askAs(`${token}${at}`, "198.51.100.7"));
  // One that comes before the last of them waits as they do.
  const further: number[] = [];
  await until(async () => {
    void askAs("wrong", "198.51.100.7").then(({ status }) => further.push(status));
    return further.includes(429);
  });
  expect((await askAs(token, "198.51.100.7")).status).toBe(200);
  expect((await askAs(token, `198.51.100.7, ${"x".repeat(2_000)}\t{"role":"admin"}`)).status).toBe(200);
  expect(uses.map(({ from }) => from)).toEqual(["198.51.100.7", expect.stringMatching(/^(::ffff:)?127\.0\.0\.1$/)]);
  goOn();
  expect(new Set((await Promise.all(guesses)).map(({ status }) => status))).toEqual(new Set([401]));
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

test("a browser that keeps a token which was revoked is locked out once, not for good", async () => {
  const tokens = openTokens(join(newFolder(), "tokens.ndjson"));
  const clock = { now: () => synced.clock.now(), sleep: async () => {} };
  // Where no token is needed, nobody has an address with one to open.
  await using open = await openServed(synced.warehouse, clock, { tokens });
  const name = `afterword_token_${open.port}`;
  for (const accept of ["text/html", "application/json"]) {
    const { status, headers } = await open.ask("/", { headers: { cookie: `${name}=revoked`, accept } });
    expect([status, headers["set-cookie"]]).toEqual([401, `${name}=; Max-Age=0; Path=/`]);
  }
  const sent = await open.ask("/", { headers: { authorization: "Bearer revoked", cookie: `${name}=kept` } });
  expect([sent.status, sent.headers["set-cookie"]]).toEqual([401, expect.anything()]);
  expect((await open.ask("/api/about")).status).toBe(200);
});
