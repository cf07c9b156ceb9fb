import { describe, expect, test } from "vitest";
import { Secret } from "../../src/base/index.ts";
import { defaultRequest, extract } from "../../src/extract/index.ts";
import { createGenesys } from "../../src/genesys/index.ts";
import { createTestClock } from "../servers/clock.ts";
import { type Answer, type Asked, openLoopback } from "../servers/loopback.ts";
import { lastWeek, openSandboxed, present, type Sandboxed, truthOf } from "../servers/sandboxed.ts";

/*
 * Orgs that differ from the sandbox's where the documentation is silent: everything is passed on to a sandbox, but for what
 * `differs` answers itself.
 */
async function extractFrom(org: Sandboxed, differs: (asked: Asked, authorization: string) => Answer | undefined) {
  await using server = await openLoopback(async (asked) => {
    const own = differs(asked, asked.headers.authorization ?? "");
    if (own) return own;
    const response = await fetch(
      `${org.sandbox.url}${asked.path}${asked.query.size > 0 ? "?" : ""}${asked.query.toString()}`,
      {
        method: asked.method,
        headers: {
          "content-type": asked.headers["content-type"] ?? "",
          authorization: asked.headers.authorization ?? "",
        },
        ...(asked.method === "POST" ? { body: asked.body } : {}),
      },
    );
    return { status: response.status, body: await response.text() };
  });
  const clock = createTestClock(present);
  await using genesys = createGenesys({
    clientId: org.sandbox.clientId,
    clientSecret: new Secret(org.sandbox.clientSecret),
    hosts: { api: server.url, login: server.url },
    clock,
  });
  return { ...(await extract(genesys, defaultRequest(lastWeek), { clock })), slept: clock.slept() };
}

const small = { perDay: 20, days: 30, seed: 9 };
const tooMany = (ids: string | null, most: number): Answer | undefined =>
  (ids?.split(",").length ?? 0) > most
    ? { status: 400, body: { code: "bad.request", message: "too many ids" } }
    : undefined;

describe("an org that takes fewer ids than others", () => {
  test.each(["/users", "/routing/queues", "/routing/wrapupcodes", "/analytics/conversations/details", "/bulk"])(
    "at %s",
    async (path) => {
      await using org = await openSandboxed({ ...small, variants: ["thin-embedded-forms"] });
      const { records, missing } = await extractFrom(org, (asked) =>
        asked.path.endsWith(path) ? tooMany(asked.query.get("id"), 3) : undefined,
      );
      expect(records).toEqual(truthOf(org));
      expect(missing).toEqual([]);
    },
  );

  test("or answers forms in bulk with something else: each is asked for by itself", async () => {
    await using org = await openSandboxed({ ...small, variants: ["thin-embedded-forms"] });
    const { records } = await extractFrom(org, ({ path }) => (path.endsWith("/bulk") ? { body: [] } : undefined));
    expect(records.map(({ csat_scores }) => csat_scores)).toEqual(truthOf(org).map(({ csat_scores }) => csat_scores));
  });
});

describe("a request that is too much for the host", () => {
  test("the very first one, a month of aggregates: it is halved", async () => {
    await using org = await openSandboxed(small);
    const days = (body: string): number => {
      const [from = "", to = ""] = /"interval":"([^"]+)"/.exec(body)?.[1]?.split("/") ?? [];
      return (Date.parse(to) - Date.parse(from)) / 86_400_000;
    };
    const { records, missing, notes } = await extractFrom(org, ({ path, body }) =>
      path.endsWith("/surveys/aggregates/query") && days(body) > 5 ? { status: 504, body: {} } : undefined,
    );
    expect(records).toEqual(truthOf(org));
    expect(missing).toEqual([]);
    expect(notes.join()).not.toContain("Surveys were found");
  });

  test("versions of forms that cannot be listed cost the certainty of the lead, and no answer", async () => {
    await using org = await openSandboxed(small);
    const { records, notes, slept } = await extractFrom(org, ({ path }) =>
      path.endsWith("/versions") ? { status: 500, body: {} } : undefined,
    );
    expect(records.map(({ csat_scores }) => csat_scores)).toEqual(truthOf(org).map(({ csat_scores }) => csat_scores));
    expect(notes.join()).toMatch(/Lead questions of survey forms are decided from the versions seen alone/);
    // Given up kind by kind, not form by form: eight tries of each of two take 190 to 254 s, by chance.
    expect(slept).toBeLessThan(260_000);
  });

  test("a search that always fails leaves the evaluations to the other routes", async () => {
    await using org = await openSandboxed(small);
    const { records } = await extractFrom(org, ({ path }) =>
      path.endsWith("/evaluations/search") ? { status: 500, body: {} } : undefined,
    );
    expect(records).toEqual(truthOf(org));
  });
});

