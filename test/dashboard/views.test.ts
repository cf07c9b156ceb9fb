import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asPage, openServed, type Served } from "../servers/served.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

let synced: Synced;
let served: Served;
beforeAll(async () => {
  synced = await openSynced({ perDay: 2, days: 3 });
  served = await openServed(synced.warehouse, synced.clock);
});
afterAll(async () => {
  await served.close();
  await synced[Symbol.asyncDispose]();
});

const file = () => `${synced.warehouse.place}.views.json`;
beforeEach(() => rmSync(file(), { force: true }));

const save = (name: string, body: unknown) =>
  served.ask(`/api/views/${encodeURIComponent(name)}`, {
    method: "PUT",
    headers: asPage(served.url),
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const remove = (name: string) =>
  served.ask(`/api/views/${encodeURIComponent(name)}`, { method: "DELETE", headers: asPage(served.url) });
const views = async () => (await served.ask("/api/views")).json();

test("a view is kept by name, replaced, deleted, and found again after a restart, by its owner alone", async () => {
  expect(await views()).toEqual([]);
  await save("Queues, worst first", { url: "/queues?since=12w&queue=Billing%20%26%20Co" });
  await save("Ärger/1 %?#", { url: "/comments?score=0..0.25" });
  await save("Queues, worst first", { url: "/queues?since=4w" });
  const kept = [
    { name: "Ärger/1 %?#", url: "/comments?score=0..0.25" },
    { name: "Queues, worst first", url: "/queues?since=4w" },
  ];
  expect(await views()).toEqual(kept);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  await using again = await openServed(synced.warehouse, synced.clock);
  expect((await again.ask("/api/views")).json()).toEqual(kept);
  expect((await remove("Ärger/1 %?#")).status).toBe(204);
  expect((await remove("Ärger/1 %?#")).status).toBe(404);
  expect(await views()).toEqual(kept.slice(1));
});

test("several that are saved at once are all kept", async () => {
  const names = Array.from({ length: 20 }, (_, at) => `view ${at}`);
  const saved = await Promise.all(names.map((name) => save(name, { url: "/" })));
  expect(saved.map(({ status }) => status)).toEqual(names.map(() => 204));
  expect((await views()) as unknown[]).toHaveLength(20);
});

describe("what would lead elsewhere is refused", () => {
  test.each([
    ["https://evil.example/"],
    ["//evil.example/"],
    ["/\\evil.example/"],
    ["javascript:alert(1)"],
    ["queues"],
    ["/api/sync"],
    ["/api/../api/views"],
    [`/${"x".repeat(5_000)}`],
    [""],
  ])("%s", async (url) => expect((await save("x", { url })).status).toBe(400));

  test.each([["no JSON"], [{ url: 1 }], [{}], [null], [[]]])("no view: %j", async (body) =>
    expect((await save("x", body)).status).toBe(400),
  );
  test.each([[" "], ["x".repeat(101)]])("no name: %j", async (name) =>
    expect((await save(name, { url: "/" })).status).toBe(400),
  );
  test("more than any address has", async () =>
    expect((await save("x", { url: `/${"x".repeat(30_000)}` })).status).toBe(413));
});

test("a damaged file is named, and stays as it is", async () => {
  writeFileSync(file(), "{");
  expect(await served.ask("/api/views")).toMatchObject({ status: 503, text: expect.stringContaining(".views.json") });
  expect((await save("x", { url: "/" })).status).toBe(503);
  expect(readFileSync(file(), "utf8")).toBe("{");
});
