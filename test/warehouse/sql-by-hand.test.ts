import { expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { afterword, leadTo } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { alterAnswers } from "../servers/altered.ts";
import { openDatabase } from "../servers/postgres.ts";
import { openSandboxed, present } from "../servers/sandboxed.ts";

/** What somebody does by hand meanwhile, from a look to what nothing else may happen beside. */
const byHand = [
  "SELECT count(*) FROM afterword.csat_response",
  "UPDATE afterword.response SET comment = comment WHERE response_id = (SELECT min(response_id) FROM afterword.response)",
  "UPDATE afterword.fact SET value = value WHERE name = 'feed'",
  "CREATE INDEX IF NOT EXISTS by_hand ON afterword.answer (role)",
  "DROP INDEX IF EXISTS afterword.by_hand",
  "BEGIN; LOCK TABLE afterword.response; COMMIT",
  "BEGIN; LOCK TABLE afterword.fact; COMMIT",
  "BEGIN; LOCK TABLE afterword.lease; COMMIT",
  "VACUUM FULL afterword.document",
];

test("SQL by hand is done while a sync waits for Genesys, whatever it locks: it waits for one batch at most", async () => {
  await using org = await openSandboxed({ perDay: 6, days: 12 });
  await using database = await openDatabase();
  const done: string[] = [];
  let asked = 0;
  // Genesys answers only when the statement is done: a transaction that were open meanwhile would keep it for ever.
  await using gateway = await alterAnswers(org.sandbox.url, async ({ path }) => {
    if (path.includes("oauth")) return undefined;
    asked += 1;
    const statement = asked % 3 === 0 ? byHand[(asked / 3) % byHand.length] : undefined;
    if (statement === undefined) return undefined;
    await database.query(statement);
    done.push(statement);
    return undefined;
  });
  const cwd = newFolder();
  const since = new Date(present - 8 * day).toISOString();
  const { code, stderr } = await afterword(["sync", "--since", since, "--warehouse", database.address], {
    env: { ...leadTo(org.sandbox), GENESYS_GATEWAY_URL: gateway.url },
    cwd,
    home: cwd,
  });
  expect([code, stderr]).toEqual([0, expect.stringContaining("responses")]);
  expect(new Set(done)).toEqual(new Set(byHand));
});
