import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { newFolder } from "../new-folder.ts";
import { keepPrinted } from "../printed.ts";
import { everything } from "../seeds.ts";

/** Runs a program in a folder that has no settings and no credentials. */
async function run(cwd: string, command: string, args: readonly string[], node = process.execPath) {
  const path = `${dirname(node)}${delimiter}${process.env["PATH"]}`;
  const env = {
    PATH: path,
    HOME: cwd,
    USERPROFILE: cwd,
    XDG_CONFIG_HOME: join(cwd, ".config"),
    npm_config_cache: cache,
  };
  const { stdout, stderr } = await promisify(execFile)(command, args, { cwd, env, maxBuffer: 2 ** 26 });
  keepPrinted(stdout + stderr);
  return { stdout, stderr };
}

const cache = process.env["npm_config_cache"] ?? join(process.env["HOME"] ?? "", ".npm");
const npm = (cwd: string, ...args: readonly string[]) => {
  const script = process.env["npm_execpath"];
  return script ? run(cwd, process.execPath, [script, ...args]) : run(cwd, "npm", args);
};

const quietly = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];

let tarball: string;
beforeAll(async () => {
  const folder = newFolder();
  const { stdout } = await npm(process.cwd(), "pack", "--ignore-scripts", "--silent", "--pack-destination", folder);
  tarball = join(folder, stdout.trim());
});

/** A project of somebody who uses the package. */
function newProject(): string {
  const folder = newFolder();
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  return folder;
}

/** What npm would install, from this disk: the tarball, and the packages that the lock file has for production. */
async function installFromDisk(folder: string): Promise<void> {
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "afterword"), { recursive: true });
  await run(folder, "tar", ["-xzf", tarball, "-C", join(modules, "afterword"), "--strip-components=1"]);
  for (const path of await productionPackages()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(resolve(path), join(folder, path), "junction");
  }
}

async function productionPackages(): Promise<string[]> {
  const { stdout } = await npm(process.cwd(), "ls", "--omit=dev", "--all", "--parseable", "--package-lock-only");
  const root = process.cwd();
  return stdout
    .split("\n")
    .flatMap((path) => (path.startsWith(join(root, "node_modules")) ? [path.slice(root.length + 1)] : []));
}

/** The whole way of a program: an org, its answers, a warehouse, a report. */
const program = `
import { createGenesys, extract, openWarehouse, report, reportText, sync } from "afterword";
import { openSandbox } from "afterword/sandbox";

const sandbox = await openSandbox({ perDay: 5, days: 10 });
const { url, clientId, clientSecret } = sandbox;
const genesys = createGenesys({ clientId, clientSecret, hosts: { api: url, login: url } });
const since = Date.now() - 7 * 24 * 60 * 60 * 1000;
const { records } = await extract(genesys, { range: { from: since, to: Date.now() } });
const warehouse = await openWarehouse("own.duckdb");
const { complete } = await sync(genesys, warehouse, { since });
const text = reportText(await report(warehouse));
await warehouse.close();
await genesys.close();
await sandbox.close();
console.log(JSON.stringify({ records: records.length, complete, text }));
`;

async function expectProgram(folder: string, node?: string): Promise<void> {
  writeFileSync(join(folder, "program.mjs"), program);
  const { stdout, stderr } = await run(folder, node ?? process.execPath, ["program.mjs"], node);
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual({
    records: expect.any(Number),
    complete: true,
    text: expect.stringMatching(/CSAT/),
  });
}

/** With the checks that a strict project has, ours and those of all that our types refer to. */
async function expectTypes(folder: string, types: string): Promise<void> {
  cpSync("examples", join(folder, "examples"), { recursive: true });
  const options = {
    strict: true,
    skipLibCheck: false,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    types: ["node"],
  };
  const compilerOptions = { ...options, target: "es2022", module: "nodenext", typeRoots: [types] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["examples"] }));
  const { stdout } = await run(folder, process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", "."]);
  expect(stdout).toBe("");
}

describe("the package as it is published, with the packages that it names and no others", () => {
  let folder: string;
  beforeAll(async () => {
    folder = newProject();
    await installFromDisk(folder);
  });

  test("holds the needed files, and nothing of how it is made", async () => {
    const { stdout } = await run(folder, "tar", ["-tzf", tarball]);
    const files = stdout.split("\n").map((path) => path.replace("package/", ""));
    expect(files).toEqual(
      expect.arrayContaining(["README.md", "LICENSE", "CHANGELOG.md", "dist/cli/main.js", "docs/metrics.md"]),
    );
    expect(
      files.filter((path) => /\.test\.|tsbuildinfo|\.compiled|^(src|test|bench|scripts|node_modules)\//.test(path)),
    ).toEqual([]);
  });

  test("has at most 45 packages for production", async () => {
    expect((await productionPackages()).length).toBeLessThanOrEqual(45);
  });

  test("runs in plain JavaScript", () => expectProgram(folder));

  test("is typed for strict TypeScript with skipLibCheck: false", async () => {
    mkdirSync(join(folder, "node_modules", "@types"), { recursive: true });
    for (const name of ["@types/node", "undici-types"])
      symlinkSync(resolve("node_modules", name), join(folder, "node_modules", name), "junction");
    await expectTypes(folder, join(folder, "node_modules", "@types"));
  });

  test("brings the command", async () => {
    const { bin, version } = JSON.parse(readFileSync(join(folder, "node_modules/afterword/package.json"), "utf8"));
    const command = join(folder, "node_modules", "afterword", bin.afterword);
    expect((await run(folder, process.execPath, [command, "--version"])).stdout).toBe(`${version}\n`);
    if (process.platform !== "win32") {
      expect(readFileSync(command, "utf8")).toMatch(/^#!.* MALLOC_ARENA_MAX=1 node\n/);
      expect((await run(folder, command, ["--version"])).stdout).toBe(`${version}\n`);
    }
    const args = ["extract", "--sandbox", "--since", "2d", "--format", "csv"];
    const { stdout } = await run(folder, process.execPath, [command, ...args]);
    expect(stdout).toMatch(/^interaction_id,/);
  });
});

/** Without npm's registry and without all of it in npm's cache, nothing can be tested. */
const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED/;

describe.runIf(everything)("the package, installed by npm", () => {
  test.for([20, 22, 24])("on Node %d", { timeout: 600_000 }, async (major, { skip }) => {
    const folder = newProject();
    const nodes = newProject();
    try {
      await npm(folder, "install", tarball, `@types/node@${major}`, ...quietly);
      await npm(nodes, "install", `node@${major}`, ...quietly);
    } catch (error) {
      if (unreachable.test(String(error))) skip(`Not tried on Node ${major}: npm's registry cannot be reached.`);
      throw error;
    }
    const node = join(nodes, "node_modules", "node", "bin", "node");
    expect((await run(folder, node, ["--version"])).stdout).toMatch(`v${major}.`);
    await expectProgram(folder, node);
    await expectTypes(folder, join(folder, "node_modules", "@types"));
    const command = join(folder, "node_modules", ".bin", "afterword");
    await run(folder, command, ["sync", "--sandbox", "--since", "7d"], node);
    await run(folder, command, ["export", "--sandbox", "--out", "responses.xlsx"], node);
    expect(readFileSync(join(folder, "responses.xlsx")).subarray(0, 2).toString()).toBe("PK");
    const { stdout } = await run(folder, command, ["report", "--sandbox"], node);
    expect(JSON.parse(stdout)).toHaveProperty("csat.n");
  });
});
