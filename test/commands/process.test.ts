import { spawn } from "node:child_process";
import { existsSync, openSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { Secret } from "../../src/base/index.ts";
import { defaultRequest, extract } from "../../src/extract/index.ts";
import { createGenesys } from "../../src/genesys/index.ts";
import { openSandbox, truth } from "../../src/sandbox/index.ts";
import { program, start, until } from "./process.ts";
import { leadTo } from "./terminal.ts";

const small = { perDay: 20, days: 20 };

// The table on a terminal was not: no other test runs the compiled program at one.
test("every import of a compiled module is there", () => {
  const root = dirname(dirname(program));
  const modules = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  const imports = modules.flatMap((name) =>
    [...readFileSync(join(root, name), "utf8").matchAll(/(?:from |import\()"(\.[^"]+)"/g)].map(([, path = ""]) => [
      name,
      path,
    ]),
  );
  expect(imports.length).toBeGreaterThan(1000);
  expect(imports.filter(([name = "", path = ""]) => !existsSync(join(root, dirname(name), path)))).toEqual([]);
});

describe("extract as a process of its own", () => {
  test("from the sandbox, with nothing around it: exit 0, and it reports that nothing is real", async () => {
    const { code, stdout, stderr } = await start(["extract", "--sandbox"]).end;
    expect(code).toBe(0);
    expect(stderr.split("\n")[0]).toMatch(/^Sandbox: a simulated org/);
    expect((JSON.parse(stdout) as { genesys_url: string | null }[]).every((row) => row.genesys_url === null)).toBe(
      true,
    );
  });

  test("Ctrl-C stops at once, with exit code 130 and no half JSON", async () => {
    await using sandbox = await openSandbox({ ...small, perDay: 60, limit: 20 });
    const run = start(["extract"], leadTo(sandbox));
    await until(() => sandbox.requests.length > 10);
    const pressed = performance.now();
    run.child.kill("SIGINT");
    expect(await run.end).toMatchObject({ code: 130, stdout: "" });
    expect(performance.now() - pressed).toBeLessThan(5_000);
  });

  test("Ctrl-C leaves no half file", async () => {
    await using sandbox = await openSandbox({ ...small, perDay: 60, limit: 20 });
    const run = start(["extract", "--out", "answers.json"], leadTo(sandbox));
    await until(() => sandbox.requests.length > 10);
    expect(readdirSync(run.cwd)).toHaveLength(1);
    run.child.kill("SIGINT");
    expect((await run.end).code).toBe(130);
    expect(readdirSync(run.cwd)).toEqual([]);
  });

  test("a reader that goes away is no error, and is not reported", async () => {
    await using sandbox = await openSandbox(small);
    const run = start(["extract", "--format", "ndjson"], leadTo(sandbox));
    run.child.stdout.destroy();
    const { code, stderr } = await run.end;
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/EPIPE|Error|at /);
  });

  test.runIf(existsSync("/dev/full"))("a full disk is reported, with exit code 2", async () => {
    await using sandbox = await openSandbox(small);
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [program, "extract"], {
      env: leadTo(sandbox),
      stdio: ["ignore", full, "pipe"],
    });
    let stderr = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect([code, stderr]).toEqual([2, expect.stringMatching(/no space is left on the device[\s\S]*--out/)]);
    const { code: other } = await start(["extract", "--out", "/dev/full"], leadTo(sandbox)).end;
    expect(other).toBe(2);
  });
});

describe("nobody answers", () => {
  test("a host that accepts and stays silent", async () => {
    await using sandbox = await openSandbox({ ...small, faults: ["hang"] });
    const { code, stdout, stderr } = await start(["extract", "--patience", "2s"], leadTo(sandbox)).end;
    expect([code, stdout]).toEqual([5, ""]);
    expect(stderr).toContain(new URL(sandbox.url).host);
  });

  test("a proxy that accepts and stays silent", async () => {
    const proxy = createServer(() => {}).listen(0, "127.0.0.1");
    await new Promise((resolve) => proxy.once("listening", resolve));
    const address = proxy.address();
    const port = typeof address === "object" ? address?.port : 0;
    const env = {
      GENESYS_ENVIRONMENT: "us-east-1",
      GENESYS_CLIENT_ID: "client",
      GENESYS_CLIENT_SECRET: "never-to-be-printed",
      HTTPS_PROXY: `http://127.0.0.1:${port}`,
    };
    const { code, stderr } = await start(["extract", "--patience", "2s"], env).end;
    proxy.close();
    expect(code).toBe(5);
    expect(stderr).toMatch(/proxy/i);
  });
});

describe("sandbox", () => {
  test("prints where it is in one line of JSON, serves, and stops on a signal", async () => {
    const run = start(["sandbox", "--seed", "3", "--per-day", "20", "--days", "20"]);
    await until(() => run.stdout().includes("\n"));
    const { url, client_id: clientId, client_secret } = JSON.parse(run.stdout()) as Record<string, string>;
    await using genesys = createGenesys({
      clientId: clientId ?? "",
      clientSecret: new Secret(client_secret ?? ""),
      hosts: { api: url ?? "", login: url ?? "" },
    });
    const to = Date.now();
    const range = { from: to - 7 * 86_400_000, to };
    const { records } = await extract(genesys, defaultRequest(range));
    await using same = await openSandbox({ seed: 3, perDay: 20, days: 20 });
    expect(records).toEqual(truth(same.org, { ...range, now: to }));
    run.child.kill("SIGINT");
    expect(await run.end).toMatchObject({ code: 130, stderr: expect.stringContaining("simulated") });
  });

  test.each([
    [["--port", "99999"], /whole number from 0 to 65535/],
    [["--limit", "none"], /whole number/],
    [["--seed", "-1"], /whole number/],
    [["--fault", "hang"], /unknown option '--fault'/],
  ])("refuses %j", async (args, words) => {
    const { code, stderr } = await start(["sandbox", ...args]).end;
    expect([code, stderr]).toEqual([2, expect.stringMatching(words)]);
  });

  test("a port that is taken", async () => {
    await using other = await openSandbox(small);
    const { code, stderr } = await start(["sandbox", "--port", new URL(other.url).port]).end;
    expect([code, stderr]).toEqual([2, expect.stringMatching(/Port \d+ is in use[\s\S]*--port/)]);
  });
});
