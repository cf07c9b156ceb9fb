import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DecodeError, day } from "../../src/base/index.ts";
import { rows } from "../../src/export/index.ts";
import { openServed, type Served } from "../servers/served.ts";
import { type Measured, openMeasured } from "../truth/metrics-measured.ts";

let measured: Measured;
let served: Served;
let [pseudonymous, anonymous]: [Served | null, Served | null] = [null, null];
beforeAll(async () => {
  measured = await openMeasured({ seed: 3, perDay: 24, days: 20 });
  const { warehouse, clock } = measured.synced;
  served = await openServed(warehouse, clock);
  pseudonymous = await openServed(warehouse, clock, { agents: "pseudonym" });
  anonymous = await openServed(warehouse, clock, { agents: "off" });
});
afterAll(async () => {
  for (const one of [served, pseudonymous, anonymous]) await one?.close();
  await measured[Symbol.asyncDispose]();
});

interface Listed {
  readonly total: number;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly next: string | null;
}

const range = () => {
  const [from, to] = [measured.now - 20 * day, measured.now].map((time) => new Date(time).toISOString());
  return `from=${from}&to=${to}`;
};

async function list(query: string, by: Served | null = served): Promise<Listed> {
  const answered = await (by ?? served).ask(`/api/rows?${range()}&${query}`);
  expect(answered.text.slice(0, 200)).not.toContain("error");
  return answered.json() as Listed;
}

async function all(query: string): Promise<Listed["rows"]> {
  const listed: Listed["rows"][number][] = [];
  let cursor = "";
  for (;;) {
    const page = await list(`${query}&limit=70${cursor}`);
    listed.push(...page.rows);
    if (page.next === null) return listed;
    cursor = `&cursor=${page.next}`;
  }
}

const ids = (listed: Listed["rows"]) => listed.map((row) => row["response_id"]);

describe("rows", () => {
  test("are the records of an export, as many as they say, however they are paged", async () => {
    const expected: unknown[] = [];
    const filter = { range: { from: measured.now - 20 * day, to: measured.now } };
    for await (const batch of rows(measured.synced.warehouse, { rows: "responses", ...filter }))
      expected.push(...batch);
    const { total } = await list("limit=1");
    expect(total).toBe(expected.length);
    for (const order of ["newest", "oldest", "lowest", "highest"]) {
      const listed = await all(`order=${order}`);
      expect(new Set(ids(listed))).toHaveProperty("size", total);
      expect(listed).toHaveLength(total);
    }
    const oldest = await all("order=oldest");
    expect(oldest).toEqual(JSON.parse(JSON.stringify(expected)));
  });

  test("are those of one population, and those with a text in them", async () => {
    const { responses } = (await served.ask(`/api/sections/volume?${range()}`)).json() as { responses: number };
    expect((await list("figure=responses&limit=1")).total).toBe(responses);
    const [spoken] = (await list("figure=comments&limit=1")).rows;
    const word = String(spoken?.["comment"]).trim().split(/\s+/).at(-1) ?? "";
    const found = await all(`figure=comments&text=${encodeURIComponent(word.toUpperCase())}`);
    expect(ids(found)).toContain(spoken?.["response_id"]);
    for (const row of found) expect(JSON.stringify(row).toLowerCase()).toContain(word.toLowerCase());
  });

  test("of answers and legs are counted as such", async () => {
    const { total, rows: answers } = await list("rows=answers&limit=200");
    expect(total).toBeGreaterThan((await list("limit=1")).total);
    expect(answers[0]).toHaveProperty("question_id");
    const legs = await list("rows=legs&limit=200");
    expect(legs.rows[0]).toHaveProperty("talk_seconds");
    expect(legs.total).toBe(legs.rows.length);
  });
});

describe("an export", () => {
  test.each(["csv", "json", "ndjson"])("as %s has exactly the rows of the list", async (format) => {
    const query = "figure=satisfied&source=surveys&text=a";
    const listed = await all(query);
    const { text, headers, status } = await served.ask(`/api/export?${range()}&${query}&format=${format}`);
    expect(status).toBe(200);
    const exported: readonly Readonly<Record<string, unknown>>[] =
      format === "csv"
        ? parse(text, { bom: true, columns: true })
        : format === "json"
          ? JSON.parse(text)
          : text
              .split("\n")
              .filter(Boolean)
              .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(ids(exported).toSorted()).toEqual(ids(listed).toSorted());
    expect(listed.length).toBeGreaterThan(20);
    expect(headers["content-disposition"]).toMatch(
      new RegExp(`^attachment; filename="afterword-responses-2026-\\d\\d-\\d\\d-to-2026-\\d\\d-\\d\\d\\.${format}"$`),
    );
    if (format === "csv") expect(text.startsWith("\ufeff")).toBe(true);
  });

  test("as a workbook is one", async () => {
    const { text, headers } = await served.ask(`/api/export?${range()}&format=xlsx&rows=answers`);
    expect(text.startsWith("PK")).toBe(true);
    expect(headers["content-type"]).toContain("spreadsheetml");
  });
});

