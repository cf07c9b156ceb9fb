import { readdirSync, readFileSync } from "node:fs";
import { get } from "node:https";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UsageError } from "../../src/base/index.ts";
import { isOwnHost, ownNames } from "../../src/dashboard/address.ts";
import { openListener } from "../../src/dashboard/index.ts";
import { selfSigned, signedByName } from "../servers/self-signed.ts";
import { asPage, openServed, type Served } from "../servers/served.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

let synced: Synced;
let served: Served;
beforeAll(async () => {
  synced = await openSynced({ perDay: 2, days: 3 });
  served = await openServed(synced.warehouse, synced.clock);
});
afterAll(async () => {
  await served.close();
  await synced[Symbol.asyncDispose]();
});

const port = () => new URL(served.url).port;
const paths = ["/", "/api/about", "/api/views", "/healthz", "/metrics", "/assets/none.js"];

describe("a request names a host that is ours, whatever it asks for", () => {
  test.each([
    "evil.example",
    `evil.example:PORT`,
    "127.0.0.1",
    "127.0.0.1:1",
    "127.0.0.1.evil.example:PORT",
    "localhost.evil.example:PORT",
    "2130706433:PORT",
    "[::ffff:127.0.0.1]:PORT",
    `${hostname()}:PORT`,
    "user@127.0.0.1:PORT",
    "localhost:PORT:PORT",
  ])("not as %s", async (name) => {
    for (const path of paths) {
      const { status, text } = await served.ask(path, { headers: { host: name.replaceAll("PORT", port()) } });
      expect([path, status]).toEqual([path, expect.toSatisfy((code) => code === 421 || code === 400)]);
      expect(text).not.toContain("Sandbox");
    }
  });

  test.each(["127.0.0.1:PORT", "localhost:PORT", "LocalHost:PORT", "[::1]:PORT"])("as %s", async (name) =>
    expect((await served.ask("/api/about", { headers: { host: name.replace("PORT", port()) } })).status).toBe(200),
  );

  test("on every address, as one of this machine's own", () => {
    const names = ownNames("0.0.0.0");
    const at = (port: number, scheme: "http" | "https" = "http") => ({ port, scheme });
    expect(isOwnHost(`${hostname().toLowerCase()}:80`, names, at(80))).toBe(true);
    expect(isOwnHost("127.0.0.1", names, at(80))).toBe(true);
    expect(isOwnHost("evil.example:80", names, at(80))).toBe(false);
    expect(isOwnHost("10.1.2.3:4870", ownNames("10.1.2.3"), at(4870))).toBe(true);
    expect(isOwnHost("[fd00::1]:4870", ownNames("fd00::1"), at(4870))).toBe(true);
    // A browser leaves the port of https:// out, too.
    expect(isOwnHost("10.1.2.3", ownNames("10.1.2.3"), at(443, "https"))).toBe(true);
    expect(isOwnHost("10.1.2.3:443", ownNames("10.1.2.3"), at(443, "https"))).toBe(true);
    expect(isOwnHost("10.1.2.3", ownNames("10.1.2.3"), at(80, "https"))).toBe(false);
    expect(isOwnHost("10.1.2.3", ownNames("10.1.2.3"), at(443))).toBe(false);
  });
});

describe("a page of another origin can change nothing", () => {
  const change = { method: "PUT", body: JSON.stringify({ url: "/queues" }) };
  const own = () => asPage(served.url);
  test.each([
    ["another origin", () => ({ ...own(), origin: "https://evil.example" }), 403],
    ["the origin of another port", () => ({ ...own(), origin: "http://127.0.0.1:1" }), 403],
    ["an origin that is hidden", () => ({ ...own(), origin: "null" }), 403],
    ["another scheme", () => ({ ...own(), origin: `https://127.0.0.1:${port()}` }), 403],
    ["no origin", () => ({ "content-type": "application/json" }), 403],
    ["another site", () => ({ ...own(), "sec-fetch-site": "cross-site" }), 403],
    ["another port of the same site", () => ({ ...own(), "sec-fetch-site": "same-site" }), 403],
    ["a form", () => ({ ...own(), "content-type": "application/x-www-form-urlencoded" }), 415],
    ["a form of plain text", () => ({ ...own(), "content-type": "text/plain" }), 415],
  ])("%s", async (_, headers, status) => {
    for (const [method, path] of [
      ["PUT", "/api/views/x"],
      ["DELETE", "/api/views/x"],
      ["POST", "/api/sync"],
    ] as const) {
      const answered = await served.ask(path, { ...change, method, headers: headers() });
      expect([method, path, answered.status]).toEqual([method, path, status]);
    }
    expect((await served.ask("/api/views")).json()).toEqual([]);
  });

  test("the page itself can", async () => {
    expect((await served.ask("/api/views/mine", { ...change, headers: own() })).status).toBe(204);
    expect((await served.ask("/api/views/mine", { method: "DELETE", headers: own() })).status).toBe(204);
  });
});

