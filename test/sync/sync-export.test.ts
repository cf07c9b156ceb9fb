import { expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { rows } from "../../src/export/index.ts";
import { defaultRequest, extract } from "../../src/extract/index.ts";
import { createGenesys, Secret } from "../../src/index.ts";
import { openSynced } from "../servers/synced.ts";

test("what was synced and is read again is what extract prints, byte for byte, and when it was stored", async () => {
  await using synced = await openSynced({ perDay: 20, days: 30 });
  await synced.sync();
  const { sandbox, clock, warehouse } = synced;
  await using genesys = createGenesys({
    clientId: sandbox.clientId,
    clientSecret: new Secret(sandbox.clientSecret),
    hosts: { api: sandbox.url, login: sandbox.url },
    clock,
  });
  const range = { from: clock.now() - 14 * day, to: clock.now() };
  const { records } = await extract(genesys, defaultRequest(range), { clock });
  expect(records.length).toBeGreaterThan(50);
  const stored: object[] = [];
  for await (const batch of rows(warehouse, { rows: "responses", range })) stored.push(...batch);
  const text = (all: readonly object[]) => all.map((one) => JSON.stringify(one)).sort();
  // When a survey was sent is known to a warehouse alone.
  const own = { organization_id: expect.any(String), changed_at: expect.any(String), change_id: expect.any(Number) };
  for (const one of stored) expect(one).toMatchObject(own);
  const names = Object.keys(own);
  const printed = stored.map((one) => Object.entries(one).filter(([name]) => !names.includes(name)));
  expect(text(printed.map((one) => ({ ...Object.fromEntries(one), sent_date: null })))).toEqual(text(records));

  // Each answer stands in a row of its own, too.
  const answers: object[] = [];
  for await (const batch of rows(warehouse, { rows: "answers", columns: ["question", "value"], range })) {
    answers.push(...batch);
  }
  const expected = records.flatMap((record) => record.answers.map(({ question, value }) => ({ question, value })));
  expect(text(answers)).toEqual(text(expected));
});