test("a download that is given up ends what is read for it, and nothing else", async () => {
  for (const format of ["csv", "xlsx", "ndjson"]) {
    const stop = new AbortController();
    const answer = await fetch(new URL(`/api/export?${range()}&rows=answers&format=${format}`, served.url), {
      signal: stop.signal,
    });
    const reader = answer.body?.getReader();
    await reader?.read();
    stop.abort();
    await expect(reader?.read()).rejects.toThrow();
  }
  expect((await list("limit=1")).total).toBeGreaterThan(0);
  expect(served.reported).toEqual([]);
});

test("a download that breaks off is reported with its reason, since its reader gets none", async () => {
  const { warehouse, clock } = measured.synced;
  const failing: typeof warehouse = {
    ...warehouse,
    async *stream(...question) {
      yield* warehouse.stream(...question);
      throw new DecodeError("The warehouse has no time in column submit_date.", "Run `afterword rebuild`.", null);
    },
  };
  await using broken = await openServed(failing, clock);
  for (const format of ["csv", "xlsx", "ndjson"]) {
    await expect(broken.ask(`/api/export?${range()}&format=${format}`)).rejects.toThrow();
    expect(broken.reported.at(-1)).toMatch(
      new RegExp(
        `^The download of \\S+\\.${format} broke off\\. The warehouse has no time .* Run \`afterword rebuild\`\\.$`,
      ),
    );
  }
  expect(broken.reported).toHaveLength(3);
});

test("who asks for the head of a file alone leaves nothing open", async () => {
  const { warehouse, clock } = measured.synced;
  let open = 0;
  const counted: typeof warehouse = {
    ...warehouse,
    async *stream(...question) {
      open += 1;
      try {
        yield* warehouse.stream(...question);
      } finally {
        open -= 1;
      }
    },
  };
  await using headed = await openServed(counted, clock);
  for (const format of ["csv", "xlsx", "json", "ndjson"]) {
    const { status, headers, text } = await headed.ask(`/api/export?${range()}&rows=answers&format=${format}`, {
      method: "HEAD",
    });
    expect([status, text, open]).toEqual([200, "", 0]);
    expect(headers["content-disposition"]).toContain(`.${format}"`);
  }
  expect((await headed.ask("/api/export?figure=nothing", { method: "HEAD" })).status).toBe(400);
});

describe("an interaction", () => {
  test("has its time line, legs, and all that was answered and judged about it", async () => {
    const talked = (await list("figure=pairs:human&limit=1")).rows[0];
    const id = String(talked?.["interaction_id"]);
    const { status, json } = await served.ask(`/api/interactions/${id}`);
    expect(status).toBe(200);
    const found = json() as Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
    expect(found["interaction"]).toMatchObject({ interaction_id: id, linked: true });
    const sources = new Set((found["responses"] ?? []).map(({ source }) => source));
    expect(sources).toEqual(new Set(["survey", "evaluation"]));
    const kinds = new Set((found["timeline"] ?? []).map(({ kind }) => kind));
    expect(kinds).toContain("talk");
    expect(found["legs"]?.map(({ agent_name: name }) => name)).toContain(talked?.["agent_name"]);
    expect(new Set(found["legs"]?.map(({ position }) => position)).size).toBe(found["legs"]?.length);
    expect((found["timeline"] ?? []).some((piece) => piece["agent_name"] === talked?.["agent_name"])).toBe(true);
  });

  test("that nobody answered about is not there", async () => {
    const { status, json } = await served.ask("/api/interactions/no-such%2Fthing");
    expect(status).toBe(404);
    expect(json()).toMatchObject({ error: { message: "There is no response of this interaction in the warehouse." } });
  });

  test("shows nobody where people are not shown", async () => {
    const id = String((await list("figure=responses&limit=1")).rows[0]?.["interaction_id"]);
    const people = await measured.synced.table("agent");
    for (const one of [pseudonymous, anonymous]) {
      const { text, json } = await (one ?? served).ask(`/api/interactions/${id}`);
      for (const { agent_id: agent, name } of people) {
        expect(text).not.toContain(String(agent));
        expect(text).not.toContain(JSON.stringify(name));
      }
      expect(json()).toMatchObject({ legs: [], genesys_url: null });
    }
  });
});

