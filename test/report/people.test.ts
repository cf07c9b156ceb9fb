import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AgentNaming, CsatRecord } from "../../src/csat/index.ts";
import { afterword, leadTo } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { openSandboxed, type Sandboxed } from "../servers/sandboxed.ts";

let org: Sandboxed;
const place = join(newFolder(), "people.duckdb");
const inOrg = () => ({ env: { ...leadTo(org.sandbox), AFTERWORD_WAREHOUSE: place } });

beforeAll(async () => {
  org = await openSandboxed({ perDay: 8, days: 8 });
  expect((await afterword(["sync"], inOrg())).code).toBe(0);
});
afterAll(() => org[Symbol.asyncDispose]());

/** A folder whose settings show people so. */
function folder(agents: AgentNaming): string {
  const cwd = newFolder();
  writeFileSync(join(cwd, "afterword.toml"), `agents = "${agents}"\n`);
  return cwd;
}

const run = async (agents: AgentNaming, args: readonly string[], columns?: number) => {
  const ran = await afterword(args, { ...inOrg(), cwd: folder(agents), ...(columns ? { columns } : {}) });
  expect([args, ran.code, ran.code === 0 ? "" : ran.stderr]).toEqual([args, 0, ""]);
  return `${ran.stdout}\n${ran.stderr}`;
};

/** Every name and id of somebody who works in the org that stands in a text. */
const found = (text: string): string[] =>
  org.sandbox.org.users.flatMap(({ id, name }) => [id, name].filter((one) => text.includes(one)));

async function fileOf(agents: AgentNaming, name: string, args: readonly string[]): Promise<string> {
  const file = join(folder(agents), name);
  const printed = await run(agents, ["export", "--out", file, ...args]);
  const sheet = new ExcelJS.Workbook();
  if (name.endsWith(".xlsx")) {
    await sheet.xlsx.readFile(file);
    return `${printed}${JSON.stringify(sheet.worksheets.map((one) => one.getSheetValues()))}`;
  }
  const files = name.endsWith("/") ? readdirSync(file).map((month) => join(file, month, "responses.parquet")) : [file];
  const rows = files.map((one) => parquetReadObjects({ file: new Uint8Array(readFileSync(one)).buffer, compressors }));
  return `${printed}${JSON.stringify(await Promise.all(rows), (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))}`;
}

const printed = (...args: string[]) => [args.join(" "), (agents: AgentNaming) => run(agents, args)] as const;
const written = (name: string, ...args: string[]) =>
  [`export --out ${name} ${args.join(" ")}`, (agents: AgentNaming) => fileOf(agents, name, args)] as const;

/** The default way to show people. */
const outputs = [
  printed("extract"),
  printed("extract", "--format", "ndjson"),
  printed("extract", "--format", "csv"),
  ["extract on a terminal", (agents: AgentNaming) => run(agents, ["extract"], 200)] as const,
  printed("export", "--all"),
  printed("export", "--format", "ndjson"),
  printed("export", "--format", "csv"),
  printed("export", "--columns", "agent_name,evaluator_name,response_id", "--format", "ndjson"),
  printed("export", "--rows", "answers"),
  printed("export", "--rows", "answers", "--columns", "agent_name", "--format", "csv"),
  written("all.xlsx"),
  written("answers.xlsx", "--rows", "answers"),
  written("all.parquet"),
  written("names.parquet", "--columns", "agent_name,agents,genesys_url"),
  written("lake/"),
] as const;

describe.each(outputs)("%s", (_, output) => {
  test("names people where they are named", async () => expect(found(await output("named")).length).toBeGreaterThan(3));
  test.each(["pseudonym", "off"] as const)("has nobody's name or id under %s", async (agents) =>
    expect(found(await output(agents))).toEqual([]),
  );
});

