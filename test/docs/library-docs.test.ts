import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.ts";
import { openSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { newFolder } from "../new-folder.ts";
import { keepPrinted, keepSecret } from "../printed.ts";

const page = readFileSync("docs/library.md", "utf8");
const programs = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code = ""]) => code);

/** What each example prints, in the order of the page. */
const printed = [
  /^\d+ responses \[\]$/,
  /^[1-9]\d* permissions tried$/,
  /^complete, [1-9]\d* responses \[\]$/,
  /^$/,
  /^Customer satisfaction, [\s\S]*CSAT/,
  /^CSAT (null|0\.\d+|1) of (null|\d+) answers, between \S+ and \S+; [1-9]\d* queues$/,
  /^complete to .*\n(\d{4}-\d\d-\d\dT\S+ .*\n?){20,}/,
  /^[1-9]\d* rows of scores, [1-9]\d* surveys$/,
  /^extract: range\.from is "last week"\. Give ISO 8601 .*\nextract: range has no option "until"\. /,
  /^Agent [0-9a-f]{10}$/,
  /^true$/,
];

describe("the examples of docs/library.md run as they stand, in plain JavaScript, one after the other", () => {
  let sandbox: Sandbox;
  let home: string;
  beforeAll(async () => {
    sandbox = await openSandbox({ perDay: 20, days: 15, limit: 3_000 });
    keepSecret(sandbox.clientSecret);
    home = newFolder();
    mkdirSync(join(home, ".config", "afterword"), { recursive: true });
    const { url, clientId, clientSecret } = sandbox;
    const profile = `[emea]\ngateway_url = "${url}"\nclient_id = "${clientId}"\nclient_secret = "${clientSecret}"\n`;
    writeFileSync(join(home, ".config", "afterword", "profiles.toml"), profile, { mode: 0o600 });
    mkdirSync(join(home, "node_modules"));
    symlinkSync(process.cwd(), join(home, "node_modules", "afterword"), "dir");
  });
  afterAll(() => sandbox.close());

  test("there are as many as are checked", () => expect(programs).toHaveLength(printed.length));

  test.each(programs.map((code, at) => [at + 1, code] as const))("example %i", async (at, code) => {
    const { clientId, clientSecret, url } = sandbox;
    const env = { HOME: home, MY_CLIENT_ID: clientId, MY_CLIENT_SECRET: clientSecret, MY_GATEWAY: url };
    const file = join(home, `example-${at}.mjs`);
    writeFileSync(file, code);
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], { cwd: home, env });
    keepPrinted(stdout + stderr);
    expect(stderr).toBe("");
    expect(stdout.trim()).toMatch(printed[at - 1] ?? /not checked/);
  });
});

test("docs/library.md names every function and every error of the library", () => {
  const names = Object.entries(library).flatMap(([name, value]) => (typeof value === "function" ? [name] : []));
  expect(names.filter((name) => !page.includes(`\`${name}`))).toEqual([]);
});
