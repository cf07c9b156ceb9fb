import { describe, expect, test } from "vitest";
import { complete, type Env, gc, gcText, own, ownText, read, refusal, secret } from "../../test/orgs/profile-files.ts";
import { readAccess } from "./access.ts";

describe("from the environment", () => {
  test("complete: no file is even looked at", async () => {
    const readFile = () => expect.unreachable("a file was read");
    const { access, warnings } = await readAccess(
      { env: complete, home: "/home/eve", platform: "linux", readFile },
      null,
    );
    expect(access).toMatchObject({ clientId: "id", region: "eu-central-1", gatewayUrl: null, from: "the environment" });
    expect(access?.clientSecret.reveal()).toBe(secret);
    expect(warnings).toEqual([]);
  });

  test("under the official names", async () => {
    const { access } = await read({
      GENESYSCLOUD_OAUTHCLIENT_ID: "id",
      GENESYSCLOUD_OAUTHCLIENT_SECRET: secret,
      GENESYSCLOUD_REGION: "mypurecloud.com.au",
    });
    expect(access).toMatchObject({ clientId: "id", region: "mypurecloud.com.au" });
    expect(access?.clientSecret.reveal()).toBe(secret);
  });

  test("our names win over the official ones", async () => {
    const { access } = await read({
      ...complete,
      GENESYSCLOUD_OAUTHCLIENT_ID: "other",
      GENESYSCLOUD_OAUTHCLIENT_SECRET: "other",
      GENESYSCLOUD_REGION: "other",
    });
    expect(access).toMatchObject({ clientId: "id", region: "eu-central-1" });
    expect(access?.clientSecret.reveal()).toBe(secret);
  });

  test("a gateway needs no region", async () => {
    const { GENESYS_ENVIRONMENT: _, ...client } = complete;
    const { access, warnings } = await read({ ...client, GENESYS_GATEWAY_URL: "http://localhost:8080/" });
    expect(warnings).toEqual([]);
    expect(access).toMatchObject({ region: null, gatewayUrl: "http://localhost:8080" });
  });

  test("a gateway that is reached in clear is warned of", async () => {
    const { access, warnings } = await read({ ...complete, GENESYS_GATEWAY_URL: "http://gateway.example/a" });
    expect(access).toMatchObject({ gatewayUrl: "http://gateway.example/a" });
    expect(warnings).toEqual([expect.stringContaining("http://gateway.example is not encrypted")]);
  });

  test("a gateway and a region may stand together", async () => {
    const { access } = await read({ ...complete, GENESYS_GATEWAY_URL: "https://gateway.example/a" });
    expect(access).toMatchObject({ region: "eu-central-1", gatewayUrl: "https://gateway.example/a" });
  });

  test("white space around a value is dropped, as pasting leaves it", async () => {
    const { access } = await read({ ...complete, GENESYS_CLIENT_SECRET: ` ${secret}\n` });
    expect(access?.clientSecret.reveal()).toBe(secret);
  });

  test("nothing at all is not an error, nor are blank variables", async () => {
    expect(await read({})).toEqual({ access: null, warnings: [] });
    expect(await read({ GENESYS_CLIENT_ID: "", GENESYS_CLIENT_SECRET: "  " })).toEqual({ access: null, warnings: [] });
  });

  test("a gateway that is no URL", async () => {
    expect(await refusal({ ...complete, GENESYS_GATEWAY_URL: `me:${secret}@gateway` })).toMatch(
      /^GENESYS_GATEWAY_URL must begin with https:\/\/ or http:\/\//,
    );
  });
});

