import { inspect } from "node:util";
import { expect, test } from "vitest";
import { UsageError } from "../base/index.ts";
import { readGcProfiles } from "./gc-profiles.ts";

const read = (text: string, name = "DEFAULT") =>
  readGcProfiles("/gc.toml", { text: text.startsWith("[") ? text : `[DEFAULT]\n${text}`, mode: 0o600 }).read(name);

function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(inspect(error)).not.toContain("hunter2");
    return `${error.message} ${error.hint}`;
  }
  throw new Error("accepted");
}

test("as gc writes it: empty where nothing is set, numbers and switches among the texts", () => {
  const profile = read(`
    access_token = ""
    auto_pagination_enabled = true
    client_credentials = "id"
    client_secret = "hunter2"
    environment = "mypurecloud.com"
    grant_type = "1"
    oauth_token_data = '{"access_token":"hunter2"}'
    redirect_uri = ""
    secure_login_enabled = false
  `);
  expect(profile).toMatchObject({ clientId: "id", region: "mypurecloud.com", gatewayUrl: null, obstacle: null });
  expect(profile.clientSecret?.reveal()).toBe("hunter2");
  expect(profile.warnings).toEqual([]);
  expect(inspect(profile, { depth: 9 })).not.toContain("hunter2");
});

test("keys in any case", () => {
  expect(read('Client_Credentials = "id"\nENVIRONMENT = "us-east-1"')).toMatchObject({
    clientId: "id",
    region: "us-east-1",
  });
});

test("what stands outside a table is no profile", () => {
  const text = 'experimental = "yes"\n[DEFAULT]\n[work]\n';
  expect(readGcProfiles("/gc.toml", { text, mode: 0o600 }).names).toEqual(["DEFAULT", "work"]);
});

test.each([
  ['gateway_protocol = "https"\ngateway_host = "g.example"\ngateway_port = "443"', "https://g.example"],
  ['gateway_protocol = "http"\ngateway_host = "g.example"\ngateway_port = 8080', "http://g.example:8080"],
  ['gateway_protocol = "https"\ngateway_host = "g.example"\ngateway_port = ""', "https://g.example"],
  ['gateway_protocol = "http"\ngateway_host = "g.example"\ngateway_port = "443"', "http://g.example"],
  ['gateway_protocol = "https"\ngateway_host = "g.example"\ngateway_port = "80"', "https://g.example"],
  ['gateway_host = "g.example"', null],
  ['gateway_protocol = ""\ngateway_host = "g.example"', null],
  ['gateway_protocol = "https"\ngateway_host = ""', null],
  [
    'gateway_protocol = "https"\ngateway_host = "g.example"\ngateway_pathparams = "{login: genesys, api: /genesys}"',
    "https://g.example/genesys",
  ],
  ['gateway_protocol = "https"\ngateway_host = "g.example"\ngateway_pathparams = "{}"', "https://g.example"],
])("a gateway: %j is %s", (text, url) => {
  expect(read(text).gatewayUrl).toBe(url);
});

test.each([
  ["{login: /auth, api: /api}", "one path for logins and another for the API"],
  ["{login: /auth}", "one path for logins and another for the API"],
])("a gateway of two paths, %s, cannot be one base URL", (paths, words) => {
  const text = `gateway_protocol = "https"\ngateway_host = "g.example"\ngateway_pathparams = "${paths}"`;
  expect(refusal(text)).toContain(words);
  expect(refusal(text)).toContain("GENESYS_GATEWAY_URL");
});

test("a gateway that is no URL", () => {
  expect(refusal('gateway_protocol = "socks"\ngateway_host = "g.example"')).toContain(
    'The gateway of profile "DEFAULT" of /gc.toml must begin with https:// or http://',
  );
});

test("a broken gateway of another profile does not matter", () => {
  const text = '[a]\ngateway_protocol = "socks"\ngateway_host = "g"\n[b]\nclient_credentials = "id"\n';
  expect(read(text, "b").clientId).toBe("id");
});

test("a proxy that gc would go through is reported", () => {
  expect(read('proxy_protocol = "http"\nproxy_host = "p.example"').warnings).toEqual([
    'The proxy of profile "DEFAULT" of /gc.toml is not used; name it in HTTPS_PROXY.',
  ]);
});

test("broken TOML: path and line, no value", () => {
  expect(refusal('client_secret = "hunter2')).toContain("/gc.toml:2:17: unfinished string (this is not TOML)");
});
