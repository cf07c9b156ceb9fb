import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
import { noise } from "../../../test/orgs/noise.ts";
import { everything } from "../../../test/seeds.ts";
import { openWarehouse, type Warehouse } from "../../warehouse/index.ts";
import { defaultPrivacy, openKeepRules } from "./privacy.ts";
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
  await trimDocuments(warehouse, "org", await openKeepRules(warehouse, defaultPrivacy, 0));
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
  await trimDocuments(warehouse, "org", await openKeepRules(warehouse, defaultPrivacy, 0));
  expect(await stored()).toEqual(trimmed);
});

/** A view of the warehouse, and the most characters of documents that one transaction has read through it. */
function countRead(warehouse: Warehouse) {
  let mostRead = 0;
  const counted: Warehouse = {
    ...warehouse,
    transaction: (work, signal) =>
      warehouse.transaction((tx) => {
        let read = 0;
        return work({
          ...tx,
          async query(...question) {
            const rows = await tx.query(...question);
            for (const { json } of rows) read += String(json ?? "").length;
            mostRead = Math.max(mostRead, read);
            return rows;
          },
        });
      }, signal),
  };
  return { counted, mostRead: () => mostRead };
}

test("documents of 300 kB that an earlier version stored are trimmed piece by piece, within the warehouse's memory", async () => {
  // In test:all more than its memory, 100 MB; in npm test less of both.
  const [count, together] = [everything ? 400 : 60, 10];
  const limit = everything ? {} : { memoryLimit: "40MB" };
  await using warehouse = await openWarehouse(join(newFolder(), "test.duckdb"), limit);
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
  const { counted, mostRead } = countRead(warehouse);
  await trimDocuments(counted, "org", await openKeepRules(warehouse, defaultPrivacy, 0));
  // 4,000,000 characters.
  expect(mostRead()).toBeGreaterThan(3_000_000);
  expect(mostRead()).toBeLessThan(4_100_000);
  const [trimmed] = await warehouse.query("SELECT count(DISTINCT id) AS n, max(length(json)) AS longest FROM document");
  expect(trimmed?.["n"]).toBe(count);
  expect(Number(trimmed?.["longest"])).toBeLessThan(100);
});

test("texts that an earlier version stored are redacted, their responses derived again, and their scores stay", async () => {
  await using warehouse = await openWarehouse(join(newFolder(), "test.duckdb"));
  const scores = {
    questionGroupScores: [{ questionScores: [{ questionId: "q", score: 4, npsTextAnswer: `Write to ${secret}` }] }],
  };
  const documents = [
    ["survey", "1", { id: "1", answers: scores }],
    ["survey", "2", { id: "2", answers: { totalScore: 80 } }],
    ["evaluation", "3", { id: "3", answers: { totalScore: 5, comments: "Call +49 30 1234567" } }],
    ["survey-form", "4", { id: "4", name: `Not anybody's words: ${secret}` }],
  ] as const;
  await warehouse.transaction(async (tx) => {
    await tx.append(
      "document",
      documents.map(([kind, id, document], index) => ({
        ...{ organization_id: "org", kind, id, arrival: index + 1, key: index, hash: "whole", fetched_at: at },
        json: JSON.stringify(document),
      })),
    );
    const problem = {
      organization_id: "org",
      kind: "evaluation",
      id: "5",
      reason: "damaged",
      first_seen: at,
      last_seen: at,
    };
    await tx.append("problem", [{ ...problem, json: JSON.stringify({ answers: { comments: secret } }) }]);
  });
  const trim = async (redaction = defaultPrivacy.redaction): Promise<readonly unknown[]> => {
    await trimDocuments(warehouse, "org", await openKeepRules(warehouse, { ...defaultPrivacy, redaction }, 0));
    const rows = await warehouse.query("SELECT json FROM document ORDER BY id");
    return rows.map(({ json }) => JSON.parse(String(json)));
  };
  // A warehouse that was trimmed while nothing was taken out.
  await trim({ kinds: [], patterns: {} });
  expect(await warehouse.query("SELECT * FROM underived")).toEqual([]);
  expect(await trim()).toEqual([
    {
      id: "1",
      answers: {
        questionGroupScores: [{ questionScores: [{ questionId: "q", score: 4, npsTextAnswer: "Write to [e-mail]" }] }],
      },
    },
    documents[1][2],
    { id: "3", answers: { totalScore: 5, comments: "Call [phone]" } },
    documents[3][2],
  ]);
  const noted = await warehouse.query("SELECT source, response_id FROM underived ORDER BY response_id");
  expect(noted).toEqual([
    { source: "survey", response_id: "1" },
    { source: "evaluation", response_id: "3" },
  ]);
  const [problem] = await warehouse.query("SELECT json FROM problem");
  expect(problem).toEqual({ json: '{"answers":{"comments":"[e-mail]"}}' });
  // A pattern of one's own, added later.
  const own = await trim({ ...defaultPrivacy.redaction, patterns: { verb: "write|call" } });
  expect(JSON.stringify(own)).toContain("[verb] to [e-mail]");
  expect(JSON.stringify(own)).toContain("[verb] [phone]");
});
