import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { connect, rejection } from "../../test/servers/connect.ts";
import type { Answer } from "../../test/servers/loopback.ts";
import { RequestError } from "../base/index.ts";
import { endpoints } from "./index.ts";

const users = { entities: [{ id: "u1", name: "Zoë ✓".repeat(500) }] };
const json = Buffer.from(JSON.stringify(users));

/** Asks an API that gives these answers in turn, the last one for ever. */
async function ask(...answers: readonly (readonly [coding: string, body: Buffer])[]) {
  let asked = 0;
  await using c = await connect(({ path }): Answer | undefined => {
    if (!path.startsWith("/api")) return undefined;
    asked += 1;
    const [coding, body] = answers[Math.min(asked, answers.length) - 1] ?? ["", json];
    return { body, headers: { "content-encoding": coding } };
  });
  const outcome = await c.genesys.ask(endpoints.users).catch((error: unknown) => error);
  return { outcome, asked, accepted: c.server.api()[0]?.headers["accept-encoding"] };
}

test.each<[string, Buffer]>([
  ["gzip", gzipSync(json)],
  ["GZIP", gzipSync(json)],
  ["x-gzip", gzipSync(json)],
  ["deflate", deflateSync(json)],
  ["deflate", deflateRawSync(json)],
  ["br", brotliCompressSync(json)],
  ["identity", json],
  ["", json],
  ["deflate, gzip", gzipSync(deflateSync(json))],
])("an answer in %s is read, and was asked for where it saves anything", async (coding, body) => {
  expect(await ask([coding, body])).toEqual({ outcome: users, asked: 1, accepted: "gzip, deflate, br" });
});

describe("is damage of one attempt", () => {
  test.each<[string, string, Buffer]>([
    ["what ends too soon", "gzip", gzipSync(json).subarray(0, 60)],
    ["what ends too soon in another coding", "br", brotliCompressSync(json).subarray(0, 20)],
    ["a body that is not as its head says", "gzip", json],
    ["a coding that was not asked for", "zstd", json],
    ["one upon another upon another", "gzip, gzip, gzip, gzip", gzipSync(gzipSync(gzipSync(gzipSync(json))))],
    ["nothing at all", "gzip", Buffer.alloc(0)],
  ])("%s", async (_, coding, body) => {
    expect(await ask([coding, body], ["", json])).toMatchObject({ outcome: users, asked: 2 });
  });
});

test("a coding that stays unknown is named", async () => {
  const { outcome } = await ask(["zstd", json]);
  expect(String(outcome)).toContain("RequestError: users failed 8 times: its answers come in a coding");
  expect(String(outcome)).toContain("(zstd)");
});

test.each<[string, (plain: Buffer) => Buffer]>([
  ["gzip", gzipSync],
  ["br", brotliCompressSync],
  ["gzip, gzip", (plain) => gzipSync(gzipSync(plain))],
])("a bomb in %s ends as too large an answer", async (coding, pack) => {
  const { outcome, asked } = await ask([coding, pack(Buffer.alloc(65 * 1024 * 1024))]);
  expect(outcome).toBeInstanceOf(RequestError);
  expect(String(outcome)).toContain("larger than 64 MB");
  expect(asked).toBe(1);
});

test("a refusal in gzip is read as any other", async () => {
  await using c = await connect(({ path }) =>
    path.startsWith("/api")
      ? {
          status: 400,
          headers: { "content-encoding": "gzip" },
          body: gzipSync(JSON.stringify({ code: "bad.request", message: "Too wide." })),
        }
      : undefined,
  );
  expect(String(await rejection(c.genesys.ask(endpoints.users)))).toContain("bad.request: Too wide.");
});
