import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
import { noise } from "../../../test/orgs/noise.ts";
import { openWarehouse } from "../../warehouse/index.ts";
import { trimDocuments } from "./trim.ts";

const secret = "jane@example.org";
const at = "2026-03-31T10:00:00.000Z";

test("a document that an earlier version stored whole is trimmed once to the fields kept today", async () => {
  await using warehouse = await openWarehouse(join(newFolder(), "test.duckdb"));
  const count = 450;
  const json = (id: number): string =>
    JSON.stringify({ conversationId: String(id), originatingDirection: "inbound", cc: [secret], externalTag: secret });
  await warehouse.transaction(async (tx) => {
    await tx.append(
      "document",
      Array.from({ length: count }, (_, id) => ({
        ...{ organization_id: "org", kind: "interaction", id: String(id), arrival: id + 1, key: id, hash: "whole" },
        ...{ fetched_at: at, json: json(id) },
      })),
    );
    await tx.append("problem", [
      {
        organization_id: "org",
        kind: "survey",
        id: "1",
        reason: "damaged",
        first_seen: at,
        last_seen: at,
        json: json(1),
      },
    ]);
  });
  const stored = () => warehouse.query("SELECT * FROM document ORDER BY arrival");
  await trimDocuments(warehouse, "org");
  const trimmed = await stored();
  expect(trimmed.map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, id) => String(id)));
  const document = JSON.parse(String(trimmed[7]?.["json"])) as { readonly addresses: readonly string[] };
  expect(document).toEqual({
    conversationId: "7",
    originatingDirection: "inbound",
    addresses: [document.addresses[0]],
  });
  expect(document.addresses[0]).toMatch(/^hmac:[0-9a-f]{32}$/);
  expect(JSON.stringify([trimmed, await warehouse.query("SELECT * FROM problem")])).not.toContain(secret);
  await trimDocuments(warehouse, "org");
  expect(await stored()).toEqual(trimmed);
});

test("documents of 300 kB that an earlier version stored are trimmed piece by piece, within the warehouse's memory", async () => {
  await using warehouse = await openWarehouse(join(newFolder(), "test.duckdb"));
  const [count, together] = [400, 10];
  for (let first = 0; first < count; first += together) {
    await warehouse.transaction((tx) =>
      tx.append(
        "document",
        Array.from({ length: together }, (_, index) => {
          const id = String(first + index);
          const json = JSON.stringify({ conversationId: id, externalTag: noise(300_000, first + index) });
          return {
            ...{ organization_id: "org", kind: "interaction", id, arrival: first + index + 1, key: first + index },
            ...{ hash: "whole", fetched_at: at, size: json.length, json },
          };
        }),
      ),
    );
  }
  await trimDocuments(warehouse, "org");
  const [trimmed] = await warehouse.query("SELECT count(DISTINCT id) AS n, max(length(json)) AS longest FROM document");
  expect(trimmed?.["n"]).toBe(count);
  expect(Number(trimmed?.["longest"])).toBeLessThan(100);
}, 120_000);
