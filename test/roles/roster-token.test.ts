import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openRosterFile } from "../../src/config/index.ts";
import { type RosterAgent, type RowsOptions, report, rows } from "../../src/library/index.ts";
import { openTokens } from "../../src/roles/index.ts";
import { afterword } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { present } from "../servers/sandboxed.ts";
import { openServed, type Served } from "../servers/served.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

/*
 * A manager whose token goes by the roster sees whom the roster in force names, in whatever they read, and nobody where it names nobody:
 * a roster that is not there, or cannot be read, is no permission.
 */

let org: Synced;
/** By how many answers they have: the one with most comes first. */
let agents: readonly string[];
let config: string;
let roster: string;
beforeAll(async () => {
  org = await openSynced({ perDay: 6, days: 4 });
  await org.sync();
  const rows = await org.warehouse.query(
    "SELECT agent_id AS id FROM response WHERE listed AND agent_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1",
  );
  agents = rows.map(({ id }) => String(id));
  const folder = newFolder();
  [config, roster] = [join(folder, "own.toml"), join(folder, "roster.csv")];
  writeFileSync(config, 'roster = "roster.csv"\ntime_zone = "UTC"\n');
}, 3_600_000);
afterAll(() => org[Symbol.asyncDispose]());

/** The first agents are at one site, and all others at another. */
const write = (first: number, site = "North", header = "agent,site,leader"): void =>
  writeFileSync(
    roster,
    `${[header, ...agents.map((id, at) => `${id},${at < first ? site : "South"},${at % 2 === 0 ? "Ann Lee" : "Kim"}`)].join("\n")}\n`,
  );

const run = (command: string, ...args: readonly string[]) =>
  afterword([command, ...args, "--warehouse", org.warehouse.place, "--config", config]);
let made = 0;
async function add(...args: readonly string[]): Promise<string> {
  made += 1;
  const { code, stdout, stderr } = await run("token", "add", `token ${made}`, "--role", "manager", ...args);
  expect([code, stderr]).toEqual([0, expect.stringContaining("is on standard output")]);
  return stdout.trim();
}

/** Whose responses an export under the token has. */
async function exported(token: string): Promise<readonly string[]> {
  const { code, stdout, stderr } = await run("export", "--format", "json", "--as", token);
  expect([code, stderr]).toEqual([0, expect.stringContaining("has a part of the data")]);
  const rows = JSON.parse(stdout) as { readonly agent_id: string }[];
  return [...new Set(rows.map(({ agent_id: id }) => id))].sort();
}
const sorted = (ids: readonly string[]): readonly string[] => [...ids].sort();

test("a token is made for what the roster has, and for nothing else", async () => {
  write(2);
  const refused = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await run("token", "add", "refused", ...args);
    expect([code, stdout]).toEqual([2, ""]);
    return stderr;
  };
  const manager = ["--role", "manager", "--roster"] as const;
  expect(await refused(...manager, "sites=North")).toContain("Did you mean site?");
  expect(await refused(...manager, "site=Nrth", "--roster", "leader=Kimm")).toMatch(/"North"\?\n.*"Kim"\?/);
  expect(await refused(...manager, "site=not stated")).toContain("cannot show whose site is not stated");
  expect(await refused("--role", "admin", "--roster", "site=North")).toContain("An admin's token shows everything.");
  expect(await refused("--role", "agent", "--agent", agents[0] ?? "", "--roster", "site=North")).toContain(
    "exactly one agent",
  );
  expect(await refused("--role", "manager")).toContain("--team, --division or --roster");
  writeFileSync(roster, "agent,site\nNobody Here,North\n");
  expect(await refused(...manager, "site=North")).toContain("no agent of the warehouse has now");
  rmSync(roster);
  expect(await refused(...manager, "site=North")).toContain(`There is no roster ${roster}.`);
  write(2);
  const token = await add("--roster", "SITE=north", "--roster", "leader=Ann Lee,kim");
  const [last] = (await openTokens(`${org.warehouse.place}.tokens.ndjson`).all()).slice(-1);
  expect(last).toMatchObject({ agents: [], roster: { site: ["North"], leader: ["Ann Lee", "Kim"] } });
  const { stdout } = await afterword(["token", "list", "--warehouse", org.warehouse.place], { columns: 200 });
  expect(stdout).toContain("site North and leader Ann Lee or Kim");
  expect(await exported(token)).toEqual(sorted(agents.slice(0, 2)));
});

