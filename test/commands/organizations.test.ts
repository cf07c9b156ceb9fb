import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { newFolder } from "../new-folder.ts";
import { withoutChangeIds } from "../orgs/two-organizations.ts";
import { createTestClock } from "../servers/clock.ts";
import { present } from "../servers/sandboxed.ts";
import { ask } from "../servers/served.ts";
import { start, until } from "./process.ts";
import { afterword, leadTo, type Ran, type World } from "./terminal.ts";

/*
 * Two organizations, each behind a profile of its own, in one warehouse. Both are called "Sandbox": they are told apart by id.
 */

const small = { perDay: 8, days: 12, limit: "off" } as const;
let north: Sandbox;
let south: Sandbox;
const home = newFolder();
const since = ["--since", "10d"];

const asJson = ({ stdout }: Ran): Record<string, unknown> => JSON.parse(stdout) as Record<string, unknown>;

beforeAll(async () => {
  north = await openSandbox({ ...small, seed: 3, clock: createTestClock(present) });
  south = await openSandbox({ ...small, seed: 2, clock: createTestClock(present) });
  mkdirSync(join(home, ".config", "afterword"), { recursive: true });
  const table = (name: string, sandbox: Sandbox): string => {
    const { GENESYS_GATEWAY_URL, GENESYS_CLIENT_ID, GENESYS_CLIENT_SECRET } = leadTo(sandbox);
    return `[${name}]\ngateway_url = "${GENESYS_GATEWAY_URL}"\nclient_id = "${GENESYS_CLIENT_ID}"\nclient_secret = "${GENESYS_CLIENT_SECRET}"\n`;
  };
  const text = `${table("north", north)}${table("south", south)}`;
  writeFileSync(join(home, ".config", "afterword", "profiles.toml"), text, { mode: 0o600 });
});
afterAll(async () => {
  for (const sandbox of [north, south]) await sandbox[Symbol.asyncDispose]();
});

const unnamed = /holds the responses of .*Sandbox \([\s\S]*--profile NAME/;

describe("another organization gets into a warehouse", () => {
  const cwd = newFolder();
  const world = (env: World["env"] = {}): World => ({ cwd, home, env, columns: 400 });

  beforeAll(async () => {
    const { code, stderr } = await afterword(["sync", ...since, "--profile", "north"], world());
    expect([code, stderr]).toEqual([0, expect.not.stringContaining("Added the organization")]);
  });

  test.each([
    ["by the credentials of the environment", [], () => leadTo(south), unnamed],
    ["by a profile that the environment overrules", ["--profile", "north"], () => leadTo(south), unnamed],
    [
      "through a gateway of the environment",
      ["--profile", "south"],
      () => ({ GENESYS_GATEWAY_URL: south.url }),
      unnamed,
    ],
    ["as a simulated org", ["--sandbox", "--warehouse", "afterword.duckdb"], () => ({}), /invented customers/],
  ])("not %s", async (_, args, env, refused) => {
    for (const more of [[], ["--dry-run"]]) {
      const { code, stderr } = await afterword(["sync", ...since, ...args, ...more], world(env()));
      expect([code, stderr]).toEqual([2, expect.stringMatching(refused)]);
    }
    const { organizations } = asJson(await afterword(["status", "--json"], world()));
    expect(organizations).toHaveLength(1);
  });

  test("by a profile that is named, which is reported", async () => {
    const { code, stderr } = await afterword(["sync", ...since, "--profile", "south"], world());
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/Added the organization Sandbox \(.*\) to .*, which holds several now: .* take --org\./),
    ]);
    const again = await afterword(["sync", ...since], world(leadTo(south)));
    expect([again.code, again.stderr]).toEqual([0, expect.not.stringContaining("Added")]);
  });

  test("a simulated org's warehouse takes no other one, not even by name", async () => {
    const own = newFolder();
    const at = { ...world(), cwd: own };
    expect((await afterword(["sync", ...since, "--sandbox"], at)).code).toBe(0);
    const args = ["sync", ...since, "--profile", "south", "--warehouse", "afterword-sandbox.duckdb"];
    const { code, stderr } = await afterword(args, at);
    expect([code, stderr]).toEqual([2, expect.stringContaining("What it holds is simulated")]);
  });
});

