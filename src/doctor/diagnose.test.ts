import { describe, expect, test } from "vitest";
import { connect, rejection } from "../../test/servers/connect.ts";
import { openSandboxed } from "../../test/servers/sandboxed.ts";
import { CredentialsError, InterruptedError } from "../base/index.ts";
import { endpoints } from "../genesys/index.ts";
import { diagnose } from "./index.ts";
import { needs, rolePermissions } from "./needs.ts";

const small = { perDay: 20, days: 14 };

/** The missing features of a client without these permissions, with the rest of its diagnosis. */
async function without(...withoutPermissions: string[]) {
  await using org = await openSandboxed({ ...small, withoutPermissions });
  const { clock } = org;
  const diagnosis = await diagnose(org.genesys, { clock });
  const named = diagnosis.checks.filter(({ state }) => state !== "works").map(({ permission }) => permission);
  return { ...diagnosis, named };
}

test("a client that has everything: who, how much, which divisions", async () => {
  await using org = await openSandboxed({ ...small, limit: 300 });
  const { sandbox, clock } = org;
  const diagnosis = await diagnose(org.genesys, { clock });
  expect(diagnosis.checks.filter(({ state }) => state !== "works")).toEqual([]);
  expect(diagnosis.readable).toEqual({ surveys: true, evaluations: true });
  expect(diagnosis.whose.value?.client.id).toBe(sandbox.clientId);
  expect(diagnosis.whose.value?.organization.name).toBe(sandbox.org.name);
  expect(diagnosis.allowed).toBe(300);
  expect(diagnosis.divisions.value).toEqual({ names: sandbox.org.divisions.map(({ name }) => name), more: false });
  expect(diagnosis.redacted.value?.count).toBe(0);
  expect(diagnosis.redacted.value?.of).toBeGreaterThan(0);
  // One request a permission, and one each for the token, the divisions and the limits.
  expect(diagnosis.spent.requests).toBe(rolePermissions().length + 3);
});

test("an id that nothing has shows the permission, whichever way an org answers for it", async () => {
  await using org = await openSandboxed({ ...small, variants: ["missing-conversations-404"] });
  const { checks } = await diagnose(org.genesys, { clock: org.clock });
  expect(checks.filter(({ state }) => state !== "works")).toEqual([]);
});

describe("a permission taken away is named, and nothing else", () => {
  test.each(Object.values(needs).map(({ endpoint: { permissions } }) => [...permissions]))(
    "%s",
    async (...permissions) => {
      const { named, role, checks } = await without(...permissions);
      expect(named).toEqual([permissions[0]]);
      const lacking = checks.find(({ state }) => state === "missing");
      expect(lacking?.without).toMatch(/\w/);
      expect(lacking?.reason).toContain(permissions[0]);
      expect(role).toContain(permissions[0]);
    },
  );

  test("none of it where another one serves as well", async () => {
    for (const permission of ["analytics:conversationDetail:view", "routing:queue:search", "quality:evaluation:assign"])
      expect((await without(permission)).named).toEqual([]);
  });
});

test("every permission of the endpoint table is in the role, or stands in for one that is", () => {
  const standIns = Object.values(needs).flatMap((need) => [
    ...need.endpoint.permissions.slice(1),
    ...("substitute" in need ? need.substitute.endpoint.permissions : []),
  ]);
  const served = new Set([...rolePermissions(), ...standIns]);
  const all = new Set(Object.values(endpoints).flatMap(({ permissions }): readonly string[] => permissions));
  // Read by nothing yet.
  all.delete("analytics:evaluationAggregate:view");
  expect([...all].filter((permission) => !served.has(permission))).toEqual([]);
});

