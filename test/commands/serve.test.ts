import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { day, isoTime } from "../../src/base/index.ts";
import { openSandbox } from "../../src/sandbox/index.ts";
import { newFolder } from "../new-folder.ts";
import { ask, asPage } from "../servers/served.ts";
import { exportedRows } from "./exported-rows.ts";
import { type Running, start, until } from "./process.ts";
import { afterword, leadTo } from "./terminal.ts";

const place = (): string => join(newFolder(), "test.duckdb");

/** The address that it prints, once it listens. */
async function addressOf(run: Running): Promise<string> {
  await until(() => run.stdout().includes("\n") || run.child.exitCode !== null);
  return run.stdout().split("\n")[0] ?? "";
}

const json = async (url: string, path: string): Promise<Readonly<Record<string, unknown>>> =>
  (await ask(new URL(path, url))).json() as Readonly<Record<string, unknown>>;

interface Status {
  readonly organizations: readonly { readonly runs: readonly { readonly outcome: string | null }[] }[];
}
const synced = async (url: string): Promise<boolean> =>
  ((await json(url, "/api/status")) as unknown as Status).organizations[0]?.runs[0]?.outcome === "done";

describe("afterword serve", () => {
  test("prints its address alone, syncs by itself, and report, export and status work beside it", async () => {
    await using sandbox = await openSandbox({ perDay: 10, days: 15, limit: "off" });
    const warehouse = place();
    const run = start(["serve", "--port", "0", "--warehouse", warehouse], leadTo(sandbox));
    const url = await addressOf(run);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    await expect.poll(() => synced(url), { timeout: 60_000 }).toBe(true);

    const csat = (await json(url, "/api/sections/csat"))["csat"];
    const report = await start(["report", "--json", "--warehouse", warehouse]).end;
    expect([report.code, (JSON.parse(report.stdout) as Record<string, unknown>)["csat"]]).toEqual([0, csat]);
    expect((await exportedRows(warehouse, [])).length).toBeGreaterThan(20);
    const status = await start(["status", "--warehouse", warehouse]).end;
    expect([status.code, JSON.parse(status.stdout)]).toEqual([0, await json(url, "/api/status")]);

    const second = await start(["sync", "--warehouse", warehouse], leadTo(sandbox)).end;
    expect([second.code, second.stderr]).toEqual([7, expect.stringContaining(`process ${run.child.pid}`)]);
    const another = await start(["serve", "--port", "0", "--warehouse", warehouse], leadTo(sandbox)).end;
    expect([another.code, another.stdout]).toEqual([7, ""]);

    run.child.kill("SIGTERM");
    const ended = await run.end;
    expect([ended.code, ended.stdout]).toEqual([130, `${url}\n`]);
    expect(ended.stderr).toMatch(
      /^The dashboard is at this address\. Stop it with Ctrl-C\.\n\d\d:\d\d Read the answers of [1-9]/,
    );
    expect(readdirSync(join(warehouse, "..")).sort()).toEqual(["test.duckdb", "test.duckdb.key"]);
  });

  test.each(["SIGTERM", "SIGKILL"] as const)("%s in the middle of a sync loses nothing", async (signal) => {
    await using sandbox = await openSandbox({ perDay: 20, days: 15, limit: "off" });
    const env = leadTo(sandbox);
    const [whole, broken] = [place(), place()];
    await start(["sync", "--warehouse", whole], env).end;
    const uninterrupted = sandbox.requests.length;
    const serve = () => start(["serve", "--port", "0", "--warehouse", broken], env);
    const run = serve();
    await until(() => sandbox.requests.length > uninterrupted * 1.5);
    run.child.kill(signal);
    const ended = await run.end;
    expect(signal === "SIGTERM" ? ended.code : ended.signal).toBe(signal === "SIGTERM" ? 130 : signal);
    const again = serve();
    const url = await addressOf(again);
    await expect.poll(() => synced(url), { timeout: 60_000 }).toBe(true);
    // What was stored is not asked for again: a batch of a hundred documents is what a kill can cost.
    expect(sandbox.requests.length).toBeLessThan(2 * uninterrupted + 130);
    const past = ["--to", isoTime(sandbox.now() - day), "--from", isoTime(sandbox.now() - 14 * day)];
    const [one, other] = await Promise.all([whole, broken].map((file) => exportedRows(file, past)));
    expect(one?.length).toBeGreaterThan(20);
    expect(other).toEqual(one);
    again.child.kill("SIGTERM");
    expect((await again.end).code).toBe(130);
  });

  test("Genesys down: it shows what is stored and why nothing is new", async () => {
    const warehouse = place();
    {
      await using sandbox = await openSandbox({ perDay: 5, days: 10, limit: "off" });
      await start(["sync", "--warehouse", warehouse], leadTo(sandbox)).end;
    }
    const server = createServer((_, response) => response.writeHead(503).end());
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const env = {
      GENESYS_GATEWAY_URL: `http://127.0.0.1:${port}`,
      GENESYS_CLIENT_ID: "id",
      GENESYS_CLIENT_SECRET: "a secret",
    };
    const run = start(["serve", "--port", "0", "--warehouse", warehouse], env);
    const url = await addressOf(run);
    expect(await json(url, "/api/sections/volume")).toMatchObject({ responses: expect.any(Number) });
    expect((await ask(new URL("/healthz", url))).status).toBe(200);
    await until(() => run.stderr().includes("Sync failed"));
    expect(run.child.exitCode).toBeNull();
    const pressed = await ask(new URL("/api/sync", url), { method: "POST", headers: asPage(url), body: "{}" });
    expect(pressed.status).toBe(202);
    run.child.kill("SIGINT");
    expect((await run.end).code).toBe(130);
    server.close();
  });

  test("--no-sync, and no credentials, only read: another process syncs meanwhile, and is seen", async () => {
    await using sandbox = await openSandbox({ perDay: 5, days: 10, limit: "off" });
    const warehouse = place();
    await start(["sync", "--since", "3d", "--warehouse", warehouse], leadTo(sandbox)).end;
    const asked = sandbox.requests.length;
    for (const [args, env] of [
      [["--no-sync"], leadTo(sandbox)],
      [[], {}],
    ] as const) {
      const run = start(["serve", "--port", "0", "--warehouse", warehouse, ...args], env);
      const url = await addressOf(run);
      expect(await json(url, "/api/about")).toMatchObject({ can_sync: false, every_seconds: null });
      expect(await json(url, "/api/sections/csat")).toHaveProperty("csat");
      run.child.kill("SIGTERM");
      expect((await run.end).code).toBe(130);
    }
    expect(sandbox.requests.length).toBe(asked);

    const run = start(["serve", "--port", "0", "--no-sync", "--warehouse", warehouse]);
    const url = await addressOf(run);
    const stored = async () => (await json(url, "/api/sections/volume?since=30d"))["responses"];
    const before = Number(await stored());
    const longer = await start(["sync", "--since", "9d", "--warehouse", warehouse], leadTo(sandbox)).end;
    expect(longer.code).toBe(0);
    await expect.poll(async () => Number(await stored()), { timeout: 20_000 }).toBeGreaterThan(before);
    run.child.kill("SIGTERM");
    await run.end;
  });

  test("--sandbox needs no account, and its customers are in a file of their own", async () => {
    const run = start(["serve", "--sandbox", "--port", "0"]);
    const url = await addressOf(run);
    expect(await json(url, "/api/about")).toMatchObject({ sandbox: true, can_sync: true, every_seconds: 900 });
    expect(run.stderr()).toMatch(/^Sandbox: a simulated org with invented customers/);
    expect(readdirSync(run.cwd)).toContain("afterword-sandbox.duckdb");
    run.child.kill("SIGTERM");
    expect((await run.end).code).toBe(130);
  });
});

