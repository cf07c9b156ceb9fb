import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import {
  type Filter,
  figureNames,
  type Grouping,
  type Rule,
  readFigure,
  responseCondition,
} from "../../src/metrics/index.ts";
import { createReport, openSince, type ReportDocument, type ReportRequest } from "../../src/report/index.ts";
import { readFilter, readQuery, readRange } from "../../src/request/index.ts";
import type { Drill } from "../../web/state/drill.ts";
import type { Query } from "../../web/state/query.ts";
import * as drills from "../../web/state/section-drills.ts";
import { type Measured, openMeasured } from "../truth/metrics-measured.ts";

let measured: Measured;
beforeAll(async () => {
  measured = await openMeasured({ seed: 11, perDay: 20 });
});
afterAll(() => measured[Symbol.asyncDispose]());

const local = { timeZone: "America/New_York", firstDayOfWeek: 1 };

interface Case {
  readonly rule?: Rule;
  readonly by?: Grouping;
  readonly pool?: boolean;
  /** As the address has it, without its range. */
  readonly query?: Query;
}

/** A whole report, and the query that asks for it. */
async function report({ rule = "genesys", by, pool = false, query = [] }: Case) {
  const { synced, now } = measured;
  const range = { from: new Date(now - 28 * day).toISOString(), to: new Date(now).toISOString() };
  const asked: Query = [...Object.entries(range), ["rule", rule], ...query];
  const request: ReportRequest = {
    filter: filterOf(asked),
    ...{ local, pool, by: by ?? null, now, completeness: { sentence: "", completeTo: now }, definitionId: null },
  };
  return { asked, document: await createReport(synced.warehouse, request) };
}

function filterOf(query: Query) {
  const params = new URLSearchParams(query.map(([key, value]) => [key, value]));
  const figure = params.get("figure");
  params.delete("figure");
  const words = readQuery(params);
  const filter: Filter = readFilter(words, { measures: {} });
  const settings = { openSince: Date.parse(openSince({ now: measured.now }).open_since), local };
  return {
    ...filter,
    range: readRange(words, measured.now, local.timeZone),
    figure: figure === null ? undefined : readFigure(figure, settings),
  };
}

async function rowsBehind({ to }: Drill): Promise<number> {
  const filter = filterOf([...new URL(to, "http://page.invalid").searchParams]);
  const { sql, parameters } = responseCondition(filter);
  const [row] = await measured.synced.warehouse.query(
    `SELECT count(*) AS n FROM response WHERE listed AND ${sql}`,
    parameters,
  );
  return Number(row?.["n"]);
}

/** Every number of a document that has rows behind it, by the path of its key. */
function linked(query: Query, document: ReportDocument): readonly (readonly [path: string, drill: Drill])[] {
  const points = drills.headlinePoints(document);
  const { response_rate_by_channel: channels } = document;
  const groups = (by: string, all: readonly ReportDocument["queues"][number][] | null) =>
    all?.map((group) => drills.groupDrills(query, by, group));
  return flat("", {
    volume: drills.volumeDrills(query, document),
    csat: drills.csatDrills(query, document),
    nps: drills.npsDrills(query, document.nps),
    effort: drills.effortDrills(query, document),
    resolution: drills.resolutionDrills(query, document),
    families: drills.familyDrills(query, document),
    csat_index: drills.indexDrill(query, document),
    genesys_score: drills.genesysScoreDrill(query, document),
    evaluations: drills.evaluationDrills(query, document),
    response_rate: drills.rateDrills(query, document.response_rate),
    web: drills.rateDrills(query, channels.web, "web"),
    voice: drills.rateDrills(query, channels.voice, "voice"),
    coverage: drills.coverageDrill(query, document),
    changes: drills.changeDrills(query, document),
    trend: document.trend.points.map((point) => drills.pointDrills(query, point, points)),
    distribution: drills.distributionDrills(query, document),
    queues: groups("queue", document.queues),
    agents: groups("agent", document.agent_groups),
    groups: document.by === null ? null : groups(document.by, document.groups),
    hours: document.hours.map((cell) => drills.hourDrill(query, cell, points)),
    drivers: document.drivers.map((one) => drills.driverDrill(query, one)),
    survey_quality: document.survey_quality.map((one) => drills.qualityDrills(query, one)),
  });
}

function flat(path: string, part: unknown): [string, Drill][] {
  if (typeof part !== "object" || part === null) return [];
  if ("to" in part && "n" in part) return [[path, part as Drill]];
  return Object.entries(part).flatMap(([key, own]) => flat(`${path}/${key}`, own));
}

/** Names of the populations that were looked at, in every report. */
const seen = new Set<string>();

/** The numbers whose rows are not as many as they say. */
async function mismatches(given: Case): Promise<readonly string[]> {
  const { asked, document } = await report(given);
  const wrong: string[] = [];
  for (const [path, drill] of linked(asked, document)) {
    const rows = await rowsBehind(drill);
    if (rows !== drill.n) wrong.push(`${path}: n ${drill.n}, ${rows} rows at ${drill.to}`);
    const figure = new URL(drill.to, "http://page.invalid").searchParams.get("figure") ?? "";
    seen.add(figure.replace(/:(\d+)(?=:|$)/g, ":N").replace(/:[0-9a-f-]{36}/, ":ID"));
  }
  return wrong;
}

test.each<Case>([
  {},
  { rule: "last", by: "agent" },
  { rule: "all", by: "queue" },
  { by: "question" },
  { by: "form", pool: true },
  { rule: "first", by: "team", query: [["media", "voice"]] },
  { rule: "all", by: "agent", query: [["basis", "interaction"]] },
  { by: "division", query: [["score", "0..0.5"]] },
])("there are as many rows as every number of a report says: %j", async (given) => {
  expect(await mismatches(given)).toEqual([]);
});

test("a number of one question has the rows of those who answered it", async () => {
  const { document } = await report({ by: "question" });
  const ids = (document.groups ?? []).flatMap(({ id, question }) => (question?.role === "csat" ? [id ?? ""] : []));
  expect(ids.length).toBeGreaterThan(1);
  for (const id of ids.slice(0, 2)) expect(await mismatches({ query: [["question", id]] })).toEqual([]);
});

test("every population of such an org was looked at", () => {
  const names = new Set([...seen].map((figure) => figure.split(":")[0]));
  expect(figureNames.filter((name) => !names.has(name))).toEqual(["unlinked", "machine"]);
  expect(seen).toContain("csat:N:voice");
  expect(seen).toContain("csat:N:N");
  expect(seen).toContain("question:ID:N");
  expect(seen).toContain("pairs:human:high-low");
  expect(seen).toContain("delivered:web");
  expect(seen).toContain("state:Superseded");
});

test.each([
  "",
  "csat:0",
  "csat:5:x",
  "csat:5:1:1",
  "nps:5:4:3",
  "constructor",
  "hour:8:1",
  "hour:1:24:5",
  "pairs:human:no",
  "driver:luck",
  "question:",
  "state:",
  "responses:5",
  "open:mail",
])("%j names no population", (text) => {
  expect(() => readFigure(text, { openSince: 0, local })).toThrow(/is no population of responses/);
});
