import { expect, test } from "vitest";
import { complete, type Env, type Files, gc, own } from "../../test/orgs/profile-files.ts";
import { UsageError } from "../base/index.ts";
import { readProfileWarehouse } from "./profile-warehouse.ts";

const text = `
[DEFAULT]
warehouse = "/data/usual.duckdb"
[near]
warehouse = "~/near.duckdb"
[shared]
warehouse = "postgres://ann@db.example/afterword"
[windows]
warehouse = 'C:\\data\\all.duckdb'
[plain]
region = "us-east-1"
`;
const files: Files = { [own]: text, [gc]: '[test]\nenvironment = "us-east-1"\n' };

const read = (env: Env, wanted: string | null, given = files): Promise<string | null> =>
  readProfileWarehouse(
    {
      ...{ env, home: "/home/eve", platform: "linux" },
      readFile: async (path) => (given[path] === undefined ? null : { text: given[path], mode: 0o100600 }),
    },
    wanted,
  );

test.each<[string, Env, string | null, string | null]>([
  ["the one called DEFAULT, without a wish", {}, null, "/data/usual.duckdb"],
  ["none, where the environment signs in by itself", complete, null, null],
  ["the one that is wished for, whatever the environment has", complete, "default", "/data/usual.duckdb"],
  ["one in the home folder", {}, "near", "/home/eve/near.duckdb"],
  ["a database", {}, "Shared", "postgres://ann@db.example/afterword"],
  ["one of another system's spelling", {}, "windows", "C:\\data\\all.duckdb"],
  ["none, where the profile has none", {}, "plain", null],
  ["none of a profile of gc", {}, "test", null],
])("the warehouse of a profile is %s", async (_, env, wanted, expected) =>
  expect(await read(env, wanted)).toBe(expected),
);

test("no file of profiles has no warehouse", async () => expect(await read({}, null, {})).toBeNull());

test("a profile that is nowhere is refused", async () => {
  await expect(read({}, "nowhere")).rejects.toThrow(UsageError);
});
