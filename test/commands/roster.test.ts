import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import type { ReportDocument } from "../../src/report/index.ts";
import { newFolder } from "../new-folder.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";
import { afterword } from "./terminal.ts";

let org: Synced;
/** Agents by how much they answered for: the one with most comes first. */
let agents: readonly { readonly id: string; readonly name: string }[];
beforeAll(async () => {
  org = await openSynced({ perDay: 20, days: 20 });
  await org.sync({ since: present - 20 * day });
  const rows = await org.warehouse.query(
    `SELECT agent.agent_id AS id, agent.name FROM agent JOIN response ON response.agent_id = agent.agent_id
     WHERE response.listed AND response.source = 'survey' AND response.status = 'Finished'
     GROUP BY 1, 2 ORDER BY count(*) DESC, 1`,
  );
  agents = rows.map(({ id, name }) => ({ id: String(id), name: String(name) }));
});
afterAll(() => org[Symbol.asyncDispose]());

/** Settings with a roster of rows after the header. */
function configured(header: string, rows: readonly string[], settings = ""): string {
  const folder = newFolder();
  writeFileSync(join(folder, "roster.csv"), `${[header, ...rows].join("\n")}\n`);
  writeFileSync(join(folder, "own.toml"), `roster = "roster.csv"\ntime_zone = "UTC"\n${settings}`);
  return join(folder, "own.toml");
}

const run = (command: "report" | "export", config: string, ...args: readonly string[]) =>
  afterword([command, "--warehouse", org.warehouse.place, "--config", config, "--source", "surveys", ...args]);

async function report(config: string, ...args: readonly string[]): Promise<ReportDocument> {
  const { code, stdout, stderr } = await run("report", config, "--format", "json", "--since", "15d", ...args);
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as ReportDocument;
}

interface Row {
  readonly agent_id: string | null;
  readonly team_name: string | null;
  readonly status: string;
  readonly csat_score: number | null;
}

/** What a group counts. */
const isScored = ({ csat_score: score }: Row): boolean => score !== null;

/** Rows of finished surveys. */
async function exported(config: string, ...args: readonly string[]) {
  const given = ["--format", "json", "--since", "15d", ...args];
  const { code, stdout } = await run("export", config, ...given);
  expect(code).toBe(0);
  const rows = JSON.parse(stdout) as Row[];
  return rows.filter(({ status }) => status === "Finished");
}

/** Half of them North, a quarter South by name, and of the rest nothing is stated. */
const siteOf = (at: number): string | null => (at % 2 === 0 ? "North" : at % 4 === 1 ? "South" : null);
const halves = () =>
  agents.flatMap(({ id, name }, at) =>
    siteOf(at) === null ? [] : [`${at % 4 === 1 ? name : id},${at % 8 === 0 ? "NORTH" : siteOf(at)},${at % 3}`],
  );
const siteOfId = (id: string | null): string | null => {
  const at = agents.findIndex((one) => one.id === id);
  return at < 0 ? null : siteOf(at);
};

test("every attribute groups and filters what reports count and exports write", async () => {
  const config = configured("agent,site,cohort", halves());
  const all = await exported(config);
  const { by, groups, filter } = await report(config, "--by", "SITE");
  expect([by, filter]).toEqual(["site", expect.not.objectContaining({ roster: expect.anything() })]);
  const sums = new Map<string | null, number>();
  for (const { agent_id: id } of all.filter(isScored)) sums.set(siteOfId(id), (sums.get(siteOfId(id)) ?? 0) + 1);
  expect(new Map(groups?.map(({ id, responses }) => [id === "NORTH" ? "North" : id, responses]))).toEqual(sums);
  expect([...sums.keys()].sort()).toEqual(["North", "South", null].sort());

  const chosen = ["--roster", "site=south,not stated"];
  const rows = await exported(config, ...chosen);
  expect(rows).toEqual(all.filter(({ agent_id }) => siteOfId(agent_id) !== "North"));
  const south = await report(config, ...chosen);
  expect([south.responses, south.filter["roster"]]).toEqual([rows.length, { site: ["south", "not stated"] }]);

  const both = await exported(config, "--roster", "site=North", "--roster", "cohort=0,2");
  expect(both).toEqual(
    all.filter(({ agent_id }) => {
      const at = agents.findIndex(({ id }) => id === agent_id);
      return at >= 0 && siteOf(at) === "North" && at % 3 !== 1;
    }),
  );
  const { stdout } = await run("report", config, "--format", "text", "--by", "site", ...chosen);
  expect(stdout.replace(/\s+/g, " ")).toContain("only: source surveys; by the roster site south, not stated");
  expect(stdout).toMatch(/^ *\(not stated\) /m);
});

test("a team of the roster stands in place of Genesys', which others keep", async () => {
  const config = configured(
    "agent,team",
    agents.slice(0, 6).map(({ id }) => `${id},Owls`),
  );
  const all = await exported(config);
  const scored = all.filter(isScored);
  const owls = new Set<string | null>(agents.slice(0, 6).map(({ id }) => id));
  const { groups, filter } = await report(config, "--by", "team");
  expect(filter).toMatchObject({ teams_by: "roster" });
  const count = (of: ReportDocument["groups"], which: (id: string | null) => boolean) =>
    (of ?? []).reduce((sum, { id, responses }) => sum + (which(id) ? (responses ?? 0) : 0), 0);
  expect(count(groups, (id) => id === "Owls")).toBe(scored.filter(({ agent_id }) => owls.has(agent_id)).length);
  expect(count(groups, () => true)).toBe(scored.length);
  const own = all.find(({ agent_id, team_name }) => team_name !== null && !owls.has(agent_id))?.team_name;
  const rows = await exported(config, "--team", `owls,${own}`);
  expect(rows).toEqual(all.filter(({ agent_id, team_name }) => owls.has(agent_id) || team_name === own));
  const { stdout } = await run("report", config, "--format", "text", "--by", "team");
  expect(stdout.replace(/\s+/g, " ")).toContain("teams by the roster");
});