describe("names", () => {
  test.each(["queue", "agent", "form", "team", "division", "media", "question"])("of each %s", async (kind) => {
    const names = (await served.ask(`/api/names?kind=${kind}`)).json() as { id: string; name: string | null }[];
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names.map(({ id }) => id)).size).toBe(names.length);
    expect((await served.ask("/api/names?kind=people")).status).toBe(400);
  });

  test("of an attribute are the values that responses have, and each can be asked for", async () => {
    const rows = (await list("limit=200")).rows;
    const ids = [...new Set(rows.flatMap(({ agent_id: id }) => (typeof id === "string" ? [id] : [])))];
    const table = {
      attributes: ["site", "leader"],
      rows: [...ids.slice(1), "nobody"].map((agent, at) => ({
        ...{ agent, place: "roster.csv" },
        values: { site: agent === "nobody" ? "Nowhere" : at % 2 === 0 ? "Bonn, Süd" : "Berlin" },
      })),
    };
    await using rostered = await openServed(measured.synced.warehouse, measured.synced.clock, {
      roster: { read: async () => table },
    });
    expect((await rostered.ask("/api/about")).json()).toMatchObject({ roster: ["site", "leader"] });
    const names = (await rostered.ask("/api/names?roster=SITE")).json() as { id: string; name: string | null }[];
    expect(names).toEqual([
      { id: "Berlin", name: "Berlin" },
      { id: "Bonn, Süd", name: "Bonn, Süd" },
      { id: "not stated", name: null },
    ]);
    const totals: number[] = [];
    for (const { id } of names) {
      const of = new URLSearchParams({ roster: `site="${id}"` }).toString();
      totals.push((await list(`${of}&limit=1`, rostered)).total);
    }
    expect(totals.every((total) => total > 0)).toBe(true);
    expect(totals.reduce((sum, total) => sum + total, 0)).toBe((await list("limit=1")).total);
    for (const [server, word, what] of [
      [rostered, "sit", "Did you mean site?"],
      [served, "site", "how to write one"],
    ] as const) {
      const { status, text } = await server.ask(`/api/names?roster=${word}`);
      expect([status, text]).toEqual([400, expect.stringContaining(what)]);
    }
  });

  test("of agents are as they may be shown, and can be asked for as they are shown", async () => {
    const shown = await pseudonymous?.ask("/api/names?kind=agent");
    const [first] = (shown?.json() ?? []) as { id: string; name: string }[];
    expect(first?.name).toMatch(/^Agent [0-9a-f]{10}$/);
    const own = await list(`agent=${first?.id ?? ""}&limit=1`, pseudonymous);
    expect(own.rows.every((row) => row["agent_id"] === first?.id)).toBe(true);
    expect((await anonymous?.ask("/api/names?kind=agent"))?.status).toBe(403);
  });
});

test.each([
  ["/api/rows?figure=happy", 'figure "happy" is no population of responses.'],
  ["/api/rows?limit=0", 'limit is "0".'],
  ["/api/rows?limit=201", 'limit is "201".'],
  ["/api/rows?cursor=x", 'cursor "x" is none of a list that is ordered by newest.'],
  ["/api/rows?order=best", 'order is "best"'],
  ["/api/rows?rows=people", 'rows is "people"'],
  ["/api/rows?rows=legs&order=lowest", "Legs have no satisfaction"],
  ["/api/rows?figur=nps", 'There is no filter "figur".'],
  ["/api/export?format=parquet", 'format is "parquet"'],
  ["/api/export?limit=5", 'There is no filter "limit".'],
  [`/api/rows?text=${"x".repeat(1001)}`, "text has 1001 characters."],
])("%s is refused in words", async (path, message) => {
  const { status, json } = await served.ask(path);
  expect((json() as { error: { message: string } }).error.message).toContain(message);
  expect(status).toBe(400);
});

test("rows about agents are refused where they are not shown, in a list and before a file has begun", async () => {
  for (const path of ["/api/rows?rows=legs", "/api/export?rows=legs&format=csv", "/api/export?rows=legs&format=xlsx"]) {
    for (const one of [pseudonymous, anonymous]) {
      const { status, text } = await (one ?? served).ask(path);
      expect([status, text]).toEqual([400, expect.stringContaining("are about agents")]);
    }
  }
});
