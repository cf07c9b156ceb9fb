import { inspect } from "node:util";
import { expect } from "vitest";
import { UsageError } from "../../src/base/index.ts";
import { type AccessResult, readAccess } from "../../src/config/access.ts";
import type { ReadFile } from "../../src/config/file.ts";

/** A home folder with profiles of our own and of the `gc` command line, as its files would be. */
export const own = "/home/eve/.config/afterword/profiles.toml";
export const gc = "/home/eve/.gc/config.toml";
export const secret = "hunter2";

export type Files = Readonly<Record<string, string>>;
export type Env = Readonly<Record<string, string>>;

const disk =
  (files: Files, mode = 0o100600): ReadFile =>
  async (path) => {
    const text = files[path];
    return text === undefined ? null : { text, mode };
  };

export const read = (env: Env, files: Files = {}, wanted: string | null = null, mode?: number): Promise<AccessResult> =>
  readAccess({ env, home: "/home/eve", platform: "linux", readFile: disk(files, mode) }, wanted);

/** What it is refused with, message and hint; the secret stands in neither. */
export async function refusal(env: Env, files: Files = {}, wanted: string | null = null): Promise<string> {
  const error = await read(env, files, wanted).catch((error: unknown) => error);
  if (!(error instanceof UsageError)) throw new Error(`accepted: ${inspect(error)}`);
  expect(inspect(error)).not.toContain(secret);
  return `${error.message} | ${error.hint}`;
}

export const complete = { GENESYS_CLIENT_ID: "id", GENESYS_CLIENT_SECRET: secret, GENESYS_ENVIRONMENT: "eu-central-1" };
export const ownText = `
[DEFAULT]
region = "mypurecloud.ie"
client_id = "own-id"
client_secret = "own-${secret}"
[gateway]
gateway_url = "https://gateway.example/genesys/"
client_id = "gateway-id"
client_secret = "gateway-${secret}"
`;
export const gcText = `
[default]
environment = "us-east-1"
client_credentials = "gc-id"
client_secret = "gc-${secret}"
access_token = ""
redirect_uri = ""
[test]
environment = "mypurecloud.jp"
client_credentials = "test-id"
client_secret = "test-${secret}"
`;
