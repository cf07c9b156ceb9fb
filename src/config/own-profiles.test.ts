import { inspect } from "node:util";
import { expect, test } from "vitest";
import { UsageError } from "../base/index.ts";
import { readOwnProfiles } from "./own-profiles.ts";

const path = "/p.toml";
const read = (text: string) => readOwnProfiles(path, { text, mode: 0o600 });

function complaint(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(inspect(error)).not.toContain("hunter2");
    return error.message;
  }
  throw new Error("accepted");
}

test("every key of a profile", () => {
  const file = read(`
    [work]
    region = "us-east-1"
    client_id = " id "
    client_secret = "hunter2"
    gateway_url = "https://gateway.example/"
    warehouse = " /data/a.duckdb "
    ["play ground"]
  `);
  expect(file.names).toEqual(["work", "play ground"]);
  const work = file.read("work");
  expect(work).toMatchObject({ clientId: "id", region: "us-east-1", gatewayUrl: "https://gateway.example" });
  expect(work.warehouse).toBe("/data/a.duckdb");
  expect(work.clientSecret?.reveal()).toBe("hunter2");
  expect(work.place).toBe('profile "work" of /p.toml');
});

test("what a profile leaves out, or leaves blank, is null", () => {
  const nothing = { clientId: null, clientSecret: null, region: null, gatewayUrl: null, warehouse: null };
  expect(read("[a]").read("a")).toMatchObject(nothing);
  expect(
    read("[a]\nregion = ''\nclient_id = ' '\nclient_secret = ''\ngateway_url = ''\nwarehouse = ''").read("a"),
  ).toMatchObject(nothing);
});

test.each([
  ["[a]\nclientid = 'hunter2'", "/p.toml:2:1: a.clientid is not a known key; did you mean client_id?"],
  ["[a]\nsecret = 'hunter2'", "/p.toml:2:1: a.secret is not a known key; known here: region, client_id, client_secret"],
  ["[a]\nclient_secret = 5", "/p.toml:2:1: a.client_secret must be text in quotes"],
  ["[a]\nclient_secret = 'hunter2", "/p.toml:2:17: unfinished string (this is not TOML)"],
  ["[a]\nclient_secret = hunter2", "/p.toml:2:17: invalid value (this is not TOML)"],
  ["[a]\nclient_secret = '''hunter2\nhunter2", "(this is not TOML)"],
  ["client_secret = 'hunter2'", "/p.toml:1:1: client_secret must stand in the table of a profile, such as [DEFAULT]"],
  ["[a]\nwarehouse = 'a.duckdb'", "/p.toml:2:1: a.warehouse must be an absolute path, a path that begins with ~/"],
  ["[a]\nwarehouse = 'mysql://me:hunter2@db'", "/p.toml:2:1: a.warehouse must be an absolute path"],
  ["[a]\ngateway_url = 'https://me:hunter2@g.example'", "a.gateway_url must not hold a user name or a password"],
])("refused: %j", (text, words) => {
  expect(complaint(text)).toContain(words);
});

test("all problems at once", () => {
  expect(complaint("[a]\nx = 'hunter2'\n[b]\nregion = 1\nclient_id = 2")).toMatch(/^\/p\.toml has 3 problems:/);
});
