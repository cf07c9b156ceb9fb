import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { afterword, leadTo, type World } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { openLoopback } from "../servers/loopback.ts";
import { openSandboxed } from "../servers/sandboxed.ts";
import { selfSigned } from "../servers/self-signed.ts";

const someone = {
  GENESYS_ENVIRONMENT: "us-east-1",
  GENESYS_CLIENT_ID: "0aeb6c1a-0000-4000-8000-000000000000",
  GENESYS_CLIENT_SECRET: "never-to-be-printed",
};

/** Runs it, and holds what every refusal must hold: exit code, words, no stack, no secret, nothing on stdout. */
async function expectRefusal(args: readonly string[], world: World, code: number, words: RegExp): Promise<void> {
  const ran = await afterword(["extract", ...args], world);
  expect(ran.stderr).toMatch(words);
  expect([ran.code, ran.stdout]).toEqual([code, ""]);
  expect(ran.stderr).not.toMatch(/\n\s+at |node:internal|never-to-be-printed/);
  // One clear sentence, and a next step.
  expect(ran.stderr.trimEnd().split("\n").length).toBeGreaterThanOrEqual(2);
}

describe("wrong usage is refused before anything is asked, with exit code 2", () => {
  test.each<[string[], RegExp]>([
    [["--from", "2026-03-05", "--to", "2026-03-01"], /--from .* is not before --to/],
    [["--from", "last tuesday"], /--from "last tuesday" is not an ISO 8601/],
    [["--since", "soon"], /--since "soon" is neither a length of time nor an ISO 8601/],
    [["--sinse", "7d"], /unknown option '--sinse'\n\(Did you mean --since\?\)/],
    [["--source", "mail"], /'mail' is invalid.*surveys, evaluations, all/],
    [["--format", "xml"], /'xml' is invalid.*json, ndjson, csv/],
    [["--media", "voice,pigeon"], /unknown media "pigeon"/],
    [["--patience", "long"], /--patience "long" is not a length of time/],
    [["--csat-label", " "], /--csat-label .*is blank/],
    [["surplus"], /too many arguments/],
    [["--since"], /argument missing/],
    [["--out", "/nowhere/at/all.json"], /Cannot write \/nowhere\/at\/all.json: its folder does not exist/],
    [["--out", tmpdir()], /it is a folder/],
    [["--config", "missing.toml"], /no file missing.toml/],
    [["--profile", "missing"], /missing/],
  ])("%j", (args, words) => expectRefusal(args, { env: someone }, 2, words));

  test("an unknown command", async () => {
    const { code, stderr } = await afterword(["extarct"]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/unknown command 'extarct'\n\(Did you mean extract\?\)/)]);
  });

  test("a planned option that is not built is unknown", async () => {
    for (const command of ["sync", "report", "export", "serve", "status"]) {
      expect((await afterword([command])).code).toBe(2);
    }
    expect((await afterword(["extract", "--format", "parquet"], { env: someone })).code).toBe(2);
  });

  test("no command prints the help", async () => {
    const { code, stdout, stderr } = await afterword([]);
    expect([code, stdout + stderr]).toEqual([2, expect.stringContaining("Usage: afterword")]);
  });
});

describe("configuration", () => {
  test("none at all, in a pipe", () => expectRefusal([], {}, 2, /No Genesys Cloud credentials are set.*\n.*--sandbox/));
  test("half of it", () =>
    expectRefusal(
      [],
      { env: { ...someone, GENESYS_CLIENT_SECRET: "" } },
      2,
      /client secret is missing.*\n.*GENESYS_CLIENT_SECRET/,
    ));
  test("a region that is none", () =>
    expectRefusal([], { env: { ...someone, GENESYS_ENVIRONMENT: "us-east-9" } }, 2, /us-east-9/));
  test("the tutorial's host", () =>
    expectRefusal(
      [],
      { env: { ...someone, GENESYS_ENVIRONMENT: "https://us-east-1.mypurecloud.com" } },
      2,
      /us-east-1/,
    ));
  test("a gateway that is no URL", () =>
    expectRefusal([], { env: { ...someone, GENESYS_GATEWAY_URL: "gateway" } }, 2, /GENESYS_GATEWAY_URL/));

  test("malformed TOML, with line and caret", async () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, "afterword.toml"), `csat_labels = ["csat"]\ntime_zone = \n`);
    await expectRefusal([], { env: someone, cwd }, 2, /afterword\.toml.*2[\s\S]*\^/);
  });
  test("a key that is none", async () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, "afterword.toml"), `csat_label = ["csat"]\n`);
    await expectRefusal([], { env: someone, cwd }, 2, /csat_label[\s\S]*csat_labels/);
  });
  test("a malformed profile file, without a word of its secret", async () => {
    const home = newFolder();
    mkdirSync(join(home, ".gc"));
    writeFileSync(join(home, ".gc", "config.toml"), `[DEFAULT]\nclient_secret = "never-to-be-printed\n`);
    await expectRefusal([], { home }, 2, /config\.toml/);
  });
});