test("exports and reports follow the roster; where it names nobody, or is not there, nothing is shown and it says why", async () => {
  write(2);
  const token = await add("--roster", "site=North");
  const single = await add("--roster", "site=North", "--roster", "leader=Kim");
  expect(await exported(token)).toEqual(sorted(agents.slice(0, 2)));
  expect(await exported(single)).toEqual([agents[1]]);
  write(3);
  expect(await exported(token)).toEqual(sorted(agents.slice(0, 3)));
  const refusals: readonly (readonly [() => void, string])[] = [
    [() => write(0), "site North by the roster, and no agent of the warehouse has now"],
    [() => write(2, "North", "agent,place,leader"), '"site", an attribute that the roster no longer has'],
    [() => writeFileSync(roster, "agent,site\n"), "no agent of the warehouse has now"],
    [() => writeFileSync(roster, ""), "the roster is empty"],
    [() => writeFileSync(roster, 'agent,site\n"'), "this is not CSV"],
    [() => rmSync(roster), "There is no roster"],
    [() => writeFileSync(config, ""), "This token goes by a roster, and there is none."],
  ];
  for (const [change, why] of refusals) {
    change();
    for (const command of ["export", "report"]) {
      const { code, stdout, stderr } = await run(command, "--format", "json", "--as", token);
      expect([why, command, code, stdout]).toEqual([why, command, 2, ""]);
      expect(stderr).toContain(why);
    }
  }
  writeFileSync(config, 'roster = "roster.csv"\ntime_zone = "UTC"\n');
});

test("the dashboard follows the roster from the next request on, and says why where nothing is shown", async () => {
  write(2);
  const token = await add("--roster", "site=North");
  const tokens = openTokens(`${org.warehouse.place}.tokens.ndjson`);
  await using served = await openServed(org.warehouse, org.clock, {
    ...{ tokens, roster: openRosterFile({ file: roster }) },
  });
  const ask = (of: Served, path: string) => of.ask(path, { headers: { authorization: `Bearer ${token}` } });
  const paths = ["/api/names?kind=agent", "/api/rows?since=30d&limit=200", "/api/sections/agents?since=30d"];
  const seen = async (): Promise<readonly (readonly string[])[]> =>
    await Promise.all(
      paths.map(async (path) => {
        const { status, text } = await ask(served, path);
        expect([path, status]).toEqual([path, 200]);
        return agents.filter((id) => text.includes(id)).sort();
      }),
    );
  const each = (count: number) => paths.map(() => sorted(agents.slice(0, count)));
  expect(await seen()).toEqual(each(2));
  write(3);
  expect(await seen()).toEqual(each(3));
  write(1);
  expect(await seen()).toEqual(each(1));
  const refused = async (status: number, why: string): Promise<void> => {
    for (const path of [...paths, "/api/about", "/api/export?since=30d&format=csv", `/api/views`]) {
      const answer = await ask(served, path);
      expect([path, answer.status, answer.text]).toEqual([path, status, expect.stringContaining(why)]);
      expect(agents.filter((id) => answer.text.includes(id))).toEqual([]);
    }
  };
  write(0);
  await refused(403, "site North by the roster, and no agent of the warehouse has now");
  writeFileSync(roster, "agent,place\n");
  await refused(403, "an attribute that the roster no longer has");
  rmSync(roster);
  await refused(503, "The roster cannot be read.");
  write(2);
  expect(await seen()).toEqual(each(2));
  await using without = await openServed(org.warehouse, org.clock, { tokens });
  expect((await ask(without, "/api/about")).text).toContain("This token goes by a roster, and there is none.");
  expect((await ask(without, "/api/about")).status).toBe(403);
});