describe("what is wrong is named before anything is asked for or made", () => {
  test.each([
    [["--every", "10s"], /--every "10s" is too short[\s\S]*1m or more/],
    [["--every", "often"], /--every "often" is not a length of time/],
    [["--port", "99999"], /--port.*whole number from 0 to 65535/],
    [["--host", "192.0.2.1"], /192\.0\.2\.1[\s\S]*--tls-cert/],
    [["--host", "192.0.2.1", "--url", "https://csat.example.com"], /192\.0\.2\.1 is no address of this machine/],
    [
      ["--host", "no.such.host.invalid", "--url", "https://csat.example.com"],
      /no\.such\.host\.invalid is no address of this machine/,
    ],
    [["--config", "no.toml"], /no\.toml/],
    [["--warehouse", "mysql://a:b@c/d"], /mysql:/],
    [["here"], /too many arguments/],
  ])("serve %j", async (args, words) => {
    await using sandbox = await openSandbox({ perDay: 0, days: 1 });
    const cwd = newFolder();
    const { code, stdout, stderr } = await afterword(["serve", ...args], { cwd, env: leadTo(sandbox) });
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringMatching(words)]);
    expect(readdirSync(cwd)).toEqual([]);
    expect(sandbox.requests.length).toBe(0);
  });

  test("a port that is taken", async () => {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await using sandbox = await openSandbox({ perDay: 0, days: 1 });
    const world = { cwd: newFolder(), env: leadTo(sandbox) };
    const { code, stderr } = await afterword(["serve", "--port", String(port)], world);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`Port ${port} is in use.`)]);
    expect([readdirSync(world.cwd), sandbox.requests]).toEqual([[], []]);
    server.close();
  });

  test.each([[["--no-sync"]], [[]]])("no warehouse and nothing that would fill one: %j", async (args) => {
    const cwd = newFolder();
    const { code, stderr } = await afterword(["serve", ...args], { cwd });
    expect([code, stderr, readdirSync(cwd)]).toEqual([
      2,
      expect.stringMatching(/no warehouse at|No Genesys Cloud credentials/),
      [],
    ]);
  });
});