describe("credentials are refused with exit code 3", () => {
  for (const variants of [[], ["bad-client-401"]] as const) {
    test(`a wrong secret, ${variants[0] ?? "400"}`, async () => {
      await using org = await openSandboxed({ variants });
      await expectRefusal(
        [],
        { env: { ...leadTo(org.sandbox), GENESYS_CLIENT_SECRET: "never-to-be-printed" } },
        3,
        /secret/i,
      );
      expect(org.sandbox.requests).toHaveLength(1);
    });
    test(`an unknown client, ${variants[0] ?? "400"}`, async () => {
      await using org = await openSandboxed({ variants });
      await expectRefusal([], { env: { ...leadTo(org.sandbox), GENESYS_CLIENT_ID: "nobody" } }, 3, /client/i);
    });
  }
});

test("nothing may be read: exit code 4, and the permission is named", async () => {
  const withoutPermissions = [
    "quality:survey:view",
    "quality:evaluation:view",
    "quality:evaluation:assign",
    "quality:evaluation:release",
  ];
  await using org = await openSandboxed({ withoutPermissions });
  await expectRefusal([], { env: leadTo(org.sandbox) }, 4, /403 on quality .* lack quality:survey:view[\s\S]*Admin/);
});

describe("nothing useful answers: exit code 5", () => {
  const at = (url: string): Record<string, string> => ({ ...someone, GENESYS_GATEWAY_URL: url });

  test("a host that is down", () => expectRefusal([], { env: at("http://127.0.0.1:9") }, 5, /127\.0\.0\.1:9/));
  test("a host that nobody knows", () =>
    expectRefusal([], { env: at("http://no-such-host.invalid") }, 5, /no-such-host\.invalid/));
  test("a host that answers HTML", async () => {
    await using org = await openSandboxed({ faults: ["html"] });
    await expectRefusal([], { env: leadTo(org.sandbox) }, 5, /HTML/);
  });
  test("an API that answers HTML behind a login that works", async () => {
    const page = { headers: { "content-type": "text/html" }, body: "<html><title>Guests</title></html>" };
    await using server = await openLoopback(({ path }) => (path === "/oauth/token" ? undefined : page));
    await expectRefusal([], { env: at(server.url) }, 5, /HTML/);
  });
  test("a host that hangs up on everybody", async () => {
    await using server = await openLoopback(() => ({ fault: "head" }));
    await expectRefusal([], { env: at(server.url) }, 5, /127\.0\.0\.1/);
  });
  test("a rate limit that outlasts the retry budget", async () => {
    const busy = { status: 429, headers: { "retry-after": "7200" }, body: { code: "too.many.requests" } };
    await using server = await openLoopback(({ path }) => (path === "/oauth/token" ? undefined : busy));
    await expectRefusal([], { env: at(server.url) }, 5, /429|limit/i);
  });
  test("plain HTTP where TLS is expected", async () => {
    await using server = await openLoopback(() => ({}));
    await expectRefusal([], { env: at(server.url.replace("http:", "https:")) }, 5, /TLS/);
  });
  test("a certificate that nobody vouches for", async () => {
    await using server = await openTlsLoopback();
    await expectRefusal([], { env: at(server.url) }, 5, /certificate[\s\S]*NODE_EXTRA_CA_CERTS/);
  });
});

async function openTlsLoopback() {
  const server = createServer(selfSigned, (_, response) => response.end("{}"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => void (await new Promise((resolve) => server.close(resolve))),
  };
}
