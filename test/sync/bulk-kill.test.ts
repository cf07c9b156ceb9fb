import { cp } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { day, hour, minute, Secret } from "../../src/base/index.ts";
import { createGenesys } from "../../src/genesys/index.ts";
import { createMovableClock, type Org, openSandbox, type SandboxOptions } from "../../src/sandbox/index.ts";
import { defaultSync, status, sync } from "../../src/sync/index.ts";
import { openReader, openWarehouse, type Reader } from "../../src/warehouse/index.ts";
import { killAt, start } from "../commands/process.ts";
import { newFolder } from "../new-folder.ts";
import { createChoiceOrg } from "../orgs/choice-surveys.ts";
import { keepSecret } from "../printed.ts";
import { recordsOf, truthOf } from "../truth/stored-records.ts";

/*
 * What a sync has found out about a form outlives it: killed at any time between the first wrong answer and the end of
 * reading again, the next sync reads the rest again, although Genesys does not lie any more.
 */

/** Near the clock of the processes; it stands, so that nothing happens between two runs. */
const present = Math.floor(Date.now() / minute) * minute - hour;
const days = 2;
/** The last day with surveys begins. */
const lastDay = Math.floor(present / day) * day - day;
const from = present - (days + 1) * day;
/** Surveys of a day. */
const perDay = 300;

let org: Org;
/** A folder with a warehouse in which the first of two days is read, some of it in bulk. */
let before: string;
let documentsBefore: number;

async function openOrg(options: SandboxOptions, at: number) {
  const clock = createMovableClock(at);
  const sandbox = await openSandbox({ org, clock, limit: "off", ...options });
  return {
    ...{ sandbox, clock },
    /** How many surveys were read one by one so far. */
    read: () => sandbox.counts()["GET /api/v2/quality/surveys/{surveyId}"] ?? 0,
    run: (place: string) =>
      start(["sync", "--since", new Date(from).toISOString(), "--source", "surveys", "--warehouse", place], {
        GENESYS_GATEWAY_URL: sandbox.url,
        GENESYS_CLIENT_ID: sandbox.clientId,
        GENESYS_CLIENT_SECRET: sandbox.clientSecret,
      }),
    async [Symbol.asyncDispose]() {
      for (const secret of [sandbox.clientSecret, ...sandbox.tokens()]) keepSecret(secret);
      await sandbox[Symbol.asyncDispose]();
    },
  };
}

async function count({ query }: Pick<Reader, "query">, condition: string): Promise<number> {
  const [row] = await query(`SELECT count(*) AS n FROM ${condition}`);
  return Number(row?.["n"]);
}

beforeAll(async () => {
  org = createChoiceOrg({ seed: 4, surveys: days * perDay, days, present });
  before = newFolder();
  await using honest = await openOrg({}, lastDay);
  const { sandbox, clock } = honest;
  await using warehouse = await openWarehouse(join(before, "w.duckdb"));
  await using genesys = createGenesys({
    ...{ clientId: sandbox.clientId, clientSecret: new Secret(sandbox.clientSecret), clock },
    hosts: { api: sandbox.url, login: sandbox.url },
  });
  await sync(genesys, warehouse, defaultSync({ since: from, sources: ["surveys"] }), { clock });
  expect(await count(warehouse, "response WHERE in_bulk")).toBeGreaterThan(60);
  documentsBefore = await count(warehouse, "document WHERE kind = 'survey'");
});

test.each([
  ["while the wrong answers are read", perDay - 20],
  ["while the rest is read again", perDay + 40],
])("killed %s, the next sync reads all of the form again", async (_, requests) => {
  const folder = newFolder();
  await cp(before, folder, { recursive: true });
  const place = join(folder, "w.duckdb");
  await using lying = await openOrg({ variants: ["wrong-survey-answers"], wrongOneIn: 1 }, present - minute);
  expect(await killAt(lying.run(place), () => lying.read() >= requests)).toBe(1);

  await using honest = await openOrg({}, present - minute);
  {
    await using reader = await openReader(place);
    expect(await count(reader, "response WHERE in_bulk")).toBeGreaterThan(0);
    const documents = await count(reader, "document WHERE kind = 'survey'");
    expect(documents).toBeGreaterThan(documentsBefore);
    // Each of the new ones has shown what the form is worth.
    const [{ routes } = { routes: [] }] = await status(reader, { now: present });
    expect(routes).toMatchObject([{ inBulk: false, reason: expect.stringContaining("another answer") }]);
  }
  const { code, stderr } = await honest.run(place).end;
  expect([code, code === 0 ? "" : stderr]).toEqual([0, ""]);
  await using reader = await openReader(place);
  expect(await count(reader, "response WHERE in_bulk")).toBe(0);
  expect(await recordsOf(reader, { from, to: present })).toEqual(truthOf(honest, { from, to: present }));
});
