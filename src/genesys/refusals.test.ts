import { expect, test } from "vitest";
import { connect, rejection } from "../../test/servers/connect.ts";
import type { Answer } from "../../test/servers/loopback.ts";
import { type AfterwordError, PermissionError, RequestError, UnreachableError } from "../base/index.ts";
import { endpoints } from "./index.ts";

async function refuse(answer: Answer): Promise<AfterwordError & { readonly asked: number }> {
  await using c = await connect(({ path }) => (path.startsWith("/api") ? answer : undefined));
  const error = await rejection(
    c.genesys.ask(endpoints.evaluation, { path: { conversationId: "c1", evaluationId: "e1" } }),
  );
  if (!(error instanceof RequestError || error instanceof PermissionError || error instanceof UnreachableError))
    throw error;
  return Object.assign(error, { asked: c.server.api().length });
}

const lack =
  "Unable to perform the requested action. You must have at least one of the following permissions assigned: ";

test.each<[Answer["body"], string, string[]]>([
  [
    { code: "missing.any.permissions", message: `${lack}[quality:survey:view]` },
    "quality:survey:view",
    ["quality:survey:view"],
  ],
  [
    { messageParams: { permissions: "[quality:a:view, quality:b:*]" } },
    "quality:a:view or quality:b:*",
    ["quality:a:view", "quality:b:*"],
  ],
  [
    { code: "missing.permissions", message: "all of [quality:a:view, quality:b:view]" },
    "quality:a:view and quality:b:view",
    ["quality:a:view", "quality:b:view"],
  ],
])("a 403 names the permission: %j", async (body, words, permissions) => {
  const error = await refuse({ status: 403, body });
  if (!(error instanceof PermissionError)) throw error;
  expect(error.message).toBe(`403 on quality conversations evaluations: the OAuth client's roles lack ${words}.`);
  expect(error.hint).toMatch(/Admin > Roles.*then run "afterword doctor"\.$/);
  expect(error.permissions).toEqual(permissions);
  expect(error.asked).toBe(1);
});

test("a 403 that names none quotes Genesys, and adds that it may be the division", async () => {
  const error = await refuse({ status: 403, body: { code: "not.authorized", message: "No." } });
  if (!(error instanceof PermissionError)) throw error;
  expect(error.message).toMatch(
    /^403 on quality conversations evaluations .+: not\.authorized: No\. It takes quality:evaluation:view or .+, in its division\.$/,
  );
  expect(error.permissions).toContain("quality:evaluation:view");
});

test("a 403 without any permission named, on an endpoint that needs none", async () => {
  await using c = await connect(({ path }) => (path.startsWith("/api") ? { status: 403, body: {} } : undefined));
  const error = await rejection(c.genesys.ask(endpoints.users));
  expect(String(error)).toContain("403 on users. Its division may be missing.");
});

test("any other refusal reports status, ids, code, message and correlation id, and is not repeated", async () => {
  const error = await refuse({
    status: 404,
    headers: { "inin-correlation-id": "f3ac" },
    body: { code: "not.found", message: `Gone.\u0007\n${"x".repeat(10_000)}`, contextId: "other" },
  });
  if (!(error instanceof RequestError)) throw error;
  expect(error.message).toMatch(
    /^404 on quality conversations evaluations c1 e1: not\.found: Gone\. x+… \(correlation id f3ac\)\.$/,
  );
  expect(error.message.length).toBeLessThan(450);
  expect(error.status).toBe(404);
  expect(error.asked).toBe(1);
});

test.each([400, 405, 409, 410, 413, 422, 501])(
  "%i is refused at once, even with a body that is no ErrorBody",
  async (status) => {
    const error = await refuse({ status, body: "[1]" });
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toMatchObject({ status, asked: 1 });
  },
);

