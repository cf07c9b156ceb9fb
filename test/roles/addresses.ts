import { pageOrders, rowKinds } from "../../src/export/index.ts";
import { bases, comparisons, figureNames, groupingNames, rules } from "../../src/metrics/index.ts";
import { sectionKeys } from "../../src/report/index.ts";
import { everything } from "../seeds.ts";
import type { SeenPart } from "./parts.ts";
import { rosterKeys } from "./roster.ts";

/**
 * How an address answers whoever sees a part:
 * - `same`: as it answers an admin of a warehouse that holds only that part;
 * - `own`: as it answers them of that warehouse, because it says who asks;
 * - `none`: as one that there is not;
 * - `apart`: in a test of its own.
 */
export interface Address {
  readonly answers: "same" | "own" | "none" | "apart";
  readonly paths: (part: SeenPart, choices: Choices) => readonly string[];
}

/** Words that the dashboard itself says it takes. */
export interface Choices {
  readonly formats: readonly string[];
  readonly kinds: readonly string[];
}

/** All of what there is, whichever was responded when. */
export const range = "from=2026-01-01&to=2027-01-01";

/** Words for a list, of which a few are tried where not everything is. */
const some = (words: readonly string[], few = 1): readonly string[] => (everything ? words : words.slice(0, few));

const list = (words: readonly string[], make: (word: string) => string): string[] => words.map(make);

const all = sectionKeys.join(",");

const sections = ({ inside, outside }: SeenPart): readonly string[] => [
  `/api/sections/${all}?${range}&by=agent&rule=all`,
  `/api/sections/agents,evaluations,volume?${range}&agent=${encodeURIComponent(inside[0] ?? "")}`,
  ...list(rosterKeys, (by) => `/api/sections/groups?${range}&by=${by}&min=1`),
  `/api/sections/csat,volume?${range}&roster=site%3DNorth%2Cnot%20stated`,
  `/api/sections/csat?${range}&roster=badge%3D${encodeURIComponent(outside[1] ?? "")}`,
  `/api/sections/csat?${range}&agent=${encodeURIComponent(outside[1] ?? "")}`,
  ...(everything
    ? [
        ...list(groupingNames, (by) => `/api/sections/${all}?${range}&by=${by}&min=1`),
        ...list(rules, (rule) => `/api/sections/${all}?since=7d&by=agent&rule=${rule}`),
        ...list(bases, (basis) => `/api/sections/${all}?${range}&basis=${basis}`),
        ...list(comparisons, (compare) => `/api/sections/${all}?since=3d&compare=${compare}&pool`),
      ]
    : []),
];

const rows = ({ outside }: SeenPart, { formats }: Choices): readonly string[] => [
  ...list(rowKinds, (kind) => `/api/rows?${range}&rows=${kind}&limit=200`),
  ...list(some(pageOrders), (order) => `/api/rows?${range}&order=${order}&limit=2`),
  ...list(some(rules), (rule) => `/api/rows?${range}&rule=${rule}&text=a`),
  ...list(some(figureNames), (figure) => `/api/rows?${range}&figure=${figure}`),
  ...["human", "machine"].map((judge) => `/api/rows?${range}&figure=pairs:${judge}`),
  ...list(
    ["site=South", "shift=not stated", "shift=Lat", "badge=Badge", "badges=x"],
    (choice) => `/api/rows?${range}&roster=${encodeURIComponent(choice)}`,
  ),
  `/api/rows?${range}&text=${encodeURIComponent(outside.at(-1) ?? "")}`,
  ...list(some(formats), (format) => `/api/export?${range}&format=${format}`),
];

/** Of every address that the dashboard has. */
export const addresses: Readonly<Record<string, Address>> = {
  "GET /api/about": { answers: "own", paths: () => ["/api/about"] },
  "GET /api/sections/:keys": { answers: "same", paths: sections },
  "GET /api/rows": { answers: "same", paths: rows },
  "GET /api/export": {
    answers: "same",
    paths: (_, { formats }) =>
      list(rowKinds, (kind) => `/api/export?${range}&rows=${kind}&format=ndjson`).concat(
        list(some(formats), (format) => `/api/export?${range}&rows=answers&format=${format}`),
        [`/api/export?${range}&rows=responses&format=csv&roster=site%3DNorth&roster=site%3DSouth`],
      ),
  },
  "GET /api/interactions/:id": {
    answers: "same",
    paths: ({ inside, outside }) =>
      list([...inside, ...some(outside, 8)], (id) => `/api/interactions/${encodeURIComponent(id)}`),
  },
  "GET /api/names": {
    answers: "same",
    paths: (_, { kinds }) => [
      ...list(kinds, (kind) => `/api/names?kind=${kind}`),
      ...list(rosterKeys, (attribute) => `/api/names?roster=${attribute}`),
    ],
  },
  "GET /api/views": { answers: "own", paths: () => ["/api/views"] },
  "PUT /api/views/:name": { answers: "apart", paths: () => [] },
  "DELETE /api/views/:name": { answers: "apart", paths: () => [] },
  "GET /api/events": { answers: "apart", paths: () => [] },
  "GET /api/status": { answers: "none", paths: () => ["/api/status", "/api/status?org=foreign"] },
  "POST /api/sync": { answers: "none", paths: () => ["/api/sync"] },
  "GET /healthz": { answers: "none", paths: () => ["/healthz"] },
  "GET /metrics": { answers: "none", paths: () => ["/metrics"] },
  "GET /assets/:name": { answers: "own", paths: () => ["/assets/none.js"] },
  "GET /*": { answers: "own", paths: () => ["/", "/queues"] },
};
