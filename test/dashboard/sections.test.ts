import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { createPeople } from "../../src/csat/index.ts";
import { usualRange } from "../../src/metrics/index.ts";
import { completenessOf, createReport, sectionKeys } from "../../src/report/index.ts";
import { status } from "../../src/sync/index.ts";
import { openServed, type Served, servedKey } from "../servers/served.ts";
import { openSynced } from "../servers/synced.ts";
import { type Measured, openMeasured } from "../truth/metrics-measured.ts";

let measured: Measured;
let served: Served;
beforeAll(async () => {
  measured = await openMeasured({ seed: 3, perDay: 24, days: 20 });
  served = await openServed(measured.synced.warehouse, measured.synced.clock);
});
afterAll(async () => {
  await served.close();
  await measured[Symbol.asyncDispose]();
});

const range = () => {
  const [from, to] = [measured.now - 14 * day, measured.now].map((time) => new Date(time).toISOString());
  return `from=${from}&to=${to}`;
};

test("every section of the report is there, as the report has it", async () => {
  const { status: code, json } = await served.ask(`/api/sections/${sectionKeys.join(",")}?${range()}&by=queue`);
  const { warehouse, clock } = measured.synced;
  const now = clock.now();
  const organizations = await status(warehouse, { now });
  const report = await createReport(warehouse, {
    filter: { range: { from: measured.now - 14 * day, to: measured.now }, basis: "completed", rule: "genesys" },
    ...{ by: "queue", local: { timeZone: "UTC", firstDayOfWeek: 1 }, now },
    completeness: completenessOf(organizations),
    definitionId: organizations[0]?.definitionId ?? null,
  });
  expect(code).toBe(200);
  expect(json()).toEqual(JSON.parse(JSON.stringify(report)));
});

test("the range is the last 28 whole days unless the address has one", async () => {
  const usual = usualRange(measured.synced.clock.now(), "UTC");
  const [from, to] = [usual.from, usual.to].map((time) => new Date(time).toISOString());
  expect((await served.ask("/api/about")).json()).toMatchObject({ default_range: { from, to } });
  expect((await served.ask("/api/sections/about")).json()).toMatchObject({ range: { from, to } });
});

test("what a browser has is not sent again, and another filter is another answer", async () => {
  const path = `/api/sections/csat?${range()}`;
  const first = await served.ask(path);
  const again = await served.ask(path, { headers: { "if-none-match": first.headers["etag"] ?? "" } });
  expect([again.status, again.text]).toEqual([304, ""]);
  const other = await served.ask(`${path}&source=evaluations`, {
    headers: { "if-none-match": first.headers["etag"] ?? "" },
  });
  expect(other.status).toBe(200);
});

describe("what cannot be answered says why, in words for the page", () => {
  test.each([
    ["/api/sections/csat?quue=x", 400, 'There is no filter "quue".', "Did you mean queue?"],
    ["/api/sections/csat?since=soon", 400, 'since "soon" is neither', "Write it as 90d"],
    ["/api/sections/csat?queue=Bilingual", 400, 'No response in the warehouse has the queue "Bilingual".', ""],
    ["/api/sections/csatt", 404, 'There is no section "csatt".', "Did you mean csat?"],
    ["/api/sections/csat,npss", 404, 'There is no section "npss".', "Did you mean nps?"],
    ["/api/nothing", 404, "There is nothing at this address.", ""],
  ])("%s", async (path, status, message, advice) => {
    const answered = await served.ask(path);
    expect(answered.status).toBe(status);
    expect(answered.json()).toEqual({
      error: { message: expect.stringContaining(message), advice: expect.stringContaining(advice) },
    });
    expect(served.reported).toEqual([]);
  });
});

