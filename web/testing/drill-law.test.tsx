import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { openServed, type Served } from "../../test/servers/served.ts";
import { type Measured, openMeasured } from "../../test/truth/metrics-measured.ts";
import { readAddress, viewAddress } from "../state/address.ts";
import { activeFilters, type FilterKey, type Query, queryText, valuesOf } from "../state/query.ts";
import { renderServed } from "./render-served.tsx";

let measured: Measured;
let served: Served;
beforeAll(async () => {
  measured = await openMeasured({ seed: 11, perDay: 16 });
  served = await openServed(measured.synced.warehouse, measured.synced.clock);
});
afterAll(async () => {
  await served.close();
  await measured[Symbol.asyncDispose]();
});

const answers = new Map<string, Promise<unknown>>();

/** What the server answers, asked once. */
function ask(path: string): Promise<unknown> {
  const known = answers.get(path) ?? askOnce(path);
  answers.set(path, known);
  return known;
}

async function askOnce(path: string): Promise<unknown> {
  const { status, text } = await served.ask(path);
  if (status !== 200) throw new Error(`${path} answered ${status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as unknown;
}

interface Link {
  readonly to: string;
  /** Null where it is no number. */
  readonly n: number | null;
}

const text = (html: string): string =>
  html.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<");

function linksOf(html: string): readonly Link[] {
  return [...html.matchAll(/<a\b([^>]*)>/g)].flatMap(([, given = ""]) => {
    const of = (name: string): string | null => new RegExp(`\\b${name}="([^"]*)"`).exec(given)?.[1] ?? null;
    const [to, n] = [of("href"), of("data-n")];
    return to === null ? [] : [{ to: text(to), n: n === null ? null : Number(n) }];
  });
}

const kinds = ["queue", "agent", "form", "team", "division", "media", "question"] as const;
const names = async (kind: string) => ((await ask(`/api/names?kind=${kind}`)) as { id: string }[]).map(({ id }) => id);

/** Queries of every filter and setting, some of several at once. */
async function queries(): Promise<fc.Arbitrary<Query>> {
  const iso = (days: number): string => new Date(measured.now - days * day).toISOString();
  const chosen = await Promise.all(
    kinds.map(async (kind) => fc.constantFrom(...(await names(kind))).map((id): Query => [[kind, id]])),
  );
  const one = (...query: Query): fc.Arbitrary<Query> => fc.constant(query);
  const filter = fc.oneof(
    ...chosen,
    one(["source", "surveys"]),
    one(["source", "evaluations"]),
    one(["score", "0..0.5"]),
    one(["linked", "true"]),
    one(["pool", "true"]),
    one(["compare", "year"]),
    ...["interaction", "sent"].map((basis) => one(["basis", basis])),
  );
  const rule = fc.constantFrom<Query>([], [["rule", "last"]], [["rule", "longest"]], [["rule", "all"]]);
  const range = fc.constantFrom<Query>(
    [],
    [
      ["from", iso(28)],
      ["to", iso(0)],
    ],
    [
      ["from", iso(20)],
      ["to", iso(6)],
    ],
  );
  return fc
    .tuple(
      range,
      rule,
      fc.oneof(fc.constant([]), fc.array(filter, { minLength: 1, maxLength: 1 }), fc.array(filter, { maxLength: 2 })),
    )
    .map(([a, b, c]): Query => unique([...a, ...b, ...c.flat()]));
}

/** What may stand there once stands there once. */
const unique = (query: Query): Query => query.filter(([key], at) => query.findIndex(([other]) => other === key) === at);

const shown = ["overview", "queues", "agents", "questions", "evaluations", "drivers"] as const;

/** Rows of a file, and how many a list has. */
async function rowsAt(to: string): Promise<{ readonly total: number; readonly exported: number }> {
  const search = queryText(readAddress(to).query);
  const { total } = (await ask(`/api/rows?${search}&limit=1`)) as { total: number };
  const { status, text: csv } = await served.ask(`/api/export?${search}&format=csv`);
  expect(status).toBe(200);
  return { total, exported: (parse(csv, { bom: true, columns: true }) as unknown[]).length };
}

/** Filters that a link has lost: a drill may narrow one, and chooses the group that it leads to. */
function lost(from: Query, to: Query): readonly string[] {
  return activeFilters(from)
    .filter(([key]) => valuesOf(to, key as FilterKey).length === 0)
    .map(([key]) => key);
}

test("the number that is shown, the rows that are listed and the rows that are exported are as many", async () => {
  const numbers = { followed: 0, kinds: new Set<string>() };
  const wrong: string[] = [];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...shown), await queries(), fc.nat(), async (view, query, seed) => {
      const from = viewAddress(view, query);
      const html = await renderServed(from, ask);
      const links = linksOf(html).filter(({ to }) => to.startsWith("/") && !to.startsWith("/api/"));
      const counted = links.filter(({ n }) => n !== null);
      // Some twenty of them, from all over the page.
      const chosen = counted.filter((_, at) => (at + seed) % Math.max(1, Math.floor(counted.length / 20)) === 0);
      for (const { to, n } of chosen) {
        const { total, exported } = await rowsAt(to);
        numbers.followed += 1;
        numbers.kinds.add(`${view} ${valuesOf(readAddress(to).query, "figure")[0]?.split(":")[0]}`);
        if (total !== n || exported !== n)
          wrong.push(`${from} shows ${n}; ${total} listed, ${exported} exported: ${to}`);
      }
    }),
    { numRuns: 36, seed: 17 },
  );
  expect(wrong).toEqual([]);
  expect(numbers.followed).toBeGreaterThan(500);
  expect([...numbers.kinds].length).toBeGreaterThan(20);
}, 400_000);

test("no link of a view loses a filter, but that which takes it back", async () => {
  const query: Query = [
    ["queue", (await names("queue"))[0] ?? ""],
    ["media", "voice"],
    ["rule", "last"],
    ["basis", "interaction"],
  ];
  const wrong: string[] = [];
  let checked = 0;
  const first = (await ask("/api/rows?limit=1")) as { rows: { interaction_id: string }[] };
  const interaction = `/interactions/${first.rows[0]?.interaction_id}?${queryText([...query, ["figure", "nps"]])}`;
  for (const from of [...shown, "comments", "responses"]
    .map((view) => `/${view === "overview" ? "" : view}?${queryText(query)}`)
    .concat(interaction)) {
    for (const { to } of linksOf(await renderServed(from, ask))) {
      if (!to.startsWith("/")) continue;
      checked += 1;
      const gone = lost(query, readAddress(to.replace("/api/export", "/responses")).query);
      // A switch leaves out what it is set to by default.
      if (gone.some((key) => key !== "rule" || !to.startsWith(from.split("?")[0] ?? "")))
        wrong.push(`${from}: ${to} lost ${gone.join()}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(checked).toBeGreaterThan(100);
});