describe("a page of another origin can read nothing", () => {
  test.each(["cross-site", "same-site"])("%s", async (site) => {
    const answered = await served.ask("/api/about", {
      headers: { "sec-fetch-site": site, "sec-fetch-mode": "no-cors" },
    });
    expect([answered.status, answered.text]).toEqual([403, expect.not.stringContaining("Sandbox")]);
  });

  test("no answer allows it, and none may be framed or taken for another type", async () => {
    for (const path of [...paths, "/api/sections/csat?quue=x"]) {
      const { headers } = await served.ask(path, { headers: { origin: "https://evil.example" } });
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
      expect(headers).toMatchObject({
        "content-security-policy": expect.stringMatching(
          /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/,
        ),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-resource-policy": "same-origin",
      });
      expect(headers["content-security-policy"]).not.toMatch(/unsafe|\*/);
    }
  });

  test("a preflight is not answered with leave", async () => {
    const { status, headers } = await served.ask("/api/sync", {
      method: "OPTIONS",
      headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
    });
    expect([status, headers["access-control-allow-origin"]]).toEqual([403, undefined]);
  });
});

/** As long, with another last character. */
const otherThan = (token: string): string => `${token.slice(0, -1)}${token.endsWith("a") ? "b" : "a"}`;

describe("on an address that others reach", () => {
  const url = new URL("https://csat.example.com");
  /** As its proxy asks. */
  const proxied = { host: url.host, "x-forwarded-proto": "https", "x-forwarded-for": "1.2.3.4, 203.0.113.9" };

  test("a refusal is a page where a browser opens an address, and JSON for a program", async () => {
    await using open = await openServed(synced.warehouse, synced.clock, { host: "0.0.0.0", url });
    const asBrowser = { ...proxied, accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
    const page = await open.ask("/", { headers: asBrowser });
    expect([page.status, page.headers["content-type"]]).toEqual([401, "text/html; charset=utf-8"]);
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(page.text).toContain("<h1>This dashboard needs a token.</h1>");
    const wrong = await open.ask("/?token=wrong", { headers: asBrowser });
    expect(wrong.text).toContain("<h1>This token is unknown or revoked.</h1>");
    for (const [path, headers] of [
      ["/", proxied],
      ["/api/about", asBrowser],
    ] as const) {
      const { status, text } = await open.ask(path, { headers });
      expect([status, JSON.parse(text)]).toMatchObject([401, { error: { message: "This dashboard needs a token." } }]);
    }
  });

  test("only who has the token is answered, on every path", async () => {
    await using open = await openServed(synced.warehouse, synced.clock, { host: "0.0.0.0", url });
    const token = new URL(open.url).searchParams.get("token") ?? "";
    const [name = ""] =
      (await open.ask(`/?token=${token}`, { headers: proxied })).headers["set-cookie"]?.split("=") ?? [];
    expect(name).toMatch(/^afterword_token_\d+$/);
    expect(open.url).toBe(`https://csat.example.com/?token=${token}`);
    expect(token).toMatch(/^[\w-]{32}$/);
    for (const path of paths) {
      for (const cookie of [
        "",
        `${name}=`,
        `${name}=${token}x`,
        `${name}=${token.slice(1)}`,
        `${name}=${otherThan(token)}`,
        `afterword_token=${token}`,
      ]) {
        const headers = { ...proxied, ...(cookie === "" ? {} : { cookie }) };
        const { status, text } = await open.ask(path, { headers });
        expect([path, cookie, status]).toEqual([path, cookie, 401]);
        expect(text).not.toContain(token);
      }
      for (const wrong of ["wrong", otherThan(token)])
        expect((await open.ask(`${path}?token=${wrong}`, { headers: proxied })).status).toBe(401);
      for (const authorization of ["", `Basic ${token}`, `Bearer ${token}x`, `Bearer x${token}`])
        expect((await open.ask(path, { headers: { ...proxied, authorization } })).status).toBe(401);
    }
    const first = await open.ask(`/?token=${token}`, { headers: proxied });
    const [, cookie = ""] =
      /^([^;]*); Path=\/; HttpOnly; Secure; SameSite=Strict$/.exec(first.headers["set-cookie"] ?? "") ?? [];
    expect([first.status, cookie]).toEqual([200, `${name}=${token}`]);
    expect(first.text).not.toContain(token);
    const headers = { ...proxied, cookie };
    expect((await open.ask("/api/about", { headers })).status).toBe(200);
    expect((await open.ask("/", { headers })).text).not.toContain(token);
    const bearer = { ...proxied, authorization: `Bearer ${token}` };
    expect((await open.ask("/api/about", { headers: bearer })).status).toBe(200);
    // Nor what came to the proxy in the clear, or by another name.
    for (const wrong of [
      { "x-forwarded-proto": "http" },
      { "x-forwarded-proto": "https, http" },
      { host: "evil.example" },
    ])
      expect((await open.ask("/api/about", { headers: { ...headers, ...wrong } })).status).toBe(421);
    // A proxy may ask by another host; the page is of its own origin.
    const change = { method: "PUT", body: JSON.stringify({ url: "/queues" }) };
    for (const [origin, status] of [
      [url.origin, 204],
      ["https://evil.example", 403],
      [`http://${url.host}`, 403],
    ] as const)
      expect(
        (await open.ask("/api/views/x", { ...change, headers: { ...headers, ...asPage(url.href), origin } })).status,
      ).toBe(status);
    await open.ask("/api/views/x", { method: "DELETE", headers: { ...headers, ...asPage(url.href) } });
  });

  test("the token of one start is not that of another", async () => {
    const tokens = await Promise.all(
      [1, 2].map(async () => {
        await using open = await openServed(synced.warehouse, synced.clock, { host: "0.0.0.0", url });
        return new URL(open.url).searchParams.get("token");
      }),
    );
    expect(tokens[0]).not.toBe(tokens[1]);
  });
});

test.each([
  ["0.0.0.0", undefined],
  ["10.1.2.3", undefined],
  ["::", undefined],
  ["0.0.0.0", "http://csat.example.com"],
  ["127.0.0.1", "http://10.1.2.3"],
  ["0.0.0.0", "https://csat.example.com/page"],
])("on %s behind %s it does not listen: others could read along", async (host, url) => {
  const asked = url === undefined ? { host, port: 0 } : { host, port: 0, url: new URL(url) };
  await expect(openListener(asked)).rejects.toThrow(UsageError);
});

test("with a certificate it speaks TLS itself, and its cookie is for TLS alone", async () => {
  const tls = { cert: Buffer.from(selfSigned.cert), key: Buffer.from(selfSigned.key) };
  await using open = await openServed(synced.warehouse, synced.clock, { host: "0.0.0.0", tls });
  const { port: own, searchParams } = new URL(open.url);
  expect(open.url).toMatch(/^https:/);
  const token = searchParams.get("token");
  const answered = await new Promise<{ readonly status: number | undefined; readonly cookie: string }>(
    (resolve, reject) => {
      get({ host: "localhost", port: own, path: `/?token=${token}`, ca: selfSigned.cert }, (response) => {
        response.resume();
        resolve({ status: response.statusCode, cookie: String(response.headers["set-cookie"]) });
      }).on("error", reject);
    },
  );
  expect(answered).toEqual({ status: 200, cookie: expect.stringContaining("; Secure") });
  await expect(
    openListener({ host: "0.0.0.0", port: 0, tls: { ...tls, cert: Buffer.from("no certificate") } }),
  ).rejects.toThrow(/--tls-cert and --tls-key cannot be used/);
});

test("with a certificate it is asked by the names of that, and by no other of the network", async () => {
  const tls = { cert: Buffer.from(signedByName.cert), key: Buffer.from(signedByName.key) };
  await using open = await openServed(synced.warehouse, synced.clock, { host: "0.0.0.0", tls });
  const token = new URL(open.url).searchParams.get("token") ?? "";
  const statusAs = (name: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const headers = { host: `${name}:${open.port}`, authorization: `Bearer ${token}` };
      const to = { host: "127.0.0.1", port: open.port, path: "/api/about", ca: signedByName.cert, headers };
      get({ ...to, servername: "csat.example.com", agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on("error", reject);
    });
  for (const name of ["csat.example.com", "CSAT.example.com", "one.team.example.com", "localhost"])
    expect([name, await statusAs(name)]).toEqual([name, 200]);
  for (const name of ["evil.example", "example.com", "csat.example.com.evil.example", "team.example.com", "2130706433"])
    expect([name, await statusAs(name)]).toEqual([name, 421]);
});

test("nothing but the page's own files is served as a file", async () => {
  const [file = "none"] = readdirSync("dist/web/page/assets");
  const { status, text, headers } = await served.ask(`/assets/${file}`);
  expect([status, headers["cache-control"]]).toEqual([200, "public, max-age=31536000, immutable"]);
  expect(text).toBe(readFileSync(join("dist/web/page/assets", file), "utf8"));
  for (const path of [
    "/assets/..%2findex.html",
    "/assets/..%2f..%2f..%2f..%2fpackage.json",
    "/assets/%00",
    "/assets/",
  ]) {
    const answered = await served.ask(path);
    expect([path, answered.text.includes('"dependencies"')]).toEqual([path, false]);
    expect([path, answered.status]).toEqual([path, path === "/assets/" ? 200 : 404]);
  }
});
