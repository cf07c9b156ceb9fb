import { expect, test } from "vitest";
import { onServer } from "../../test/servers/engine.ts";
import { present } from "../../test/servers/sandboxed.ts";
import { cameToEnd, stopAfter } from "../../test/servers/stopping.ts";
import { openSynced } from "../../test/servers/synced.ts";
import { day, minute } from "../base/index.ts";
import { rebuild } from "./rebuild.ts";
import { defaultSync } from "./request.ts";
import { status } from "./status/status.ts";

const derived = ["response", "answer", "attribution", "interaction", "interaction_division", "leg", "underived"];

/** On a server a rebuild takes a lease before it marks all rows, and after the last ones it looks for what others left, and ends it. */
const leased = onServer ? 1 : 0;

test("a rebuild that is stopped anywhere reports what is missing, and the next sync makes the same rows", async () => {
  await using synced = await openSynced({ seed: 4, perDay: 3, days: 12 });
  const { warehouse, clock } = synced;
  const range = { since: present - 8 * day };
  await synced.sync(range);
  const tables = () => Promise.all(derived.map((name) => synced.table(name)));
  const expected = await tables();
  const [documents] = await warehouse.query(
    "SELECT count(DISTINCT id) AS n FROM document WHERE kind IN ('survey-sighting', 'evaluation', 'evaluation-sighting')",
  );
  expect(expected[0]?.length).toBeGreaterThan(10);
  const missing: number[] = [];
  let stopped = 0;
  for (let done = false; !done; stopped += 1) {
    // No row of a response that is not derived any more may be left, wherever it was stopped.
    const legs = await warehouse.query(`SELECT * FROM leg LIMIT ${stopped <= leased ? 0 : 1}`);
    const nobodys = legs.map((row) => ({ ...row, interaction_id: "nobody" }));
    await warehouse.transaction((tx) => tx.put("leg", nobodys));
    done = await cameToEnd(rebuild(stopAfter(warehouse, stopped), defaultSync().definition, { clock }));
    const [reported] = await status(warehouse, { now: clock.now() });
    missing.push(reported?.underived ?? Number.NaN);
    expect(reported?.completeness.includes("responses still to be derived")).toBe(reported?.underived !== 0);
    // Until the lease of the stopped one ends.
    if (onServer) clock.advance(6 * minute);
    await synced.sync(range);
    expect(await tables()).toEqual(expected);
  }
  expect(stopped).toBeGreaterThan(9);
  const all = Number(documents?.["n"]);
  const [first, last] = [leased + 1, stopped - 2 - 2 * leased];
  expect(missing).toEqual(missing.map((_, index) => (index < first || index > last ? 0 : all)));
});