test("an interaction that is hidden from the client costs only its own link", async () => {
  await using org = await openSandboxed(small);
  const hidden = truthOf(org)[5]?.interaction_id ?? "";
  const { records } = await extractFrom(org, ({ path, query }) =>
    path.endsWith("/conversations/details") && query.get("id")?.includes(hidden)
      ? { status: 403, body: { code: "not.authorized", message: "Not yours." } }
      : undefined,
  );
  for (const record of records) {
    expect(record.linked).toBe(record.interaction_id !== hidden);
    if (!record.linked) expect(record.link_problem).toContain("not.authorized");
  }
});

describe("something between Afterword and Genesys that refuses one thing with a page of its own", () => {
  const page = (status: number): Answer => ({
    status,
    headers: { "content-type": "text/html" },
    body: "<html><head><title>Request refused</title></head></html>",
  });

  test.each([200, 302, 400, 403, 414, 451, 503])(
    "%i for one survey costs that survey, and is named",
    async (status) => {
      await using org = await openSandboxed(small);
      const truth = truthOf(org);
      const lost = truth.find(({ source }) => source === "survey")?.response_id ?? "";
      const { records, problems } = await extractFrom(org, ({ path }) =>
        path.endsWith(`/surveys/${lost}`) ? page(status) : undefined,
      );
      expect(records).toEqual(truth.filter(({ response_id }) => response_id !== lost));
      expect(problems).toEqual([{ kind: "survey", id: lost, reason: expect.stringContaining(String(status)) }]);
    },
  );

  test("404 for one survey costs nothing: it comes with its interaction", async () => {
    await using org = await openSandboxed(small);
    const one = truthOf(org).find(({ source }) => source === "survey")?.response_id ?? "";
    const { records, problems } = await extractFrom(org, ({ path }) =>
      path.endsWith(`/surveys/${one}`) ? page(404) : undefined,
    );
    expect(records).toEqual(truthOf(org));
    expect(problems).toEqual([]);
  });

  test.each([400, 413, 414])("%i for a request that is too long is halved like any refusal", async (status) => {
    await using org = await openSandboxed(small);
    const { records, missing } = await extractFrom(org, ({ path, query }) =>
      path.endsWith("/conversations/details") && (query.get("id")?.split(",").length ?? 0) > 3
        ? page(status)
        : undefined,
    );
    expect(records).toEqual(truthOf(org));
    expect(missing).toEqual([]);
  });

  test("an hour that one survey is to be waited for is not waited for", async () => {
    await using org = await openSandboxed(small);
    const truth = truthOf(org);
    const lost = truth.find(({ source }) => source === "survey")?.response_id ?? "";
    const { records, problems, slept } = await extractFrom(org, ({ path }) =>
      path.endsWith(`/surveys/${lost}`) ? { ...page(503), headers: { "retry-after": "3600" } } : undefined,
    );
    expect(records).toEqual(truth.filter(({ response_id }) => response_id !== lost));
    expect(problems.map(({ reason }) => reason)).toEqual([expect.stringContaining("asks to wait 60 minutes")]);
    expect(slept).toBeLessThan(60_000);
  });
});

test("aggregates that take too long are halved, and asked for twice at most in one width", async () => {
  await using org = await openSandboxed(small);
  const asked = new Map<string, number>();
  const { records } = await extractFrom(org, ({ path, body }) => {
    if (!path.endsWith("/surveys/aggregates/query")) return undefined;
    const [from = "", to = ""] = /"interval":"([^"]+)"/.exec(body)?.[1]?.split("/") ?? [];
    asked.set(body, (asked.get(body) ?? 0) + 1);
    return Date.parse(to) - Date.parse(from) > 2 * 86_400_000
      ? { body: { message: "The request timed out.", code: "request.timeout", status: 504 } }
      : undefined;
  });
  expect(records).toEqual(truthOf(org));
  expect(Math.max(...asked.values())).toBe(2);
});