test.each([
  ["forms", "off"],
  ["forms", "pseudonym"],
  ["status", "off"],
  ["doctor", "off"],
  ["sync", "off"],
] as const)("%s has nobody's name or id under %s", async (command, agents) => {
  expect(found(await run(agents, [command]))).toEqual([]);
  if (command !== "sync") expect(found(await run(agents, [command], 100))).toEqual([]);
});

const records = async (agents: AgentNaming, command = "export"): Promise<CsatRecord[]> =>
  JSON.parse((await afterword([command], { ...inOrg(), cwd: folder(agents) })).stdout);

test("pseudonyms are one a person, and the same in the next export", async () => {
  const [named, shown, again] = [await records("named"), await records("pseudonym"), await records("pseudonym")];
  expect(again).toEqual(shown);
  const pairs = new Map<string | null, Set<string | null>>();
  for (const [index, { agent_id, evaluator_id, agents }] of named.entries()) {
    const other = shown[index];
    const ids = [agent_id, evaluator_id, ...(agents ?? []).map((leg) => leg.agent_id)];
    const others = [other?.agent_id, other?.evaluator_id, ...(other?.agents ?? []).map((leg) => leg.agent_id)];
    for (const [at, id] of ids.entries()) pairs.set(id, (pairs.get(id) ?? new Set()).add(others[at] ?? null));
  }
  expect(pairs.size).toBeGreaterThan(5);
  expect([...pairs.values()].every((all) => all.size === 1)).toBe(true);
  expect(new Set([...pairs.values()].flatMap((all) => [...all])).size).toBe(pairs.size);
  expect(shown.map(({ agent_name }) => agent_name).find((name) => name !== null)).toMatch(/^Agent [0-9a-f]{10}$/);
});

test("off changes nothing but people", async () => {
  const [named, shown] = [await records("named"), await records("off")];
  const nobody = { agent_id: null, agent_name: null, evaluator_id: null, evaluator_name: null, agents: null };
  expect(shown).toEqual(named.map((record) => ({ ...record, ...nobody, genesys_url: null })));
});

test("extract has pseudonyms of each run's own", async () => {
  const [one, other] = [await records("pseudonym", "extract"), await records("pseudonym", "extract")];
  const idOf = (all: CsatRecord[]) => all.find(({ agent_id }) => agent_id !== null)?.agent_id;
  expect(idOf(one)).toMatch(/^agent-[0-9a-f]{10}$/);
  expect(idOf(other)).not.toBe(idOf(one));
});

test.each(["pseudonym", "off"] as const)("rows of legs are refused under %s", async (agents) => {
  for (const out of [[], ["--out", "legs.parquet"], ["--out", "legs.csv"]]) {
    const cwd = folder(agents);
    const { code, stdout, stderr } = await afterword(["export", "--rows", "legs", ...out], { ...inOrg(), cwd });
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(`agents = "${agents}"`)]);
    expect(readdirSync(cwd)).toEqual(["afterword.toml"]);
  }
});

test("without the key next to the warehouse pseudonyms are the run's own, which is reported; nothing is made there", async () => {
  const away = join(newFolder(), "copy");
  mkdirSync(away);
  expect((await afterword(["sync", "--publish", join(away, "copy.duckdb")], inOrg())).code).toBe(0);
  chmodSync(away, 0o500);
  const world = { env: {}, cwd: folder("pseudonym") };
  const { code, stdout, stderr } = await afterword(["export", "--warehouse", join(away, "copy.duckdb")], world);
  expect([code, stderr]).toEqual([
    0,
    expect.stringMatching(/^Cannot read the key of .*copy\.duckdb: these pseudonyms hold for this run only/),
  ]);
  expect(found(stdout)).toEqual([]);
  expect(stdout).toMatch(/"agent-[0-9a-f]{10}"/);
  expect(readdirSync(away)).toEqual(["copy.duckdb"]);
  chmodSync(away, 0o700);
  writeFileSync(join(away, "copy.duckdb.key"), "no key\n");
  const refused = await afterword(["export", "--warehouse", join(away, "copy.duckdb")], world);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("it holds no key")]);
});
