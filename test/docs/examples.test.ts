import { execFile } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { openSandbox, truth } from "../../src/sandbox/index.ts";
import { leadTo } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { keepPrinted } from "../printed.ts";

// `npm run types` checks them as they stand; here they run, with a sandbox in place of Genesys.

test.each(["extract.ts", "warehouse.ts"])("examples/%s runs", async (name) => {
  await using sandbox = await openSandbox({ perDay: 8, days: 15 });
  const { stdout, files } = await run([name], leadTo(sandbox));
  if (name === "extract.ts") {
    expect(stdout).toMatch(/^\d+ responses \[\]/);
    return;
  }
  const week = { from: sandbox.now() - 6 * day, to: sandbox.now() - day };
  const answered = truth(sandbox.org, { ...week, now: sandbox.now() });
  expect(answered.length).toBeGreaterThan(0);
  for (const { submit_date, agent_name } of answered) expect(stdout).toContain(`${submit_date} ${agent_name} `);
  expect(files).toEqual(["afterword.duckdb", "afterword.duckdb.key"]);
});

test("examples/report.ts runs on what examples/warehouse.ts has stored", async () => {
  await using sandbox = await openSandbox({ perDay: 8, days: 15 });
  const { stdout } = await run(["warehouse.ts", "report.ts"], leadTo(sandbox));
  expect(stdout).toMatch(/^Customer satisfaction, /m);
  expect(stdout).toMatch(/^[1-9]\d* answers, .*complete to \d+ \w+ \d\d:\d\d; \d+ surveys still open$/m);
});

test("every example is run", () =>
  expect(readdirSync("examples")).toEqual(["extract.ts", "report.ts", "warehouse.ts"]));

/** Runs examples in one folder, one after the other. */
async function run(names: readonly string[], env: Readonly<Record<string, string>>) {
  const cwd = newFolder();
  let stdout = "";
  for (const name of names) stdout += await runIn(cwd, name, env);
  return { stdout, files: readdirSync(cwd).sort() };
}

async function runIn(cwd: string, name: string, env: Readonly<Record<string, string>>): Promise<string> {
  const code = ts.transpileModule(readFileSync(join("examples", name), "utf8"), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  // Below this package, so that "afterword" is what has been compiled.
  const file = join(import.meta.dirname, "..", "..", "dist", `${basename(name, ".ts")}-${process.pid}.mjs`);
  writeFileSync(file, code.outputText);
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], { cwd, env });
    keepPrinted(stdout + stderr);
    expect(stderr).toBe("");
    return stdout;
  } finally {
    rmSync(file);
  }
}
