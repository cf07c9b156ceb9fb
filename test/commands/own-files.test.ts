import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { openWarehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { afterword } from "./terminal.ts";

/** A folder with a warehouse, a second one that nobody names, settings and profiles; and what stands in each file. */
let cwd: string;
let own: Readonly<Record<string, string>>;

const put = (file: string, text: string): void => {
  mkdirSync(dirname(join(cwd, file)), { recursive: true });
  writeFileSync(join(cwd, file), text, { mode: 0o640 });
};

beforeEach(async () => {
  cwd = newFolder("own ");
  for (const name of ["afterword.duckdb", "other.duckdb"]) {
    await (await openWarehouse(join(cwd, name)))[Symbol.asyncDispose]();
    put(`${name}.key`, `${"0f".repeat(32)}\n`);
  }
  put("afterword.duckdb.wal.saved", "");
  put("afterword.toml", 'agents = "pseudonym"\n');
  put("other.toml", 'agents = "off"\n');
  put(".config/afterword/profiles.toml", "");
  put(".gc/config.toml", "");
  symlinkSync("afterword.duckdb", join(cwd, "link.csv"));
  symlinkSync("afterword.duckdb.key", join(cwd, "key.csv"));
  symlinkSync(cwd, join(cwd, "again"));
  linkSync(join(cwd, "afterword.toml"), join(cwd, "hard.csv"));
  linkSync(join(cwd, "afterword.duckdb"), join(cwd, "hard.duckdb"));
  own = contents();
});

function contents(): Record<string, string> {
  const files = readdirSync(cwd, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [file, `${statSync(file).ino} ${readFileSync(file, "base64")}`];
    }),
  );
}

/**
 * Access to an org that does not answer: a command that asks it for anything fails otherwise than by refusing the file.
 */
const nobody = { GENESYS_GATEWAY_URL: "http://127.0.0.1:9", GENESYS_CLIENT_ID: "id", GENESYS_CLIENT_SECRET: "none" };

const ownNames = [
  "afterword.duckdb",
  "./again/afterword.duckdb",
  "again/again/../afterword.duckdb",
  "link.csv",
  "hard.duckdb",
  "afterword.duckdb.key",
  "key.csv",
  "afterword.duckdb.wal",
  "AFTERWORD.duckdb.wal",
  "afterword.duckdb.lock",
  "afterword-sandbox.duckdb",
  "afterword-sandbox.duckdb.key",
  "afterword.toml",
  "hard.csv",
  "other.duckdb",
  "other.duckdb.key",
  "other.duckdb.wal",
  ".config/afterword/profiles.toml",
  ".gc/config.toml",
];

describe("no output of any command replaces one of Afterword's own files, under any name", () => {
  test.each(ownNames)("%s", async (file) => {
    const commands = [
      ["export", "--format", "csv", "--out", file],
      ["export", "--format", "parquet", "--out", file],
      ["export", "--format", "xlsx", "--out", file],
      ["report", "--format", "md", "--out", file],
      ["extract", "--format", "json", "--out", file],
      ["sync", "--publish", file],
    ];
    for (const args of commands) {
      const { code, stdout, stderr } = await afterword(args, { cwd, home: cwd, env: nobody });
      expect([args.join(" "), code, stdout]).toEqual([args.join(" "), 2, ""]);
      expect(stderr).toMatch(/would replace (the|a) .*\nName another file\.\n$/);
    }
    expect(contents()).toEqual(own);
  });

  test("named by a flag or the environment, too", async () => {
    const refused = { code: 2, stderr: expect.stringContaining("would replace") };
    const out = (file: string) => ["export", "--format", "csv", "--out", file];
    const world = { cwd, home: cwd };
    expect(await afterword([...out("other.toml"), "--config", "other.toml"], world)).toMatchObject(refused);
    expect(await afterword([...out("new.duckdb"), "--warehouse", "new.duckdb"], world)).toMatchObject(refused);
    const env = { AFTERWORD_WAREHOUSE: "mine/w.duckdb" };
    expect(await afterword(out("mine/w.duckdb.key"), { ...world, env })).toMatchObject(refused);
    expect(contents()).toEqual(own);
  });
});

test("a file that only looks like an own one is written", async () => {
  for (const file of ["afterword.csv", "afterword.duckdb.csv", "x.key", "profiles.toml", "again/config.toml"]) {
    const ran = await afterword(["export", "--format", "csv", "--out", file], { cwd, home: cwd });
    expect([file, ran.code, existsSync(join(cwd, file))]).toEqual([file, 0, true]);
  }
});

test("--out - is standard output", async () => {
  for (const args of [
    ["export", "--format", "csv"],
    ["report", "--format", "md"],
  ]) {
    const [plain, dash] = [
      await afterword(args, { cwd, home: cwd }),
      await afterword([...args, "--out", "-"], { cwd, home: cwd }),
    ];
    expect(dash).toEqual(plain);
  }
  expect(contents()).toEqual(own);
});

describe("who may read an output", () => {
  const mode = (file: string): string => (statSync(join(cwd, file)).mode & 0o7777).toString(8);
  const write = (format: string, file: string) => afterword(["export", "--format", format, "--out", file], { cwd });

  test.each(["csv", "json", "xlsx", "parquet"])(
    "%s: its owner alone, or those who may read the file that it replaces",
    async (format) => {
      for (const before of [null, 0o644, 0o640, 0o600, 0o444]) {
        if (before !== null) chmodSync(join(cwd, "out"), before);
        expect(await write(format, "out")).toMatchObject({ code: 0 });
        expect(mode("out")).toBe((before ?? 0o600).toString(8));
      }
    },
  );

  test("a link stays a link, and what it leads to is replaced", async () => {
    mkdirSync(join(cwd, "elsewhere"));
    put("elsewhere/data.csv", "old");
    symlinkSync("elsewhere/data.csv", join(cwd, "data.csv"));
    for (const format of ["csv", "parquet"]) {
      expect(await write(format, "data.csv")).toMatchObject({ code: 0 });
      expect(readFileSync(join(cwd, "elsewhere/data.csv"), "utf8")).not.toBe("old");
      expect([mode("elsewhere/data.csv"), readdirSync(join(cwd, "elsewhere"))]).toEqual(["640", ["data.csv"]]);
      put("elsewhere/data.csv", "old");
    }
  });
});

test("what a killed run has left over blocks nobody", async () => {
  for (const name of [`y.csv.${process.pid}.part`, "y.csv.1.part"]) put(name, "half");
  expect(await afterword(["export", "--format", "csv", "--out", "y.csv"], { cwd })).toMatchObject({ code: 0 });
});
