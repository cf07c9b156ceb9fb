import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { openSandbox } from "../../src/sandbox/index.ts";
import { openReader } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { createTestClock } from "../servers/clock.ts";
import { present } from "../servers/sandboxed.ts";
import { afterword, leadTo } from "./terminal.ts";

/** Of those whose rows a rebuild can make, and of those whose documents are gone. */
async function countResponses(place: string) {
  await using reader = await openReader(place);
  const [row] = await reader.query(
    `SELECT
       (SELECT count(*) FROM response WHERE without_document) AS kept,
       (SELECT count(DISTINCT id) FROM document
        WHERE kind IN ('survey', 'survey-sighting', 'evaluation', 'evaluation-sighting')) AS stored`,
  );
  return { kept: Number(row?.["kept"]), stored: Number(row?.["stored"]) };
}

test("a rebuild counts those alone whose rows it has made: the others have no document any more", async () => {
  const cwd = newFolder();
  const place = join(cwd, "afterword.duckdb");
  await using sandbox = await openSandbox({ perDay: 12, days: 8, limit: "off", clock: createTestClock(present) });
  const run = (...args: string[]) => afterword(args, { cwd, home: cwd, env: leadTo(sandbox) });
  expect((await run("sync", "--since", new Date(present - 6 * day).toISOString())).code).toBe(0);
  const all = await run("rebuild");
  expect(all.stderr).toContain(
    `Derived every row again, from the stored documents of ${(await countResponses(place)).stored} responses.`,
  );

  writeFileSync(join(cwd, "afterword.toml"), 'retain_documents = "3 days"\n');
  expect((await run("sync")).code).toBe(0);
  const { kept, stored } = await countResponses(place);
  expect(kept).toBeGreaterThan(0);
  expect(stored).toBeGreaterThan(kept);
  const { code, stderr } = await run("rebuild");
  expect(code).toBe(0);
  expect(stderr).toContain(`Derived the rows of ${stored - kept} responses again, from their stored documents.`);
  expect(stderr).toContain(`${kept} responses stayed as they were: their documents are not kept any more.`);
});