describe("of a warehouse of two organizations", () => {
  const cwd = newFolder();
  const both: World = { cwd, home, columns: 400 };
  const alone = { north: newFolder(), south: newFolder() };
  let ids: { readonly north: string; readonly south: string };

  beforeAll(async () => {
    for (const name of ["north", "south"] as const) {
      await afterword(["sync", ...since, "--profile", name], both);
      await afterword(["sync", ...since, "--profile", name], { home, cwd: alone[name] });
    }
    ids = { north: north.org.id, south: south.org.id };
  });

  test.each([
    ["report", ["--format", "json"]],
    ["report", ["--format", "md"]],
    ["report", ["--format", "html"]],
    ["report", ["--by", "agent"]],
    ["export", ["--format", "json"]],
    ["export", ["--format", "ndjson", "--rows", "answers"]],
    ["export", ["--format", "json", "--rows", "legs"]],
  ])("%s %j prints of each what it prints of it alone", async (command, args) => {
    for (const name of ["north", "south"] as const) {
      const [own, shared] = [
        { home, cwd: alone[name] },
        { home, cwd },
      ];
      const words = [command, ...args, "--org", ids[name]];
      const expected = await afterword(words, own);
      const { stdout, ...rest } = await afterword(words, shared);
      expect({ ...rest, stdout: withoutChangeIds(stdout) }).toEqual({
        ...expected,
        stdout: withoutChangeIds(expected.stdout),
      });
      expect(expected.code).toBe(0);
    }
  });

  test("a report says whose it is where that was asked", async () => {
    const args = ["report", "--org", ids.south];
    expect(asJson(await afterword(args, { home, cwd }))["filter"]).toMatchObject({ organization: ids.south });
    const { stdout } = await afterword([...args, "--format", "md"], { home, cwd });
    expect(stdout).toContain(`only: organization ${ids.south}`);
  });

  test.each([["report"], ["export"]])("%s asks for one, and lists them", async (command) => {
    const { code, stdout, stderr } = await afterword([command], both);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/holds 2 organizations: Sandbox \(.*\) and Sandbox \(.*\)\.\n?.*--org/);
    for (const id of Object.values(ids)) expect(stderr).toContain(id);
    const unknown = await afterword([command, "--org", "Elsewhere"], both);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining("no organization of that name or id")]);
    const ambiguous = await afterword([command, "--org", "Sandbox"], both);
    expect([ambiguous.code, ambiguous.stderr]).toEqual([2, expect.stringContaining("is the name of 2 organizations")]);
  });

  test("status reports each, or the one that is named", async () => {
    const all = asJson(await afterword(["status", "--json"], both))["organizations"] as { organization_id: string }[];
    expect(all.map(({ organization_id: id }) => id).sort()).toEqual(Object.values(ids).sort());
    const one = asJson(await afterword(["status", "--json", "--org", ids.south], both))["organizations"];
    expect(one).toEqual(all.filter(({ organization_id: id }) => id === ids.south));
  });

  test("forms are those of the client, and --org another one is refused before they are listed", async () => {
    const forms = (profile: string, ...args: readonly string[]) =>
      afterword(["forms", "--profile", profile, "--source", "evaluations", ...args], both);
    const own = await forms("north");
    expect(own.code).toBe(0);
    expect(await forms("north", "--org", ids.north)).toEqual(own);
    const before = north.requests.length;
    for (const [org, words] of [
      [ids.south, /the client is of Sandbox \(.*\)\.[\s\S]*--profile/],
      ["Sandbox", /is the name of 2 organizations/],
      ["Elsewhere", /no organization of that name or id/],
    ] as const) {
      const { code, stdout, stderr } = await forms("north", "--org", org);
      expect([code, stdout, stderr]).toEqual([2, "", expect.stringMatching(words)]);
    }
    expect(north.requests.slice(before).every(({ path }) => !path.includes("forms"))).toBe(true);
    const nothing = await afterword(["forms", "--profile", "north", "--org", "Sandbox"], { home, cwd: newFolder() });
    expect([nothing.code, nothing.stderr]).toEqual([2, expect.stringContaining("nothing is")]);
  });

  test("every command that reads a warehouse takes --org, and says what it does without", async () => {
    const { stdout } = await afterword(["--help"]);
    const commands = [...stdout.matchAll(/^ {2}(\w+) (?:\[options\]| ) /gm)].map(([, name = ""]) => name);
    expect(commands).toContain("init");
    for (const name of commands) {
      const help = (await afterword([name, "--help"])).stdout.replace(/\s+/g, " ");
      // What asks Genesys is about the organization of its client.
      if (!help.includes("--warehouse <file>") || ["sync", "reconcile"].includes(name)) continue;
      expect([name, help]).toEqual([name, expect.stringMatching(/--org <name-or-id> \S.{20,90}(?:several|default: )/)]);
    }
  });

  test("serve shows both, each for itself, or one alone", async () => {
    const place = join(cwd, "afterword.duckdb");
    const serve = async (...args: readonly string[]) => {
      const run = start(["serve", "--no-sync", "--port", "0", "--warehouse", place, ...args]);
      await until(() => run.stdout().includes("\n") || run.child.exitCode !== null);
      const url = run.stdout().split("\n")[0] ?? "";
      const at = (path: string) => ask(new URL(path, url));
      const about = (await at("/api/about")).json() as { readonly organizations: readonly { readonly id: string }[] };
      const asked = ["/api/rows", `/api/rows?org=${ids.north}`, `/api/rows?org=${ids.south}`, "/healthz"];
      const statuses: number[] = [];
      for (const path of asked) statuses.push((await at(path)).status);
      run.child.kill("SIGTERM");
      await run.end;
      return { shown: about.organizations.map(({ id }) => id).sort(), statuses };
    };
    expect(await serve()).toEqual({ shown: Object.values(ids).sort(), statuses: [400, 200, 200, 200] });
    expect(await serve("--org", ids.south)).toEqual({ shown: [ids.south], statuses: [200, 400, 200, 200] });
    const unknown = await start(["serve", "--no-sync", "--port", "0", "--warehouse", place, "--org", "Elsewhere"]).end;
    expect([unknown.code, unknown.stdout]).toEqual([2, ""]);
  });

  test("rebuild makes every one again, or the one that is named", async () => {
    const { code, stderr } = await afterword(["rebuild"], both);
    const counted = Number(/of (\d+) responses/.exec(stderr)?.[1]);
    const { code: also, stderr: ofOne } = await afterword(["rebuild", "--org", ids.north], both);
    expect([code, also]).toEqual([0, 0]);
    const one = Number(/documents of (\d+) responses/.exec(ofOne)?.[1]);
    expect(one).toBeGreaterThan(0);
    expect(one).toBeLessThan(counted);
    expect((await afterword(["rebuild", "--org", "Elsewhere"], both)).code).toBe(2);
  });
});

