import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
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