describe("the setting of agents rules every answer", () => {
  test("off: nothing about single people is answered, with a status of its own", async () => {
    const { warehouse, clock } = measured.synced;
    await using hidden = await openServed(warehouse, clock, { agents: "off" });
    for (const path of ["/api/sections/agents", "/api/sections/csat?agent=Ada", "/api/sections/groups?by=agent"]) {
      const { status, json } = await hidden.ask(path);
      expect([path, status]).toEqual([path, 403]);
      expect(json()).toMatchObject({ error: { message: expect.stringContaining('agents = "off"') } });
    }
    expect((await hidden.ask("/api/sections/csat")).status).toBe(200);
  });

  test("pseudonym: no name stands in any section, and a pseudonym chooses", async () => {
    const { warehouse, clock } = measured.synced;
    const rows = await warehouse.query("SELECT name FROM agent WHERE name IS NOT NULL");
    await using hidden = await openServed(warehouse, clock, { agents: "pseudonym" });
    const { status, text } = await hidden.ask(`/api/sections/${sectionKeys.join(",")}?${range()}&by=agent`);
    expect([status, rows.length > 3]).toEqual([200, true]);
    for (const { name } of rows) expect(text).not.toContain(String(name));
    const [most] = await warehouse.query(
      "SELECT agent_id, count(*) AS n FROM csat_response WHERE agent_id IS NOT NULL GROUP BY 1 ORDER BY n DESC LIMIT 1",
    );
    const pseudonym = createPeople("pseudonym", servedKey).name(String(most?.["agent_id"]), null);
    const chosen = await hidden.ask(`/api/sections/about,csat?agent=${pseudonym}`);
    expect([chosen.status, chosen.json()]).toEqual([
      200,
      expect.objectContaining({ filter: expect.objectContaining({ agents: [pseudonym] }) }),
    ]);
    expect(chosen.text).not.toContain(String(most?.["agent_id"]));
    expect((await hidden.ask(`/api/sections/csat?agent=${String(rows[0]?.["name"])}`)).status).toBe(400);
  });
});

test("before the first sync every section answers, and says that nothing was read", async () => {
  await using empty = await openSynced({ perDay: 0, days: 1 });
  await using unsynced = await openServed(empty.warehouse, empty.clock);
  const { status: code, json } = await unsynced.ask(`/api/sections/${sectionKeys.join(",")}`);
  expect([code, json()]).toEqual([200, expect.objectContaining({ completeness: "nothing has been read yet" })]);
  expect((await unsynced.ask("/api/about")).json()).toMatchObject({ organizations: [] });
  expect((await unsynced.ask("/api/status")).json()).toMatchObject({ organizations: [] });
});

test("panels of one filter read what they share once, and nothing again until the warehouse changes", async () => {
  const { warehouse, clock } = measured.synced;
  let asked = 0;
  const counted = {
    ...warehouse,
    query: (...question: Parameters<typeof warehouse.query>) => {
      asked += 1;
      return warehouse.query(...question);
    },
  };
  await using counting = await openServed(counted, clock);
  const panels = ["csat", "families", "distribution", "nps", "volume"];
  const ask = (key: string) => counting.ask(`/api/sections/${key}?${range()}`);
  for (const key of panels) await ask(key);
  const afterPanels = asked;
  await Promise.all(panels.map(ask));
  expect(asked).toBe(afterPanels);
  asked = 0;
  for (const key of panels) {
    await using own = await openServed(counted, clock);
    await own.ask(`/api/sections/${key}?${range()}`);
  }
  expect(afterPanels).toBeLessThan(asked / 2);
});

test("a large answer is compressed for who can read that, and recognized in either form", async () => {
  const path = `/api/sections/queues,trend?${range()}`;
  const plain = await served.ask(path);
  const packed = await served.ask(path, { headers: { "accept-encoding": "gzip" } });
  expect([plain.headers["content-encoding"], packed.headers["content-encoding"]]).toEqual([undefined, "gzip"]);
  expect(packed.headers["etag"]).toBe(plain.headers["etag"]);
  expect(plain.headers["cache-control"]).toBe("private, no-cache");
  expect(packed.text.length).toBeLessThan(plain.text.length / 2);
});