test("programs give the roster as a file or as rows, and a token that goes by it reads nothing without", async () => {
  write(2);
  const token = await add("--roster", "site=North");
  const { warehouse } = org;
  const read = async (options: RowsOptions): Promise<readonly string[]> => {
    const found = new Set<string>();
    for await (const batch of rows(warehouse, { rows: "responses" }, options))
      for (const { agent_id: id } of batch) found.add(String(id));
    return [...found].sort();
  };
  const all = { as: token, roster };
  expect(await read(all)).toEqual(sorted(agents.slice(0, 2)));
  write(3);
  expect(await read(all)).toEqual(sorted(agents.slice(0, 3)));
  expect(await read({ ...all, attributes: { LEADER: ["kim"] } })).toEqual([agents[1]]);
  const given = agents.slice(0, 4).map((agent, at) => ({ agent, site: at === 1 ? "north" : "", badge: `${at}` }));
  expect(await read({ as: token, roster: given })).toEqual([agents[1]]);
  const { groups } = await report(warehouse, { as: token, roster: given, by: { attribute: "badge" }, now: present });
  expect(groups?.map(({ id }) => id)).toEqual(["1"]);
  const refused: readonly (readonly [RowsOptions, string])[] = [
    [{ as: token }, "This token goes by a roster, and there is none."],
    [{ as: token, roster: [] }, "an attribute that the roster no longer has"],
    [{ as: token, roster: join(newFolder(), "none.csv") }, "There is no roster"],
    [{ roster, attributes: { sites: ["North"] } }, 'rows: attributes: the roster has no attribute "sites"'],
    [{ attributes: { site: ["North"] } }, "rows: attributes need a roster."],
    [{ roster, attributes: { site: ["Nrth"] } }, 'Did you mean "North"?'],
    [{ roster, people: "off", attributes: { site: ["North"] } }, "This choice by the roster is of fewer than 5 agents"],
  ];
  for (const [options, why] of refused) await expect(read(options)).rejects.toThrow(why);
  const unfit: readonly (readonly [readonly object[], string])[] = [
    [[{ site: "x" }], "rows: options.roster[0].agent"],
    [[{ agent: "Ada", queue: "x" }], "rows: options.roster[0].queue is a grouping that there is without a roster"],
    [[{ agent: "Ada" }, { agent: "ada" }], "roster[1].agent is that of rows: options.roster[0] already"],
  ];
  for (const [wrong, why] of unfit)
    expect(() => rows(warehouse, { rows: "responses" }, { roster: wrong as readonly RosterAgent[] })).toThrow(why);
});

test("where people are protected, a token of few people is not made, and shows nothing", async () => {
  write(2);
  const token = await add("--roster", "site=North");
  writeFileSync(config, 'roster = "roster.csv"\ntime_zone = "UTC"\nagents = "pseudonym"\n');
  const added = await run("token", "add", "few", "--role", "manager", "--roster", "site=North");
  expect([added.code, added.stderr]).toEqual([
    2,
    expect.stringContaining("This choice by the roster is of fewer than 5 agents"),
  ]);
  for (const command of ["export", "report"]) {
    const { code, stdout, stderr } = await run(command, "--as", token, "--since", "30d");
    expect([command, code, stdout]).toEqual([command, 2, ""]);
    expect(stderr).toContain("This choice by the roster is of fewer than 5 agents");
  }
  const tokens = openTokens(`${org.warehouse.place}.tokens.ndjson`);
  await using served = await openServed(org.warehouse, org.clock, {
    ...{ tokens, agents: "pseudonym", roster: openRosterFile({ file: roster }) },
  });
  for (const path of ["/api/about", "/api/names?kind=agent", "/api/sections/volume?since=30d"]) {
    const { status, text } = await served.ask(path, { headers: { authorization: `Bearer ${token}` } });
    expect([path, status, text]).toEqual([
      path,
      400,
      expect.stringContaining("This choice by the roster is of fewer than 5 agents"),
    ]);
  }
});
