import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import stringWidth from "string-width";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import type { ReportDocument } from "../../src/report/index.ts";
import { newFolder } from "../new-folder.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";
import { afterword, type World } from "./terminal.ts";

/** Settings in a file of their own. */
function settings(text: string): string {
  const file = join(newFolder(), "afterword.toml");
  writeFileSync(file, text);
  return file;
}

describe("over a synced sandbox", () => {
  let org: Synced;
  beforeAll(async () => {
    org = await openSynced({ perDay: 10, days: 32 });
    await org.sync({ since: present - 32 * day });
  });
  afterAll(() => org[Symbol.asyncDispose]());

  const run = (args: readonly string[], world: World = {}) =>
    afterword(["report", "--warehouse", org.warehouse.place, "--tz", "Europe/Berlin", ...args], world);

  test("one screen of 80 columns, of the last 28 whole days", async () => {
    const { code, stdout, stderr } = await run([], { columns: 80, env: { NO_COLOR: "1" } });
    expect([code, stderr]).toEqual([0, ""]);
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toBe("Customer satisfaction, 3 – 30 Mar 2026");
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
    expect(stdout).toMatch(/^CSAT +\d+ % \[\d+–\d+\], n \d+/m);
    expect(stdout).toMatch(/^Complete to 31 Mar, 11:45; \d+ surveys still open\./m);
  });

  test("into a pipe the document, with the filter that produced it", async () => {
    const { code, stdout, stderr } = await run(["--by", "media", "--queue", "Billing", "--min", "3"]);
    const document = JSON.parse(stdout) as ReportDocument;
    expect([code, stderr]).toEqual([0, ""]);
    expect(document.filter).toMatchObject({ queues: ["Billing"], minimum: 3 });
    expect(document.by).toBe("media");
    expect(document.csat.n).toBeGreaterThan(0);
    expect(document.standing?.not_read).toEqual([]);
    expect(document.completeness).toMatch(/^complete to 31 Mar 11:45/);
  });

  test("a range that began before anything was read is given without a verdict, and reported", async () => {
    const { stdout } = await run(["--format", "json"]);
    const { changes, read_from } = JSON.parse(stdout) as ReportDocument;
    expect(changes.csat).toMatchObject({ verdict: "no verdict", reason: "incomplete" });
    expect(read_from).toBe(new Date(present - 32 * day).toISOString());
    expect((await run(["--format", "text"])).stdout.replace(/\s+/g, " ")).toContain("Nothing before 27 Feb");
    const within = JSON.parse((await run(["--format", "json", "--since", "10d"])).stdout) as ReportDocument;
    expect(within.changes.csat?.reason).not.toBe("incomplete");
  });

  test("German Markdown into a file, in the format of its ending", async () => {
    const out = join(newFolder(), "bericht.md");
    const ran = await run(["--language", "de", "--out", out, "--since", "7d"]);
    expect(ran).toEqual({ code: 0, stdout: "", stderr: "" });
    const text = readFileSync(out, "utf8");
    expect(text).toMatch(/^# Kundenzufriedenheit, 24\. März 2026, 11:00 – 31\. März 2026, 12:00\n/);
    expect(text).toMatch(/^\| CSAT \(zufrieden\) \| \d+ % \[\d+–\d+\], /m);
  });

  test("one HTML file by the ending of --out, for nobody but its owner to read", async () => {
    const out = join(newFolder(), "report.html");
    const args = ["--by", "media", "--rule", "last", "--queue", "Billing"];
    expect(await run([...args, "--out", out])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(statSync(out).mode & 0o777).toBe(0o600);
    const html = readFileSync(out, "utf8");
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">[\s\S]*<\/html>\n$/);
    const { csat } = JSON.parse((await run([...args, "--format", "json"])).stdout) as ReportDocument;
    const value = /<h3>Satisfied customers<\/h3><p class="value">(\d+)/.exec(html)?.[1];
    expect(value).toBe(String(Math.round((csat.value ?? 0) * 100)));
    expect(html).toMatch(/only: queue Billing[\s\S]*credited to the last agent, definition [0-9a-f]{12}/);
  });

  test("by pseudonym nobody is named, and a pseudonym chooses, a name does not", async () => {
    const names = (await org.warehouse.query("SELECT agent_id, name FROM agent")).flatMap(({ agent_id, name }) => [
      String(agent_id),
      String(name),
    ]);
    const { stdout } = await run(["--agents", "pseudonym", "--by", "agent"]);
    const { groups } = JSON.parse(stdout) as ReportDocument;
    const text = await run(["--agents", "pseudonym", "--format", "text"]);
    const markdown = await run(["--agents", "off", "--format", "md"]);
    const pages = await Promise.all(
      ["off", "pseudonym"].map(async (how) => (await run(["--agents", how, "--format", "html"])).stdout),
    );
    const printed = [stdout, text.stdout, markdown.stdout, ...pages].join("\n");
    expect(names.filter((name) => printed.includes(name))).toEqual([]);
    const [first] = groups ?? [];
    expect(first?.name).toMatch(/^Agent [0-9a-f]{10}$/);
    const args = ["--agents", "pseudonym", "--agent"];
    const chosen = await run([...args, first?.name ?? ""]);
    expect(JSON.parse(chosen.stdout)).toMatchObject({ filter: { agents: [first?.name] }, agents: "pseudonym" });
    expect(chosen.stderr).toBe("");
    const named = await run([...args, names[1] ?? ""]);
    expect(named).toMatchObject({ code: 2, stdout: "" });
    expect(named.stderr).toContain(`No response in the warehouse has the agent "${names[1]}".\n`);
  });

  test("an afterword.toml of another day than the rows is reported", async () => {
    const config = settings('[roles]\n"x" = "other"\n');
    expect((await run(["--config", config, "--since", "1d"])).stderr).toMatch(
      /^afterword\.toml has changed since these answers were scored/,
    );
  });
});

describe("is refused", () => {
  const off = settings('agents = "off"\n');
  const pseudonym = settings('agents = "pseudonym"\n');
  const refused: [args: string[], words: RegExp][] = [
    [[], /There is no warehouse at .*afterword\.duckdb/],
    [["--by", "day"], /--by is "day"\.\nThere are queue, agent, team/],
    [["--score", "1..0"], /--score "1\.\.0" is no range of satisfaction/],
    [["--score", "low"], /0\.\.0\.25 for the least satisfied/],
    [["--linked", "--unlinked"], /--linked cannot be combined with --unlinked/],
    [["--measure", "overall"], /no measure "overall"\.\nIt has no table \[measures\]/],
    [["--measure", "a", "--question", "b"], /--measure cannot be combined with --question/],
    [["--tz", "Europe/Berlim"], /--tz "Europe\/Berlim" must be a time zone.*did you mean "Europe\/Berlin"/],
    [["--min", "many"], /--min <n>.*whole number/],
    [["--out", "report.doc"], /The ending of report\.doc names no format/],
    [["--format", "pdf"], /'pdf' is invalid.*text, md, html, json/],
    [["--config", off, "--by", "agent"], /--by agent is not possible where agents = "off"/],
    [["--agents", "off", "--agent", "Ada"], /--agent is not possible where agents = "off"/],
    [
      ["--config", pseudonym, "--agents", "named"],
      /--agents named would show more of people than agents = "pseudonym"/,
    ],
  ];
  test.each(refused)("%j", async (args, words) => {
    const { code, stdout, stderr } = await afterword(["report", ...args], { cwd: newFolder() });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(words);
  });
});
