import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { newFolder } from "../new-folder.ts";
import { keepPrinted } from "../printed.ts";
import { lastWeek, openSandboxed, truthOf } from "../servers/sandboxed.ts";
import { afterword, leadTo } from "./terminal.ts";

const small = { perDay: 20, days: 30 };

describe("the printed output", () => {
  test("into a pipe: JSON, and nothing but data on stdout", async () => {
    await using org = await openSandboxed(small);
    const { code, stdout, stderr } = await afterword(["extract"], { env: leadTo(org.sandbox) });
    expect(JSON.parse(stdout)).toEqual(truthOf(org));
    expect(code).toBe(0);
    expect(stderr).toMatch(/\d+ responses \(\d+ surveys, \d+ evaluations\), \d+ linked; \d+ requests\./);
  });

  test("NDJSON: one record a line", async () => {
    await using org = await openSandboxed(small);
    const { stdout } = await afterword(["extract", "--format", "ndjson"], { env: leadTo(org.sandbox) });
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(truthOf(org));
  });

  test("CSV: one column a fact, formulas neutralised, no JSON in a cell", async () => {
    await using org = await openSandboxed({ ...small, perDay: 60, switches: ["hostile-text"] });
    const { stdout } = await afterword(["extract", "--format", "csv"], { env: leadTo(org.sandbox) });
    const rows = parse(stdout, { columns: true, relax_quotes: false }) as Record<string, string>[];
    const expected = truthOf(org);
    expect(rows.map((row) => row["response_id"])).toEqual(expected.map((row) => row.response_id));
    expect(rows.map((row) => row["duration_seconds"])).toEqual(
      expected.map((row) => String(row.duration_seconds ?? "")),
    );
    expect(rows.flatMap((row) => Object.values(row)).filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(rows.some((row) => row["comment"]?.startsWith("'="))).toBe(true);
  });

  test("on a terminal: a table that fits, and a progress line that is gone at the end", async () => {
    await using org = await openSandboxed(small);
    const { code, stdout, stderr } = await afterword(["extract"], { env: leadTo(org.sandbox), columns: 120 });
    expect(code).toBe(0);
    const [header = "", ...rows] = stdout.trimEnd().split("\n");
    expect(header).toMatch(/submitted.*source.*agent.*queue.*media.*length.*CSAT.*NPS.*comment/);
    expect(rows).toHaveLength(truthOf(org).length);
    const drawn = stderr.split("\r").map((line) => line.replace("\u001b[2K", ""));
    expect(drawn.some((line) => /^found \d+ · fetched \d+ · linked \d+ · \d+ requests/.test(line))).toBe(true);
    expect(drawn.at(-1)).not.toMatch(/found/);
  });

  test("hostile text comes through unharmed in JSON, and harmless on a terminal", async () => {
    await using org = await openSandboxed({ seed: 2, switches: ["hostile-text"] });
    const [env, cwd] = [leadTo(org.sandbox), newFolder()];
    // One of the texts is a formula that looks like a telephone number.
    writeFileSync(join(cwd, "afterword.toml"), "redact = []\n");
    const { stdout } = await afterword(["extract", "--since", "30d"], { env, cwd });
    const expected = truthOf(org, { from: lastWeek.to - 30 * day });
    expect(JSON.parse(stdout)).toEqual(expected);
    const comments = expected.map(({ comment }) => comment ?? "");
    for (const trap of [/\u001b/, /\0/, /[\ud800-\udbff](?![\udc00-\udfff])/, /\u202e/]) {
      expect(comments.some((comment) => trap.test(comment))).toBe(true);
    }
    expect(Math.max(...comments.map(({ length }) => length))).toBeGreaterThanOrEqual(10_000);
    const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;
    for (const format of ["csv", "ndjson"]) {
      const args = ["extract", "--since", "30d", "--format", format];
      expect((await afterword(args, { env, cwd, columns: 100 })).stdout).not.toMatch(controls);
    }
    const table = await afterword(["extract", "--since", "30d"], { env, cwd, columns: 100 });
    const text = table.stdout.replaceAll(/\u001b\[1m|\u001b\[22m/g, "");
    expect(text).not.toMatch(controls);
    expect(text.trimEnd().split("\n")).toHaveLength(comments.length + 1);
  });

  test("nothing found is no error, and shows what there was to choose a label from", async () => {
    await using org = await openSandboxed(small);
    const args = ["extract", "--source", "evaluations", "--csat-label", "no such label"];
    const { code, stdout, stderr } = await afterword(args, { env: leadTo(org.sandbox) });
    expect([code, JSON.parse(stdout)]).toEqual([0, []]);
    expect(stderr).toMatch(/form ".*"\n {4}group ".*"\n {6}question ".*" \(/);
  });

  test("an empty org", async () => {
    await using org = await openSandboxed({ perDay: 0, days: 2 });
    const { code, stdout } = await afterword(["extract"], { env: leadTo(org.sandbox) });
    expect([code, stdout]).toEqual([0, "[]\n"]);
    expect((await afterword(["extract", "--format", "csv"], { env: leadTo(org.sandbox) })).stdout).toMatch(
      /^interaction_id,/,
    );
  });

  test("a dry run reports what it would cost, and asks for no answer", async () => {
    await using org = await openSandboxed(small);
    const { code, stdout } = await afterword(["extract", "--dry-run"], { env: leadTo(org.sandbox) });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      surveys: expect.any(Number),
      evaluations: expect.any(Number),
      minutes: expect.any(Number),
    });
    expect(org.sandbox.counts()["GET /api/v2/quality/surveys/{surveyId}"]).toBeUndefined();
    const table = await afterword(["extract", "--dry-run"], { env: leadTo(org.sandbox), columns: 100 });
    expect(table.stdout).toMatch(/Found \d+ surveys and \d+ evaluations .* takes about \d+ requests/);
  });
});

describe("--out", () => {
  test("writes the file whole, and leaves nothing else behind", async () => {
    await using org = await openSandboxed(small);
    const cwd = newFolder();
    const file = join(cwd, "answers.json");
    const { code, stdout } = await afterword(["extract", "--out", file], { env: leadTo(org.sandbox), cwd });
    expect([code, stdout, readdirSync(cwd)]).toEqual([0, "", ["answers.json"]]);
    const written = readFileSync(file, "utf8");
    keepPrinted(written);
    expect(JSON.parse(written)).toEqual(truthOf(org));
  });

  test("in the format of its ending, where none is named", async () => {
    await using org = await openSandboxed(small);
    const cwd = newFolder();
    const env = leadTo(org.sandbox);
    const csv = await afterword(["extract", "--format", "csv"], { env, cwd });
    await afterword(["extract", "--out", join(cwd, "answers.csv")], { env, cwd });
    expect(readFileSync(join(cwd, "answers.csv"), "utf8")).toBe(csv.stdout);
    const { code, stderr } = await afterword(["extract", "--out", "answers.xls"], { env, cwd });
    expect([code, readdirSync(cwd)]).toEqual([2, ["answers.csv"]]);
    expect(stderr).toMatch(/The ending of answers\.xls names no format\.\n.*--format \(json, ndjson, csv\)/);
  });

  test("keeps the old file when the run fails", async () => {
    const cwd = newFolder();
    const file = join(cwd, "answers.json");
    writeFileSync(file, "old");
    await using org = await openSandboxed({ ...small, withoutPermissions: ["quality:survey:view"] });
    const args = ["extract", "--source", "surveys", "--out", file];
    expect((await afterword(args, { env: leadTo(org.sandbox), cwd })).code).toBe(4);
    expect([readdirSync(cwd), readFileSync(file, "utf8")]).toEqual([["answers.json"], "old"]);
  });
});

describe("incomplete", () => {
  test("available data is delivered, missing data is named, and the exit code is 6", async () => {
    await using org = await openSandboxed({
      ...small,
      faults: ["malformed-document"],
      withoutPermissions: ["routing:wrapupCode:view"],
    });
    const { code, stdout, stderr } = await afterword(["extract"], { env: leadTo(org.sandbox) });
    expect(code).toBe(6);
    const spoilt = new Set(org.sandbox.spoilt.map(({ id }) => id));
    const rest = truthOf(org).filter(({ response_id }) => !spoilt.has(response_id));
    expect((JSON.parse(stdout) as { response_id: string }[]).map((row) => row.response_id)).toEqual(
      rest.map((row) => row.response_id),
    );
    for (const { id } of org.sandbox.spoilt) expect(stderr).toContain(id);
    expect(stderr).toContain("routing:wrapupCode:view");
    expect(stderr).toContain("Incomplete");
  });
});