test.each<[Answer, string]>([
  [
    { status: 200, body: "<!DOCTYPE html><title>Login</title>", headers: { "content-type": "text/html" } },
    '200 with HTML ("Login")',
  ],
  [{ status: 403, body: "<html>no</html>", headers: { "content-type": "text/html" } }, "403 with HTML instead"],
  [{ status: 403, body: "Blocked by policy", headers: { "content-type": "text/plain" } }, "403 with text/plain"],
  [{ status: 302, headers: { location: "https://login.corp/?token=t#x" } }, "302, a redirect to https://login.corp/:"],
])("a host that is not Genesys is named, and is not asked again: %j", async (answer, words) => {
  const error = await refuse(answer);
  expect(error).toBeInstanceOf(UnreachableError);
  expect(error.message).toContain(words);
  expect(error.asked).toBe(1);
});

const page = { status: 404, body: "<html><title>Error</title>", headers: { "content-type": "text/html" } };

test("a path that a host with a login does not know costs one request, and the next one may be served", async () => {
  await using c = await connect(({ path }) => {
    if (path.endsWith("/users")) return { body: { entities: [] } };
    return path.startsWith("/api") ? page : undefined;
  });
  const error = await rejection(c.genesys.ask(endpoints.tokenInfo));
  expect(error).toMatchObject({ name: "RequestError", status: 404, gone: false });
  await c.genesys.ask(endpoints.users);
  expect(c.server.api()).toHaveLength(2);
});

test("a host that answers a page to everything, though it gives tokens, is not Genesys", async () => {
  await using c = await connect(({ path }) => (path.startsWith("/api") ? page : undefined));
  const errors: unknown[] = [];
  for (let index = 0; index < 20; index += 1) errors.push(await rejection(c.genesys.ask(endpoints.users)));
  expect(errors.slice(0, 19).every((error) => error instanceof RequestError)).toBe(true);
  expect(errors.at(-1)).toBeInstanceOf(UnreachableError);
});

/** The beginning of an error body, up to and with these words. */
function cutAfter(words: string, fields: object): string {
  const whole = JSON.stringify(fields);
  return whole.slice(0, whole.indexOf(words) + words.length);
}

const tooLarge = { message: 'pageSize must be "at most 50"', code: "bad.request", status: 400, contextId: "c" };

test.each<[string, Answer, RegExp]>([
  [
    "a message and a code",
    { status: 400, body: cutAfter("bad.request", tooLarge) },
    /^400 on .+: bad\.request: pageSize must be "at most 50"\.$/,
  ],
  ["half a message", { status: 400, body: cutAfter("must be", tooLarge) }, /^400 on .+ e1: pageSize must be\.$/],
  ["nothing", { status: 404, body: "{" }, /^404 on quality conversations evaluations c1 e1\.$/],
  ["half an escape", { status: 400, body: `{"code":"bad.request","message":"so \\u00` }, /^400 on .+: bad\.request\.$/],
])("of a refusal that is cut each time its status stays, and %s", async (_, answer, message) => {
  const error = await refuse(answer);
  if (!(error instanceof RequestError)) throw error;
  expect([error.status, error.message]).toEqual([answer.status, expect.stringMatching(message)]);
  expect(error.asked).toBe(3);
});

test("a 403 that is cut is Genesys' own, and names no permission that is cut", async () => {
  const body = { code: "missing.any.permissions", message: `${lack}[quality:a:view, quality:b:view]` };
  const error = await refuse({ status: 403, body: cutAfter("quality:b:vi", body) });
  if (!(error instanceof PermissionError)) throw error;
  expect(error.permissions.filter((one) => /quality:[ab]:/.test(one))).toEqual([]);
});

test("a refusal that was cut once is read when it comes whole", async () => {
  let asked = 0;
  await using c = await connect(({ path }) => {
    if (!path.startsWith("/api")) return undefined;
    asked += 1;
    return { status: 400, body: asked === 1 ? cutAfter("page", tooLarge) : tooLarge };
  });
  const error = await rejection(c.genesys.ask(endpoints.users));
  expect(String(error)).toContain('bad.request: pageSize must be "at most 50"');
  expect(asked).toBe(2);
});

test("a page of another kind than JSON is read where it is JSON all the same", async () => {
  const answer = { headers: { "content-type": "text/plain" }, body: '{"entities":[]}' };
  await using c = await connect(({ path }) => (path.startsWith("/api") ? answer : undefined));
  expect(await c.genesys.ask(endpoints.users)).toEqual({ entities: [] });
});
