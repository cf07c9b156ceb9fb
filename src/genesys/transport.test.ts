import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer, connect as dial, type Server, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { connect, rejection } from "../../test/servers/connect.ts";
import { openLoopback } from "../../test/servers/loopback.ts";
import { selfSigned } from "../../test/servers/self-signed.ts";
import { RequestError, systemClock, UnreachableError, UsageError } from "../base/index.ts";
import { endpoints, type GenesysOptions } from "./index.ts";
import { readFault } from "./network-fault.ts";

/** Lets a server listen on a free port of this machine, and closes it with every connection that it has. */
async function listen(server: Server) {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Asks the hosts, with this retry budget. */
async function tryHost(url: string, options: Partial<GenesysOptions> = {}): Promise<Error> {
  await using c = await connect(() => undefined, {
    hosts: { api: url, login: url },
    clock: systemClock,
    patience: 400,
    ...options,
  });
  const error = await rejection(c.genesys.ask(endpoints.users));
  if (!(error instanceof Error)) throw error;
  return error;
}

const hintOf = (error: Error): string => (error instanceof UnreachableError ? error.hint : "");

test("a host that takes the connection and stays silent is given up in time", async () => {
  await using server = await openLoopback(() => ({ fault: "hang" }));
  const error = await tryHost(server.url);
  expect(error).toBeInstanceOf(UnreachableError);
  expect(error.message).toMatch(/^127\.0\.0\.1:\d+ has given no usable answer for 0\.[4-9] s: no answer within 0\.4 s/);
});

test("a host that begins an answer and never ends it is given up in time", async () => {
  await using server = await openLoopback(() => ({ body: "{", headers: { "content-length": "5000" } }));
  expect(await tryHost(server.url)).toBeInstanceOf(UnreachableError);
});

test("a port where nobody listens is named", async () => {
  const { port, ...closing } = await listen(createServer());
  await closing[Symbol.asyncDispose]();
  const error = await tryHost(`http://127.0.0.1:${port}`);
  expect(error.message).toContain("the connection was refused (ECONNREFUSED)");
});

test("an answer above 64 MB is refused before it fills the memory", async () => {
  const body = " ".repeat(65 * 1024 * 1024);
  await using c = await connect(({ path }) => (path.startsWith("/api") ? { body } : undefined));
  const error = await rejection(c.genesys.ask(endpoints.users));
  expect(error).toBeInstanceOf(RequestError);
  expect(String(error)).toContain("larger than 64 MB");
  expect(c.server.api()).toHaveLength(1);
});

describe("TLS", () => {
  test("a certificate that nobody trusts ends it at once, with the way out", async () => {
    await using server = await listen(createTlsServer(selfSigned));
    const error = await tryHost(`https://127.0.0.1:${server.port}`, { patience: 60_000 });
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error.message).toContain("DEPTH_ZERO_SELF_SIGNED_CERT");
    expect(hintOf(error)).toContain("NODE_EXTRA_CA_CERTS");
  });

  test("https to a port that speaks http ends it at once", async () => {
    await using server = await openLoopback(() => undefined);
    const error = await tryHost(server.url.replace("http:", "https:"), { patience: 60_000 });
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error.message).toContain("TLS failed");
    expect(hintOf(error)).toContain("https://");
  });

  test.each([
    "SELF_SIGNED_CERT_IN_CHAIN",
    "CERT_HAS_EXPIRED",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ])("%s is a fault of the certificate", (code) => {
    expect(readFault(Object.assign(new Error("secret"), { code }), false)).toEqual({
      kind: "certificate",
      reason: `its certificate cannot be trusted (${code})`,
      code,
    });
  });
});

test("an error that is not the network's is a bug, and stays one", () => {
  expect(readFault(new TypeError("x is undefined"), false)).toBeNull();
  expect(readFault(Object.assign(new Error("bad url"), { code: "ERR_INVALID_URL" }), false)).toBeNull();
  expect(readFault("text", true)).toBeNull();
});

describe("a proxy", () => {
  /** Tunnels every request to one port, regardless of its host, and remembers that host. */
  function createProxy(port: number, seen: string[], status = 200): Server {
    return createServer((client) => {
      client.once("data", (head) => {
        seen.push(head.toString().split("\r\n")[0] ?? "");
        client.write(`HTTP/1.1 ${status} Whatever\r\n\r\n`);
        if (status !== 200) return client.end();
        const host = dial(port, "127.0.0.1");
        host.on("error", () => client.destroy());
        client.on("error", () => host.destroy());
        return client.pipe(host).pipe(client);
      });
    });
  }

  test("takes what goes out, and nothing that stays on this machine", async () => {
    const seen: string[] = [];
    await using server = await openLoopback(({ path }) =>
      path.startsWith("/api") ? { body: { entities: [] } } : undefined,
    );
    await using proxy = await listen(createProxy(server.port, seen));
    const env = { HTTP_PROXY: `127.0.0.1:${proxy.port}` };
    for (const url of [server.url, `http://localhost:${server.port}`, "http://genesys.test"]) {
      await using c = await connect(() => undefined, { hosts: { api: url, login: url }, env });
      await c.genesys.ask(endpoints.users);
    }
    expect(new Set(seen)).toEqual(new Set(["CONNECT genesys.test:80 HTTP/1.1"]));
  });

  test("is left out for a host in NO_PROXY", async () => {
    const seen: string[] = [];
    await using proxy = await listen(createProxy(1, seen));
    const env = { http_proxy: `http://127.0.0.1:${proxy.port}`, no_proxy: "other.test,genesys.invalid" };
    expect(await tryHost("http://genesys.invalid", { env })).toBeInstanceOf(UnreachableError);
    expect(seen).toEqual([]);
  });

  test("that refuses ends it at once, without its password", async () => {
    const seen: string[] = [];
    await using proxy = await listen(createProxy(1, seen, 407));
    const env = { HTTP_PROXY: `http://user:pa55word@127.0.0.1:${proxy.port}` };
    const error = await tryHost("http://genesys.test", { env, patience: 60_000 });
    expect(error.message).toBe("genesys.test cannot be reached: the proxy answered 407.");
    expect(hintOf(error)).toContain("HTTPS_PROXY");
    expect(`${error.stack} ${hintOf(error)}`).not.toContain("pa55word");
    expect(seen).toHaveLength(1);
  });

  test("that hangs ends it in time", async () => {
    await using proxy = await listen(createServer());
    const env = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` };
    const start = Date.now();
    expect(await tryHost("http://genesys.test", { env })).toBeInstanceOf(UnreachableError);
    expect(Date.now() - start).toBeLessThan(5_000);
  });

  test("whose address is none is a mistake of the configuration", async () => {
    const env = { HTTPS_PROXY: "ftp://pa55word@proxy" };
    const error = await rejection(connect(() => undefined, { env }));
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain("HTTPS_PROXY is not the address of a proxy.");
    expect(String(error)).not.toContain("pa55word");
  });
});