describe("half a configuration lists the missing settings, and where to set them", () => {
  const names = Object.keys(complete) as (keyof typeof complete)[];
  const keys = {
    GENESYS_CLIENT_ID: "client_id",
    GENESYS_CLIENT_SECRET: "client_secret",
    GENESYS_ENVIRONMENT: "region",
  };
  test.each(names)("without %s", async (name) => {
    const { [name]: _, ...rest } = complete;
    const words = await refusal(rest);
    expect(words).toContain(`Set ${name} in the environment, or ${keys[name]} in profile "DEFAULT" of ${own}.`);
    for (const other of Object.keys(rest)) expect(words).toContain(`${other} of the environment`);
  });

  test("only the client id", async () => {
    expect(await refusal({ GENESYS_CLIENT_ID: "id" })).toBe(
      "The access to Genesys Cloud is incomplete: found GENESYS_CLIENT_ID of the environment, but the client secret and " +
        "the region are missing. | Set GENESYS_CLIENT_SECRET and GENESYS_ENVIRONMENT in the environment, or " +
        `client_secret and region in profile "DEFAULT" of ${own}.`,
    );
  });

  test("only a gateway: no region is asked for", async () => {
    const words = await refusal({ GENESYS_GATEWAY_URL: "http://localhost:1" });
    expect(words).toContain("the client id and the client secret are missing");
    expect(words).not.toContain("region");
  });

  test("a profile that lacks its secret", async () => {
    const words = await refusal({}, { [own]: "[DEFAULT]\nclient_id = 'x'\nregion = 'us-east-1'\nclient_secret = ''" });
    expect(words).toContain(`found client_id of profile "DEFAULT" of ${own} and region of profile "DEFAULT"`);
    expect(words).toContain(`or client_secret in profile "DEFAULT" of ${own}.`);
  });

  test("a gc profile is spoken to in gc's words", async () => {
    const words = await refusal({}, { [gc]: "[test]\nclient_secret = 'hunter2'" }, "test");
    expect(words).toContain(`or client_credentials and environment in profile "test" of ${gc}.`);
  });

  test.each([
    ["access_token = 'hunter2'", "holds an access token only"],
    ["client_credentials = 'x'\ngrant_type = '3'", "signs in through the browser"],
    ["client_credentials = 'x'\ngrant_type = 2", "signs in through the browser"],
    ["client_credentials = 'x'\nredirect_uri = 'http://localhost:8080'", "signs in through the browser"],
  ])("a gc profile with another way to sign in: %s", async (text, why) => {
    const words = await refusal({}, { [gc]: `[DEFAULT]\nenvironment = 'us-east-1'\n${text}` });
    expect(words).toContain(`The profile "DEFAULT" of ${gc} ${why}; afterword signs in with a client id and secret.`);
  });
});

test("an empty profile is half a configuration, not none", async () => {
  expect(await refusal({}, { [own]: "[DEFAULT]\n" })).toContain(
    "the client id, the client secret, and the region are missing",
  );
});

describe("from a profile", () => {
  test("the own file's DEFAULT, before gc's", async () => {
    const { access } = await read({}, { [own]: ownText, [gc]: gcText });
    expect(access).toMatchObject({ clientId: "own-id", region: "mypurecloud.ie", from: `profile "DEFAULT" of ${own}` });
    expect(access?.clientSecret.reveal()).toBe(`own-${secret}`);
  });

  test("gc's, as it is, where there is no own one", async () => {
    const { access } = await read({}, { [gc]: gcText });
    expect(access).toMatchObject({ clientId: "gc-id", region: "us-east-1", from: `profile "default" of ${gc}` });
    expect(access?.clientSecret.reveal()).toBe(`gc-${secret}`);
  });

  test("by name, from either file", async () => {
    const files = { [own]: ownText, [gc]: gcText };
    expect((await read({}, files, "gateway")).access).toMatchObject({
      clientId: "gateway-id",
      region: null,
      gatewayUrl: "https://gateway.example/genesys",
    });
    expect((await read({}, files, "test")).access).toMatchObject({ clientId: "test-id", region: "mypurecloud.jp" });
    expect((await read({}, files, "TEST")).access).toMatchObject({ clientId: "test-id" });
  });

  test("a name that is in neither: the ones that exist are named", async () => {
    const words = await refusal(complete, { [own]: ownText, [gc]: gcText }, "tset");
    expect(words).toContain('No profile is called "tset".');
    expect(words).toContain(
      `Did you mean test? Existing profiles: DEFAULT, gateway in ${own}; default, test in ${gc}.`,
    );
  });

  test("a name, and no file at all: where profiles are looked for", async () => {
    expect(await refusal({}, {}, "test")).toContain(
      `No profile exists yet. Profiles are looked for in ${own} and ${gc}.`,
    );
  });

  test("profiles, but none by default: nothing is configured, and the choice is reported", async () => {
    const { access, warnings } = await read({}, { [gc]: "[test]\nenvironment = 'us-east-1'" });
    expect(access).toBeNull();
    expect(warnings).toEqual([
      `No profile is called DEFAULT. Existing profiles: test in ${gc}. Choose one with --profile.`,
    ]);
  });
});

