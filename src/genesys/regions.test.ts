import { readFileSync } from "node:fs";
import platformClient from "purecloud-platform-client-v2";
import { describe, expect, test } from "vitest";
import { UsageError } from "../base/index.ts";
import { readRegion, regions } from "./regions.ts";

function refusal(text: string): UsageError {
  try {
    readRegion(text);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

test("the table is the official SDK's, all 18 of it", () => {
  const official = Object.entries(platformClient.PureCloudRegionHosts).map(([key, domain]) => [
    key.replaceAll("_", "-"),
    domain,
  ]);
  expect(regions.map(({ name, domain }) => [name, domain]).sort()).toEqual(official.sort());
  expect(regions).toHaveLength(18);
});

test("a region knows its hosts", () => {
  expect(readRegion("eu-central-1")).toEqual({
    name: "eu-central-1",
    domain: "mypurecloud.de",
    api: "https://api.mypurecloud.de",
    login: "https://login.mypurecloud.de",
    apps: "https://apps.mypurecloud.de",
  });
});

describe.each(regions)("$name", (region) => {
  const { name, domain, api, login, apps } = region;
  test.each([
    name,
    name.toUpperCase(),
    name.replaceAll("-", "_"),
    domain,
    ` ${domain.toUpperCase()}\n`,
    `${domain}/`,
    `https://${domain}`,
    `api.${domain}`,
    `login.${domain}`,
    `apps.${domain}`,
    api,
    `${api}/`,
    `HTTPS://API.${domain}`,
    login,
    apps,
  ])("%j", (text) => {
    expect(readRegion(text)).toEqual(region);
  });
});

describe("refused", () => {
  test.each([
    "",
    "  ",
    "us-east-9",
    "us-east-1.mypurecloud.com",
    "https://us-east-1.mypurecloud.com",
    "api.us-east-1",
    "mypurecloud",
    "xmypurecloud.com",
    "mypurecloud.com.evil.example",
    "api.api.mypurecloud.com",
    "evil.example/mypurecloud.com",
    "mypurecloud.com:8443",
    "user@mypurecloud.com",
    "http://api.mypurecloud.com",
    "https://api.mypurecloud.com/api/v2",
    "inindca.com",
    "localhost",
  ])("%j", (text) => {
    const { message, hint } = refusal(text);
    expect(message).toBe(`${JSON.stringify(text)} is not a Genesys Cloud region.`);
    for (const { name, domain } of regions) expect(hint).toContain(`${name} (${domain})`);
  });
});

test.each([
  ["us-eats-1", "us-east-1"],
  ["eu-central1", "eu-central-1"],
  ["mypurecloud.con", "mypurecloud.com"],
  ["api.mypureclod.de", "mypurecloud.de"],
  ["http://api.mypurecloud.jp", "mypurecloud.jp"],
  ["https://apps.mypurecloud.ie/directory/#/", "mypurecloud.ie"],
])("%s: did you mean %s?", (text, meant) => {
  expect(refusal(text).hint).toMatch(`Did you mean ${meant}?`);
});

test.each([
  ["us-east-1.mypurecloud.com", "us-east-1 or mypurecloud.com"],
  ["https://eu-central-1.mypurecloud.com", "eu-central-1 or mypurecloud.de"],
])("the host that tutorials build, %s, is explained", (text, valid) => {
  expect(refusal(text).hint).toMatch(`There is no such host, whatever some tutorials say`);
  expect(refusal(text).hint).toContain(`Write ${valid}.`);
});

test.each(regions)("docs/configuration.md lists $name", ({ name, domain }) => {
  const page = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");
  expect(page).toContain(`| \`${name}\` | \`${domain}\` |`);
});