describe("what can be had without", () => {
  const details = ["analytics:conversationDetail:view", "analytics:agentConversationDetail:view"];
  const everyEvaluation = ["quality:evaluation:view", "quality:evaluation:assign", "quality:evaluation:release"];
  test.each([
    [["quality:survey:view"], { surveys: false, evaluations: true }],
    [["analytics:surveyAggregate:view"], { surveys: true, evaluations: true }],
    [["analytics:surveyAggregate:view", ...details], { surveys: false, evaluations: true }],
    [["quality:evaluation:view"], { surveys: true, evaluations: true }],
    [everyEvaluation, { surveys: true, evaluations: false }],
    [["quality:evaluation:searchAny", ...details], { surveys: true, evaluations: true }],
    [["quality:evaluation:searchAny", "quality:evaluation:view", ...details], { surveys: true, evaluations: false }],
  ])("%j", async (lacking, readable) => expect((await without(...lacking)).readable).toEqual(readable));

  test("none of the permissions", async () => {
    const every = Object.values(endpoints).flatMap(({ permissions }): readonly string[] => permissions);
    const { named, role, readable, redacted, divisions } = await without(...every);
    expect(named).toEqual(role);
    expect(readable).toEqual({ surveys: false, evaluations: false });
    expect(redacted).toEqual({ value: null, reason: expect.stringContaining("quality:evaluation:searchAny") });
    expect(divisions.value?.names).not.toEqual([]);
  });
});

test("an inconclusive check is no failure and no lack: each gives its reason", async () => {
  const row = { id: "e", redacted: true };
  await using c = await connect(({ path }) => {
    if (path.endsWith("/search")) return { body: { results: [row, { ...row, redacted: false }, "?"] } };
    if (/queues$|surveys.aggregates/.test(path)) return { status: 400, body: { code: "bad.request", message: "No." } };
    if (path.endsWith("/conversations/details")) return { status: 403, body: { code: "not.authorized" } };
    if (path.endsWith("/platform.api")) return { status: 403, body: { code: "not.authorized" } };
    const body = { id: path.split("/").at(-1), entities: [], results: [] };
    return path.startsWith("/api") && !path.includes("/tokens/") ? { body } : undefined;
  });
  const { checks, whose, limits, redacted, readable } = await diagnose(c.genesys, { clock: c.clock });
  const queues = checks.find(({ permission }) => permission === "routing:queue:view");
  expect(queues).toMatchObject({ state: "unknown", reason: expect.stringContaining("400 on routing queues") });
  expect(whose).toEqual({ value: null, reason: expect.stringContaining("404 on tokens me") });
  expect(limits).toEqual({ value: null, reason: expect.stringContaining("403") });
  expect(redacted.value).toEqual({ count: 1, of: 2 });
  expect(readable).toEqual({ surveys: null, evaluations: true });
});

test("the org's limits on one token are separate from its other limits", async () => {
  const key = "client.credentials.token.rate.per.minute";
  const entities = [
    { key, value: 300 },
    { key: "request.bytes.max", value: 512_000 },
  ];
  await using c = await connect(({ path }) =>
    path.startsWith("/api") ? { body: path.endsWith("/platform.api") ? { entities } : {} } : undefined,
  );
  expect((await diagnose(c.genesys, { clock: c.clock })).limits.value).toEqual([{ key, value: 300 }]);
});

describe("a fault that concerns every request ends it", () => {
  test("credentials, after one request", async () => {
    const refusal = { status: 401, body: { error: "invalid_client", description: "client not found" } };
    await using c = await connect(({ path }) => (path === "/oauth/token" ? refusal : undefined));
    const error = await rejection(diagnose(c.genesys, { clock: c.clock }));
    expect(error).toBeInstanceOf(CredentialsError);
    expect(error).toMatchObject({ hint: expect.stringContaining("region") });
    expect(c.server.asked).toHaveLength(1);
  });

  test("an interrupt", async () => {
    await using c = await connect(() => undefined);
    const { clock, genesys } = c;
    expect(await rejection(diagnose(genesys, { clock, signal: AbortSignal.abort() }))).toBeInstanceOf(InterruptedError);
  });
});
