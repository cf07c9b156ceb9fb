import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { complete, own, ownText, read, refusal, secret } from "../../test/orgs/profile-files.ts";

test("the secret prints as three stars", async () => {
  const result = await read(complete);
  expect(inspect(result, { depth: 9, showHidden: true }) + JSON.stringify(result)).not.toContain(secret);
});

test("a file without a secret may be open to all", async () => {
  const files = { [own]: '[DEFAULT]\nclient_id = "x"\nregion = "us-east-1"' };
  expect((await read({ GENESYS_CLIENT_SECRET: secret }, files, null, 0o100644)).warnings).toEqual([]);
});

test.each([
  [0o100644, 1],
  [0o100640, 1],
  [0o100604, 1],
  [0o100600, 0],
  [0o100400, 0],
])("a file of mode %o with a secret: %i warnings", async (mode, count) => {
  const { warnings } = await read({}, { [own]: ownText }, null, mode);
  expect(warnings).toHaveLength(count);
  for (const warning of warnings) expect(warning).toContain(`run chmod 600 ${own}`);
});

describe("a secret in place of something that messages repeat is not repeated", () => {
  const env = { GENESYS_CLIENT_ID: "id", GENESYS_CLIENT_SECRET: secret, GENESYS_ENVIRONMENT: "eu-central-1" };
  test.each([
    [
      "the region",
      { ...env, GENESYS_ENVIRONMENT: secret },
      null,
      /^GENESYS_ENVIRONMENT of the environment is the client secret/,
    ],
    [
      "the client id",
      { ...env, GENESYS_CLIENT_ID: secret },
      null,
      /^GENESYS_CLIENT_ID of the environment is the client secret/,
    ],
    ["the profile's name", env, secret, /^--profile is the client secret/],
  ])("%s", async (_, given, wanted, words) => {
    expect(await refusal(given, { [own]: ownText }, wanted)).toMatch(words);
  });

  test("by its looks, where it is known nowhere else", async () => {
    const word = "Zq3vT0-xK8mJ_2bW7rLd5YfHs9PcNaEu4GiXo6Q1tRk";
    expect(await refusal({}, { [own]: `[${word}]\nregion = "x"\n` }, `${word}a`)).not.toContain(word);
  });
});
