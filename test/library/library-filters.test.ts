import { afterAll, beforeAll, expect, test } from "vitest";
import { createGenesys, extract, report, rows } from "../../src/index.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

/** A name in a filter that nothing has is a mistake for a program as it is at the command line, and not an empty result. */
let synced: Synced;
beforeAll(async () => {
  synced = await openSynced({ perDay: 20, days: 5 });
  await synced.sync();
});
afterAll(async () => synced[Symbol.asyncDispose]());

const misspelt = 'No response in the warehouse has the queue "Biling". Did you mean "Billing"?';

test("report refuses a queue that no response has", async () =>
  expect(report(synced.warehouse, { filter: { queues: ["Biling"] } })).rejects.toThrow(misspelt));

test("rows refuses it when the first rows are asked for", async () =>
  expect(rows(synced.warehouse, { rows: "responses", queues: ["Biling"] }).next()).rejects.toThrow(misspelt));

test("extract refuses a queue that the org does not have", async () => {
  const { url, clientId, clientSecret } = synced.sandbox;
  await using genesys = createGenesys({ clientId, clientSecret, hosts: { api: url, login: url } });
  const asked = extract(genesys, { range: { from: "2026-03-01", to: "2026-03-02" }, queues: ["Biling"] });
  await expect(asked).rejects.toThrow('The org has no queue "Biling". Did you mean "Billing"?');
});