describe("what cannot be meant is refused, and says what is there", () => {
  test.each([
    ["report", ["--by", "sit"], "Did you mean site?"],
    ["report", ["--by", "colour"], "There are queue, agent, team,"],
    ["report", ["--roster", "sites=North"], "Did you mean site?"],
    ["export", ["--roster", "site=Nrth"], 'Did you mean "North"?'],
    ["report", ["--roster", "site"], "Give an attribute and values, such as site=Berlin"],
    ["export", ["--roster", "site="], "Give an attribute and values, such as site=Berlin"],
    ["export", ["--roster", "site=North", "--changed-since", "0"], "whoever is moved in it changes no row"],
  ] as const)("%s %j", async (command, args, what) => {
    const config = configured(
      "agent,site",
      agents.map(({ id }) => `${id},North`),
    );
    const { code, stdout, stderr } = await run(command, config, ...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(what);
  });

  test("without a roster too", async () => {
    const file = join(newFolder(), "own.toml");
    writeFileSync(file, "");
    const { code, stderr } = await run("report", file, "--roster", "site=North");
    expect([code, stderr]).toEqual([2, expect.stringContaining("afterword.toml names none")]);
  });
});

test("an agent who is not known is reported; names that several have and agents who are in it twice are all refused", async () => {
  const { code, stderr } = await run(
    "report",
    configured("agent,site", [...agents.map(({ id }) => `${id},North`), "Nobody Here,South"]),
  );
  expect([code, stderr]).toEqual([
    0,
    expect.stringContaining('The warehouse knows no agent "Nobody Here" of the roster'),
  ]);

  const [first, second, third] = agents;
  if (!first || !second || !third) throw new Error("Too few agents.");
  const rename = (id: string, name: string) =>
    org.warehouse.transaction((tx) => tx.run("UPDATE agent SET name = $name WHERE agent_id = $id", { id, name }));
  await rename(second.id, first.name);
  const rows = [`${first.name},North`, `${third.id},North`, `${third.name},South`];
  const refused = await run("report", configured("agent,site", rows));
  await rename(second.id, second.name);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain(`roster.csv:2: "${first.name}" is the name of 2 agents`);
  expect(refused.stderr).toContain(`roster.csv:4: "${third.name}" is the agent of roster.csv:3 already.`);
});

describe("where people are protected", () => {
  test.each([
    ["pseudonym", "last"],
    ["off", "genesys"],
  ] as const)("%s: a site of few agents is too few under the rule %s", async (naming, rule) => {
    // As many answers as a number needs, of agents of whom there are too few.
    const rows = agents.map(({ id }, at) => `${id},${at < 3 ? "Tiny" : at % 2 === 0 ? "North" : "South"}`);
    const config = configured("agent,site", rows, `agents = "${naming}"\n`);
    const { groups } = await report(config, "--by", "site", "--rule", rule);
    const tiny = groups?.find(({ id }) => id === "Tiny");
    expect(tiny?.csat).toMatchObject({ hidden: true, value: null, n: null });
    expect(groups?.find(({ id }) => id === "North")?.csat.hidden).not.toBe(undefined);
  });

  test.each(["pseudonym", "off"] as const)(
    "%s: nor is a choice that leaves few agents, or all but a few",
    async (naming) => {
      const rows = agents.map(({ id }, at) => `${id},${at < 3 ? "Tiny" : "Large"},${id}`);
      const config = configured("agent,site,badge", rows, `agents = "${naming}"\n`);
      for (const chosen of ["site=Tiny", "site=Large", `badge=${agents[0]?.id}`]) {
        for (const command of ["report", "export"] as const) {
          const { code, stdout, stderr } = await run(command, config, "--since", "15d", "--roster", chosen);
          expect([code, stdout]).toEqual([2, ""]);
          expect(stderr).toContain("This choice by the roster is of fewer than 5 agents");
        }
      }
      const whole = await report(config, "--roster", "site=Tiny,Large");
      expect(whole.responses).toBeGreaterThan(0);
    },
  );

  test.each(["pseudonym", "off"] as const)(
    "%s: nor is a choice that differs by few agents from another one",
    async (naming) => {
      const rows = agents.map(({ id }, at) => `${id},${at < 3 ? "Tiny" : at % 2 === 0 ? "North" : "South"}`);
      const config = configured("agent,site", rows, `agents = "${naming}"\n`);
      const both = await run("report", config, "--since", "15d", "--roster", "site=North,Tiny");
      expect([both.code, both.stdout]).toEqual([2, ""]);
      expect(both.stderr).toMatch(/Of site, choose "(North|South)", "Tiny" all together, or none of them/);
      const refused: string[] = [];
      for (const site of ["North", "South"]) {
        const { code } = await run("report", config, "--since", "15d", "--roster", `site=${site}`);
        if (code === 2) refused.push(site);
      }
      // The smaller one of them alone would leave Tiny.
      expect(refused).toHaveLength(1);
    },
  );
});

test("the example of the roster in docs/configuration.md is read as it stands", async () => {
  const page = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");
  const [, csv = ""] = /^```csv\n(agent,.*?)^```$/ms.exec(page) ?? [];
  const config = configured("agent", []);
  writeFileSync(join(dirname(config), "roster.csv"), csv);
  const { code, stderr } = await run("report", config, "--by", "leader");
  expect([code, stderr]).toEqual([0, expect.stringContaining("The warehouse knows no agent")]);
});
