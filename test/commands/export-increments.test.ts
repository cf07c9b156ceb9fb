import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { openAddressKey } from "../../src/sync/documents/address-key.ts";
import type { Row } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { answer, openStored, response } from "../orgs/stored.ts";
import { start } from "./process.ts";
import { afterword } from "./terminal.ts";

const numbered = (id: string, change_id: number, more: Row = {}): Row =>
  response(id, { change_id, changed_at: `2026-03-0${change_id}T00:00:00.000Z`, ...more });

const gone: Row = {
  ...{ organization_id: "org", row_kind: "responses", response_id: "gone", position: 0, source: "survey" },
  ...{ change_id: 3, changed_at: "2026-03-03T00:00:00.000Z" },
};

async function openNumbered() {
  const warehouse = await openStored({
    response: [numbered("r1", 1), numbered("r2", 2), numbered("r4", 4, { source: "evaluation" })],
    tombstone: [gone],
  });
  await warehouse.transaction((tx) => tx.run("UPDATE change_counter SET last = 4"));
  return warehouse;
}

const idsOf = (text: string): unknown[] =>
  text
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .map(({ response_id, deleted }) => (deleted === true ? [response_id] : response_id));

describe("an export of changes", () => {
  test("has what changed since a number or a time, in order, and what is gone by its ids alone", async () => {
    await using warehouse = await openNumbered();
    const run = (...flags: string[]) =>
      afterword(["export", "--warehouse", warehouse.place, "--format", "ndjson", ...flags]);
    expect(idsOf((await run("--changed-since", "0")).stdout)).toEqual(["r1", "r2", ["gone"], "r4"]);
    const { stdout } = await run("--changed-since", "2");
    expect(idsOf(stdout)).toEqual([["gone"], "r4"]);
    expect(JSON.parse(stdout.split("\n")[0] ?? "")).toMatchObject({
      ...{ response_id: "gone", survey_id: "gone", evaluation_id: null, status: null, organization_id: "org" },
      ...{ change_id: 3, deleted: true },
    });
    expect(idsOf((await run("--changed-since", "2026-03-03T00:00:00Z")).stdout)).toEqual([["gone"], "r4"]);
    expect(idsOf((await run("--changed-since", "4")).stdout)).toEqual([]);
    expect(await run("--changed-since", "5")).toMatchObject({ code: 2, stdout: "" });
  });

  test("with a filter, tells of what it does not match any more", async () => {
    await using warehouse = await openNumbered();
    const flags = ["--format", "ndjson", "--changed-since", "1", "--source", "evaluations"];
    const { stdout } = await afterword(["export", "--warehouse", warehouse.place, ...flags]);
    expect(idsOf(stdout)).toEqual([["r2"], ["gone"], "r4"]);
  });

  test("refuses its state where an older copy of the warehouse was put back and has got other changes", async () => {
    await using warehouse = await openNumbered();
    const state = join(newFolder(), "state");
    const run = () => afterword(["export", "--warehouse", warehouse.place, "--format", "ndjson", "--state", state]);
    const mark = (text: string) => warehouse.transaction((tx) => tx.put("change_mark", [{ change_id: 4, mark: text }]));
    await mark("before");
    expect(idsOf((await run()).stdout)).toHaveLength(4);
    expect(await run()).toMatchObject({ code: 0, stdout: "" });
    await mark("after");
    expect(await run()).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/older copy of it was put back.*empty what was filled with it/s),
    });
  });

  test("goes on from its state, which is written when the rows are", async () => {
    await using warehouse = await openNumbered();
    const state = join(newFolder(), "state");
    const run = (...flags: string[]) =>
      afterword(["export", "--warehouse", warehouse.place, "--format", "ndjson", "--state", state, ...flags]);
    expect(idsOf((await run()).stdout)).toHaveLength(4);
    expect(JSON.parse(readFileSync(state, "utf8"))).toMatchObject({ rows: "responses", cursor: 4 });
    expect(idsOf((await run()).stdout)).toEqual([]);
    await warehouse.transaction(async (tx) => {
      await tx.put("response", [numbered("r5", 5)]);
      await tx.run("UPDATE change_counter SET last = 5");
    });
    // The rows cannot be written: they come again.
    expect((await run("--out", join(newFolder(), "no", "folder.ndjson"))).code).toBe(2);
    expect(idsOf((await run()).stdout)).toEqual(["r5"]);
  });

  test("killed between its rows and its state, the next one has the rows again", async () => {
    const { place, state } = await (async () => {
      await using warehouse = await openNumbered();
      return { place: warehouse.place, state: join(newFolder(), "state") };
    })();
    const flags = ["export", "--warehouse", place, "--format", "ndjson", "--state", state];
    const killing = pathToFileURL(join(import.meta.dirname, "kill-before-state.mjs")).href;
    const killed = await start(flags, { NODE_OPTIONS: `--import ${killing}`, KILL_BEFORE: state }).end;
    expect([killed.signal, idsOf(killed.stdout).length, existsSync(state)]).toEqual(["SIGKILL", 4, false]);
    expect((await start(flags).end).stdout).toBe(killed.stdout);
    expect((await start(flags).end).stdout).toBe("");
  });

  test("refuses a state of other rows, of another filter, of another warehouse, and one that is none", async () => {
    await using warehouse = await openNumbered();
    const state = join(newFolder(), "state");
    const run = (place: string, ...flags: string[]) =>
      afterword(["export", "--warehouse", place, "--format", "ndjson", "--state", state, ...flags]);
    expect((await run(warehouse.place)).code).toBe(0);
    expect((await run(warehouse.place, "--rows", "answers")).stderr).toContain("rows of responses");
    expect((await run(warehouse.place, "--source", "evaluations")).stderr).toContain("another filter");
    await using other = await openNumbered();
    expect((await run(other.place)).stderr).toContain("another warehouse");
    writeFileSync(state, "{");
    expect((await run(warehouse.place)).stderr).toContain("not the state of an export");
  });

  test("goes on from its state when the warehouse gets another organization, by whichever word this one is named", async () => {
    await using warehouse = await openNumbered();
    const state = join(newFolder(), "state");
    const run = (...flags: string[]) =>
      afterword(["export", "--warehouse", warehouse.place, "--format", "ndjson", "--state", state, ...flags]);
    const add = (id: string, name: string) =>
      warehouse.transaction((tx) =>
        tx.put("organization", [{ organization_id: id, name, added_at: "2026-03-01T00:00:00.000Z" }]),
      );
    await add("org", "Acme");
    expect(idsOf((await run()).stdout)).toHaveLength(4);
    await add("other", "Acme APAC");
    await warehouse.transaction(async (tx) => {
      await tx.put("response", [{ ...numbered("r5", 5), organization_id: "other" }, numbered("r6", 6)]);
      await tx.run("UPDATE change_counter SET last = 6");
    });
    expect(await run()).toMatchObject({ code: 2, stderr: expect.stringContaining("--org") });
    expect(idsOf((await run("--org", "acme")).stdout)).toEqual(["r6"]);
    expect(await run("--org", "org")).toMatchObject({ code: 0, stdout: "" });
    const refused = await run("--org", "other");
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("of another organization: org") });
  });

  test("takes a time that stands still in place of a range, which has no end unless one is given", async () => {
    const future = "2026-03-31T10:00:01.000Z";
    await using warehouse = await openStored({
      response: [
        numbered("old", 1, { submit_date: "2026-02-28T23:30:00.000Z" }),
        numbered("new", 2),
        // By the clock of Genesys, which is ahead of ours.
        numbered("newest", 3, { submit_date: future }),
      ],
    });
    await warehouse.transaction((tx) => tx.run("UPDATE change_counter SET last = 3"));
    const run = (...flags: string[]) =>
      afterword(["export", "--warehouse", warehouse.place, "--format", "ndjson", "--changed-since", "0", ...flags]);
    for (const flags of [
      ["--since", "2026-03-01"],
      ["--from", "2026-03-01"],
    ])
      expect(idsOf((await run("--tz", "UTC", ...flags)).stdout)).toEqual([["old"], "new", "newest"]);
    expect(idsOf((await run("--tz", "Europe/Berlin", "--since", "2026-03-01")).stdout)).toEqual([
      "old",
      "new",
      "newest",
    ]);
    expect(idsOf((await run("--from", "2026-03-01", "--to", "2026-03-31")).stdout)).toEqual([
      ["old"],
      "new",
      ["newest"],
    ]);
  });

  describe("knows its state by what the flags and settings mean", () => {
    const settings = (cwd: string, text: string) => writeFileSync(join(cwd, "afterword.toml"), text);
    type Run = (...flags: string[]) => ReturnType<typeof afterword>;
    test.each<[string, readonly string[], (cwd: string) => void, readonly string[]]>([
      [
        "another time zone of the same date",
        ["--from", "2026-03-01"],
        () => {},
        ["--from", "2026-03-01", "--tz", "Asia/Tokyo"],
      ],
      [
        "a measure that has another question now",
        ["--measure", "m"],
        (cwd) => settings(cwd, '[measures]\nm = ["q2"]\n'),
        ["--measure", "m"],
      ],
      ["people shown otherwise", [], (cwd) => settings(cwd, 'agents = "off"\n[measures]\nm = ["q1"]\n'), []],
      [
        "other columns",
        ["--columns", "response_id,change_id"],
        () => {},
        ["--columns", "response_id,change_id,status"],
      ],
      ["another rule", [], () => {}, ["--rule", "last"]],
    ])("%s is another filter", async (_, first, change, second) => {
      const { cwd, run } = await openConsumer();
      expect(await run(...first)).toMatchObject({ code: 0, stderr: expect.not.stringContaining("error") });
      change(cwd);
      const again = await run(...second);
      expect([again.code, again.stdout, again.stderr]).toEqual([
        2,
        "",
        expect.stringContaining("another filter: it has"),
      ]);
    });

    test.each<[string, readonly string[], readonly string[]]>([
      ["a range in other words", ["--from", "2026-03-01", "--tz", "UTC"], ["--since", "2026-02-28T19:00:00-05:00"]],
      ["the only organization by its name", [], ["--org", "org"]],
      ["a measure and its questions", ["--measure", "m"], ["--question", "q1"]],
      ["another time zone without a range", [], ["--tz", "Asia/Tokyo"]],
    ])("%s is the same", async (_, first, second) => {
      const { run } = await openConsumer();
      expect(await run(...first)).toMatchObject({ code: 0, stderr: expect.not.stringContaining("error") });
      const again = await run(...second);
      expect([again.code, again.stdout, again.stderr]).toEqual([0, "", expect.any(String)]);
    });

    async function openConsumer(): Promise<{ cwd: string; run: Run }> {
      const { place } = await (async () => {
        await using warehouse = await openStored({
          organization: [{ organization_id: "org", name: "Org", added_at: "2026-03-01T00:00:00.000Z" }],
          response: [numbered("r1", 1)],
          answer: [answer("r1", 1, { answer: "yes" }), answer("r1", 2, { answer: "no" })],
        });
        await warehouse.transaction((tx) => tx.run("UPDATE change_counter SET last = 1"));
        return warehouse;
      })();
      const cwd = newFolder();
      settings(cwd, '[measures]\nm = ["q1"]\n');
      const state = join(cwd, "state");
      const flags = ["export", "--warehouse", place, "--format", "ndjson", "--state", state];
      return { cwd, run: (...more) => afterword([...flags, ...more], { cwd }) };
    }
  });

  test("whose pseudonym an agent has does not stand in the state", async () => {
    const weights = { weight_genesys: 1, weight_last: 1, weight_first: 1, weight_longest: 1, weight_all: 1 };
    const credit = { organization_id: "org", response_id: "r1", agent_id: "agent-of-genesys" };
    await using warehouse = await openStored({
      response: [numbered("r1", 1, { agent_id: "agent-of-genesys" })],
      attribution: [{ ...credit, ...weights }],
      agent: [{ organization_id: "org", agent_id: "agent-of-genesys", name: "Ada" }],
    });
    await warehouse.transaction((tx) => tx.run("UPDATE change_counter SET last = 1"));
    await openAddressKey(warehouse);
    const cwd = newFolder();
    writeFileSync(join(cwd, "afterword.toml"), 'agents = "pseudonym"\n');
    const run = (...flags: string[]) =>
      afterword(["export", "--warehouse", warehouse.place, "--format", "ndjson", ...flags], { cwd });
    const [shown] = (await run()).stdout
      .split("\n")
      .map((line) => JSON.parse(line || "null") as Record<string, unknown>);
    const state = join(cwd, "state");
    const { code, stdout, stderr } = await run("--state", state, "--agent", String(shown?.["agent_id"]));
    expect([stderr, idsOf(stdout)]).toEqual(["1 response.\n", ["r1"]]);
    expect([code, readFileSync(state, "utf8")]).toEqual([0, expect.not.stringContaining("agent-of-genesys")]);
  });

  test.each([[["--since", "7d"]], [["--limit", "5"]], [["--all"]]])("does not go together with %j", async (flags) => {
    await using warehouse = await openNumbered();
    const { code, stderr } = await afterword([
      "export",
      "--warehouse",
      warehouse.place,
      "--changed-since",
      "0",
      ...flags,
    ]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(flags[0] ?? "")]);
  });
});