describe("environment and profile together", () => {
  test("the environment wins key by key", async () => {
    const { access } = await read({ GENESYS_ENVIRONMENT: "sa-east-1" }, { [own]: ownText });
    expect(access).toMatchObject({
      clientId: "own-id",
      region: "sa-east-1",
      from: `profile "DEFAULT" of ${own} and the environment`,
    });
  });

  test("the secret alone may stand in the environment", async () => {
    const { access } = await read(
      { GENESYS_CLIENT_SECRET: "fresh" },
      { [own]: '[DEFAULT]\nclient_id = "x"\nregion = "us-east-1"' },
    );
    expect(access?.clientSecret.reveal()).toBe("fresh");
  });

  test("an id never goes with another client's secret", async () => {
    const words = await refusal({ GENESYS_CLIENT_ID: "id" }, { [own]: ownText });
    expect(words).toContain("The client id and the client secret belong to different clients");
    expect(words).toContain("Set GENESYS_CLIENT_SECRET next to GENESYS_CLIENT_ID, or remove GENESYS_CLIENT_ID there.");
    expect(await refusal({ ...complete, GENESYS_CLIENT_SECRET: "", ...officialOf("another") })).toContain(
      "the secret GENESYSCLOUD_OAUTHCLIENT_SECRET of the environment, which has another id",
    );
  });

  test("the same id twice is no conflict", async () => {
    expect((await read({ GENESYS_CLIENT_ID: "own-id" }, { [own]: ownText })).access?.clientId).toBe("own-id");
  });

  test("a profile asked for by name and overruled is reported", async () => {
    const { access, warnings } = await read(complete, { [gc]: gcText }, "test");
    expect(access?.clientId).toBe("id");
    expect(warnings).toEqual([
      "GENESYS_CLIENT_ID, GENESYS_CLIENT_SECRET, and GENESYS_ENVIRONMENT of the environment win over profile " +
        `"test" of ${gc}.`,
    ]);
  });

  test.each(["test", "gateway"])("so is one whose requests go to a gateway of the environment: %s", async (name) => {
    const files = { [own]: ownText, [gc]: gcText };
    const { access, warnings } = await read({ GENESYS_GATEWAY_URL: "https://other.example" }, files, name);
    expect(access).toMatchObject({ gatewayUrl: "https://other.example", profile: null });
    expect(warnings).toEqual([
      expect.stringMatching(`^GENESYS_GATEWAY_URL of the environment wins over profile "${name}" of `),
    ]);
  });

  test.each([
    ["the secret", { GENESYS_CLIENT_SECRET: secret }, "test"],
    ["the region", { GENESYS_ENVIRONMENT: "us-east-1" }, "test"],
    ["the client id", { GENESYS_CLIENT_ID: "test-id" }, null],
  ])("a profile asked for by name decides whose org it is, with %s of the environment", async (_, env, decides) => {
    expect((await read(env, { [gc]: gcText }, "test")).access?.profile).toBe(decides);
  });
});

function officialOf(id: string): Env {
  return { GENESYSCLOUD_OAUTHCLIENT_ID: id, GENESYSCLOUD_OAUTHCLIENT_SECRET: secret };
}