describe("a profile names its warehouse", () => {
  const [cwd, elsewhere, other] = [newFolder(), newFolder(), newFolder()];
  const place = join(elsewhere, "of-south.duckdb");
  const profiles = newFolder();
  const world = (env: World["env"] = {}, folder = cwd): World => ({ cwd: folder, home: profiles, env, columns: 400 });
  const warehouseOf = async (args: readonly string[], at: World): Promise<unknown> =>
    asJson(await afterword(["status", "--json", ...args], at))["warehouse"];

  beforeAll(async () => {
    const { GENESYS_GATEWAY_URL: url, GENESYS_CLIENT_ID: id, GENESYS_CLIENT_SECRET: secret } = leadTo(south);
    mkdirSync(join(profiles, ".config", "afterword"), { recursive: true });
    const text = `[DEFAULT]\ngateway_url = "${url}"\nclient_id = "${id}"\nclient_secret = "${secret}"\nwarehouse = "${place}"\n[bare]\n`;
    writeFileSync(join(profiles, ".config", "afterword", "profiles.toml"), text, { mode: 0o600 });
    expect((await afterword(["sync", ...since], world())).code).toBe(0);
    expect((await afterword(["sync", ...since], world(leadTo(north), other))).code).toBe(0);
  });

  test("for syncs and readers alike, from every folder", async () => {
    expect(await warehouseOf([], world())).toBe(place);
    expect(await warehouseOf(["--profile", "default"], world({}, other))).toBe(place);
    for (const args of [["report", "--format", "md"], ["export", "--rows", "legs"], ["rebuild"]])
      expect((await afterword([...args, "--profile", "DEFAULT"], world({}, other))).code).toBe(0);
  });

  test.each([
    ["a flag", ["--profile", "default", "--warehouse", "afterword.duckdb"], {}, false],
    [
      "the environment, which is reported,",
      ["--profile", "default"],
      { AFTERWORD_WAREHOUSE: "afterword.duckdb" },
      true,
    ],
    ["the environment, where nobody named the profile", [], { AFTERWORD_WAREHOUSE: "afterword.duckdb" }, false],
  ])("%s outranks it", async (_, args, env, isReported) => {
    const ran = await afterword(["status", "--json", ...args], world(env, other));
    expect(asJson(ran)["warehouse"]).toBe(join(other, "afterword.duckdb"));
    expect(ran.stderr.includes("AFTERWORD_WAREHOUSE of the environment wins over")).toBe(isReported);
  });

  test("the environment does not outrank it with the same place", async () => {
    const env = { AFTERWORD_WAREHOUSE: relative(other, place) };
    const { code, stderr } = await afterword(["status", "--json", "--profile", "default"], world(env, other));
    expect([code, stderr]).toEqual([0, expect.not.stringContaining("wins over")]);
  });

  test("its organization gets into another one by a flag, and not by the environment", async () => {
    const sync = ["sync", ...since, "--profile", "default"];
    const refused = await afterword(sync, world({ AFTERWORD_WAREHOUSE: "afterword.duckdb" }, other));
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(unnamed)]);
    expect(refused.stderr).toContain(`wins over the warehouse of profile "default", ${place}.`);
    const { code } = await afterword([...sync, "--warehouse", "afterword.duckdb", "--dry-run"], world({}, other));
    expect(code).toBe(0);
  });

  test.each([
    ["of a profile that has none", ["--profile", "bare"], {}],
    ["where the environment signs in by itself", [], { GENESYS_ENVIRONMENT: "us-east-1" }],
  ])("it is the one in the folder %s", async (_, args, env) => {
    const signed = args.length > 0 ? env : { ...env, GENESYS_CLIENT_ID: "id", GENESYS_CLIENT_SECRET: "secret" };
    expect(await warehouseOf(args, world(signed, other))).toBe(join(other, "afterword.duckdb"));
  });

  test("a profile that does not exist is refused by readers, too", async () => {
    for (const more of [[], ["--warehouse", place]]) {
      const { code, stderr } = await afterword(["report", "--profile", "nowhere", ...more], world());
      expect([code, stderr]).toEqual([2, expect.stringContaining('No profile is called "nowhere"')]);
    }
  });

  test("no export replaces it", async () => {
    const { code, stderr } = await afterword(["export", "--format", "json", "--out", place], world());
    expect([code, stderr]).toEqual([2, expect.stringContaining("would replace the warehouse")]);
  });
});
