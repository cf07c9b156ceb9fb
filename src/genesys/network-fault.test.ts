import { type AddressInfo, createServer, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { connect, rejection } from "../../test/servers/connect.ts";
import { AfterwordError, CredentialsError, RequestError } from "../base/index.ts";
import { endpoints } from "./index.ts";

/** An answer in HTTP, as it stands on the wire. */
const http = (body: string, ...headers: readonly string[]): string =>
  [
    "HTTP/1.1 200 OK",
    "content-type: application/json",
    ...(headers.length > 0 ? headers : [`content-length: ${Buffer.byteLength(body)}`]),
    "",
    body,
  ].join("\r\n");

/** A Genesys that writes its answers by hand: `users` is what it writes for the users, by attempt. */
async function openByHand(users: (attempt: number) => string | Buffer, token = "token-1") {
  const sockets = new Set<Socket>();
  let attempt = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", (data) => {
      const [line = ""] = data.toString().split("\r\n");
      if (line.includes("/oauth/")) socket.write(http(JSON.stringify({ access_token: token, expires_in: 86_400 })));
      else if (line.includes("/teams")) socket.write(http('{"entities":[]}'));
      else {
        attempt += 1;
        socket.end(users(attempt));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    attempts: () => attempt,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const good = '{"entities":[]}';

const broken: Record<string, string | Buffer> = {
  "an ssh banner": "SSH-2.0-OpenSSH_9.6\r\n",
  "an smtp banner": "220 mail.example ESMTP ready\r\n",
  "a negative length": http(good, "content-length: -5"),
  "two lengths": http(good, "content-length: 15", "content-length: 16"),
  "a length that is no number": http(good, "content-length: many"),
  "a length beyond all numbers": http(good, "content-length: 99999999999999999999999"),
  "chunks that are none": http("zz\r\nx\r\n", "transfer-encoding: chunked"),
  "a length and chunks": http("0\r\n\r\n", "content-length: 5", "transfer-encoding: chunked"),
  "a header that is none": http(good, "no colon here", "content-length: 15"),
  "a header of a megabyte": http(good, `x: ${"y".repeat(1 << 20)}`, "content-length: 15"),
  "a status that is none": "HTTP/1.1 abc OK\r\n\r\n",
  "a status of nought": "HTTP/1.1 000 OK\r\ncontent-length: 0\r\n\r\n",
  "another protocol": "HTTP/1.1 101 Switching\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n",
  "HTTP of another version": "HTTP/9.9 200 OK\r\n\r\n",
  "an alert of TLS": Buffer.from([0x15, 3, 3, 0, 2, 2, 0x28]),
  noughts: Buffer.alloc(4096),
  "nothing at all": "",
};

describe.each(Object.entries(broken))("%s in place of an answer", (_, bytes) => {
  test("is asked again", async () => {
    await using org = await openByHand((attempt) => (attempt < 3 ? bytes : http(good)));
    await using c = await connect(() => undefined, { hosts: { api: org.url, login: org.url } });
    expect(await c.genesys.ask(endpoints.users)).toEqual({ entities: [] });
    expect(org.attempts()).toBe(3);
  });

  test("is that request's failure where it stays, reported in our words", async () => {
    await using org = await openByHand(() => bytes);
    await using c = await connect(() => undefined, { hosts: { api: org.url, login: org.url } });
    await c.genesys.ask(endpoints.teams);
    const error = await rejection(c.genesys.ask(endpoints.users));
    expect(error).toBeInstanceOf(RequestError);
    expect(await c.genesys.ask(endpoints.teams)).toEqual({ entities: [] });
  });
});

describe("a token that no header can carry is a matter of the credentials", () => {
  test.each(["a\r\nx: y", "a b", "ü", "✓", "a\u0000"])("%j", async (token) => {
    await using org = await openByHand(() => http(good), token);
    await using c = await connect(() => undefined, { hosts: { api: org.url, login: org.url } });
    const error = await rejection(c.genesys.ask(endpoints.users));
    expect(error).toBeInstanceOf(CredentialsError);
    expect(String(error)).toContain("gave a token that no request can carry");
    expect(org.attempts()).toBe(0);
  });
});

describe("however long and odd a refusal is, it is read in no time", () => {
  test.each<[string, number, string, string]>([
    ["100,000 opening brackets", 403, "application/json", JSON.stringify({ code: "x", message: "[".repeat(100_000) })],
    ["as many permissions", 403, "application/json", JSON.stringify({ code: "x", message: "a:b:".repeat(100_000) })],
    ["60 MB of <", 403, "text/html", "<".repeat(60 * 1024 * 1024)],
    ["60 MB of <title", 404, "text/html", "<title".repeat(10 * 1024 * 1024)],
    ["60 MB of spaces", 400, "application/json", " ".repeat(60 * 1024 * 1024)],
    ["an error as long", 200, "application/json", JSON.stringify({ code: "bad.request", message: "[".repeat(3e7) })],
    ["a survey's form that never ends", 200, "application/json", `{"surveyForm":{"a":"${String.raw`\"`.repeat(1e6)}`],
  ])("%s", async (_, status, type, body) => {
    await using c = await connect(({ path }) =>
      path.startsWith("/api") ? { status, headers: { "content-type": type }, body } : undefined,
    );
    const start = performance.now();
    const error = await rejection(c.genesys.ask(endpoints.survey, { path: { surveyId: "s" } }));
    expect(error).toBeInstanceOf(AfterwordError);
    expect(String(error).length).toBeLessThan(600);
    expect(performance.now() - start).toBeLessThan(8_000);
  });
});
