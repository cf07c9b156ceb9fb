import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addressMark } from "../../src/sandbox/http/documents/customer-addresses.ts";
import { openAddressKey, planErase, purgeErased } from "../../src/sync/index.ts";
import { newFolder } from "../new-folder.ts";
import { onServer } from "../servers/engine.ts";
import { findEverywhere } from "./erased-texts.ts";
import { commented, definition, eraseOne, exported, first, goOn, open, readAgain } from "./erasing.ts";

test("an erased interaction is in no table and does not come back; increments say that its responses are gone", async () => {
  await using synced = await open();
  const { warehouse } = synced;
  const { interaction, response, comment } = await commented(synced);
  const texts = [interaction, response, comment];
  // A problem and a run that name it, as a sync notes them.
  const problem = { organization_id: synced.sandbox.org.id, kind: "row", id: `of survey ${response}`, reason: "Odd." };
  const [run] = await warehouse.query("SELECT * FROM sync_run");
  await warehouse.transaction(async (tx) => {
    await tx.put("problem", [{ ...problem, json: null, first_seen: "2026-03-30", last_seen: "2026-03-30" }]);
    await tx.put("sync_run", [{ ...run, message: `Nothing came of ${interaction}.` }]);
  });
  const before = await findEverywhere(warehouse, texts);
  expect(before).toEqual(
    expect.arrayContaining(["document.json", "response.comment", "answer.response_id", "leg.interaction_id"]),
  );
  const documents = await warehouse.query(
    "SELECT * FROM document WHERE id IN (SELECT unnest($ids)) OR parent_id = $interaction",
    { ids: [interaction, response], interaction },
  );
  const [planned] = await planErase(warehouse, { kind: "interaction", value: interaction, definition });
  expect(await findEverywhere(warehouse, texts)).toEqual(before);
  expect(planned?.responses).toContain(response);

  const { id, counts, responses } = await eraseOne(synced, "interaction", interaction);
  expect([counts, responses]).toEqual([planned?.counts, planned?.responses]);
  const left = ["csat_change.response_id", "csat_change.survey_id", "tombstone.response_id"];
  expect(await findEverywhere(warehouse, texts)).toEqual(left);
  // Put back out of a copy.
  expect(documents.length).toBeGreaterThan(2);
  await warehouse.transaction((tx) => tx.put("document", documents));
  expect(await findEverywhere(warehouse, texts)).toContain("document.json");
  const asked = synced.sandbox.requests.length;
  await goOn(synced);
  await readAgain(synced);
  expect(await findEverywhere(warehouse, texts)).toEqual(left);
  // Listings name it still; nobody asks for it.
  const paths = synced.sandbox.requests.slice(asked).map((request) => JSON.stringify(request));
  expect(paths.filter((path) => texts.some((text) => path.includes(text)))).toEqual([]);
  const { cells, lost } = await synced.reconcile();
  expect([lost, cells.reduce((sum, { erased }) => sum + erased, 0)]).toEqual([0, counts.responses]);
  const receipts = await warehouse.query("SELECT erasure_id, kind, counts FROM erasure");
  expect(receipts).toEqual([{ erasure_id: id, kind: "interaction", counts: JSON.stringify(counts) }]);
  const tombstone = await first(warehouse, "SELECT * FROM csat_change WHERE response_id = $response", { response });
  expect(tombstone).toMatchObject({ deleted: true, interaction_id: null, comment: null });
});

test("an erased customer's interactions go, and later ones of the same address are not stored", async () => {
  await using synced = await open();
  const { warehouse } = synced;
  const { interaction, response, comment } = await commented(synced);
  const mark = addressMark({ id: interaction });
  // However it is written.
  const found = await planErase(warehouse, { kind: "customer", value: `<CUSTOMER.${mark}@Mail.Example>`, definition });
  expect(found[0]?.responses).toContain(response);
  const hash = (await openAddressKey(warehouse))(`customer.${mark}@mail.example`);
  const texts = [interaction, response, comment, hash];
  expect(await findEverywhere(warehouse, [hash])).toEqual(["document.json"]);
  await eraseOne(synced, "customer", `customer.${mark}@mail.example`);
  const left = ["csat_change.response_id", "csat_change.survey_id", "tombstone.response_id"];
  expect(await findEverywhere(warehouse, texts)).toEqual(left);

  // Its documents again, as another route or an older copy would bring them; the marks of its ids are gone.
  await warehouse.transaction((tx) =>
    tx.run("DELETE FROM erased WHERE kind IN ('interaction', 'survey', 'evaluation')"),
  );
  await readAgain(synced);
  expect(await findEverywhere(warehouse, texts)).toEqual(left);
  await goOn(synced);
  expect(await findEverywhere(warehouse, texts)).toEqual(left);
  expect(await exported(synced)).not.toContain(comment);
});

test.skipIf(onServer)("the bytes of the file have nothing of what was erased once it is rewritten", async () => {
  await using synced = await open();
  const { warehouse } = synced;
  const { interaction, comment } = await commented(synced);
  const copy = join(newFolder(), "bytes");
  // Of another process: closing the file here would let go of the lock that this one has.
  const has = (text: string): boolean => {
    execFileSync("sh", ["-c", `cat "${warehouse.place}" "${warehouse.place}.wal" > "${copy}" 2>/dev/null || true`]);
    return readFileSync(copy).includes(text);
  };
  expect([has(interaction), has(comment.slice(0, 12))]).toEqual([true, true]);
  await eraseOne(synced, "interaction", interaction);
  // Planted: a file that is not rewritten.
  expect(has(interaction)).toBe(true);
  expect(await purgeErased(warehouse)).toEqual({ refused: [], failure: null });
  expect([has(interaction), has(comment)]).toEqual([false, false]);
  // It is open as before, and written on.
  await goOn(synced);
  expect([has(interaction), has(comment)]).toEqual([false, false]);
  const arrivals = await warehouse.query("SELECT arrival FROM document");
  expect(arrivals.map(({ arrival }) => Number(arrival))).toEqual(
    arrivals.map(({ arrival }) => Number(arrival)).sort((a, b) => a - b),
  );
});
