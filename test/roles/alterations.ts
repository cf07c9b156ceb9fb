import { createHash } from "node:crypto";
import { pageOrders, rowKinds } from "../../src/export/index.ts";
import { bases, figureNames, groupingNames, rules } from "../../src/metrics/index.ts";
import { sectionKeys } from "../../src/report/index.ts";
import type { Asking } from "../servers/served.ts";
import { host } from "./asking.ts";
import { rosterKeys, rosterValues } from "./roster.ts";
import { bearer, pageHeaders } from "./served-parts.ts";

/** What whoever looks for a way round may know. */
export interface Known {
  readonly outside: readonly string[];
  readonly inside: readonly string[];
  /** Tokens of others that hold, and of nobody any more. */
  readonly others: readonly string[];
  readonly ended: readonly string[];
  /** A name or an id of a token. */
  readonly names: readonly string[];
}

export interface Altered {
  readonly path: string;
  readonly asking: Asking;
  /** Whether a token that holds is the first that is given. */
  readonly isAdmitted: boolean;
}

/** The same numbers for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Requests that differ from an honest one in everything that whoever asks can change. */
export function createAlterations(random: () => number) {
  const chance = (share: number): boolean => random() < share;
  const at = (length: number): number => Math.floor(random() * length);
  const pick = <Value>(of: readonly [Value, ...Value[]] | readonly Value[]): Value => of[at(of.length)] as Value;
  const times = <Value>(most: number, make: () => Value): Value[] => Array.from({ length: at(most + 1) }, make);
  const changed = (text: string): string => {
    const where = 1 + at(text.length - 1);
    return pick([
      text.slice(0, where),
      `${text.slice(0, where)}${text.slice(where + 1)}`,
      `${text}${pick(["a", "=", ".", text])}`,
      text.toUpperCase() === text ? text.toLowerCase() : text.toUpperCase(),
      `${text.slice(0, where)}${text[where] === "x" ? "y" : "x"}${text.slice(where + 1)}`,
      text.split("").reverse().join(""),
    ]);
  };
  const encodings: readonly ((text: string) => string)[] = [
    encodeURIComponent,
    encodeURIComponent,
    (text) => encodeURIComponent(encodeURIComponent(text)),
    (text) => encodeURIComponent(text).replaceAll("-", "%2D"),
    (text) => `${encodeURIComponent(text)}%00`,
    (text) => encodeURIComponent(text.normalize("NFD")),
    (text) => encodeURIComponent(text.toUpperCase()),
    (text) => encodeURIComponent(text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))),
    (text) => `${encodeURIComponent(text)},${encodeURIComponent(text)}`,
    (text) => `%ff${encodeURIComponent(text)}`,
  ];
  const odd = [
    "",
    "%",
    "*",
    "null",
    "x' OR true --",
    "\u0000",
    "foreign",
    "Foreign",
    "../",
    "{}",
    "\u202e",
    "$scoped_organization",
  ];
  const id = ({ outside, inside }: Known): string =>
    chance(0.6) ? pick(outside.slice(0, 12)) : chance(0.7) ? pick(inside.slice(0, 8)) : pick(odd);
  const cursor = (known: Known): string =>
    Buffer.from(
      JSON.stringify([pick(pageOrders), pick([null, "2026-03-05T00:00:00.000Z", 0.5]), id(known), at(3)]),
    ).toString("base64url");

  const values: Readonly<Record<string, (known: Known) => string>> = {
    ...Object.fromEntries(
      ["agent", "queue", "team", "division", "form", "question", "measure", "text", "org"].map((key) => [key, id]),
    ),
    media: () => pick(["voice", "chat", "x"]),
    source: () => pick(["surveys", "evaluations", "all", "x"]),
    by: () => pick([...groupingNames, ...rosterKeys]),
    roster: (known) =>
      `${pick([...rosterKeys, "x"])}${pick(["=", "=", ""])}${chance(0.5) ? pick(rosterValues) : id(known)}`,
    rule: () => pick(rules),
    basis: () => pick(bases),
    rows: () => pick(rowKinds),
    order: () => pick(pageOrders),
    figure: () => pick([...figureNames, "pairs:human", "question:x", "state:Sent"]),
    format: () => pick(["csv", "json", "ndjson", "xlsx", "parquet"]),
    kind: () => pick(["queue", "agent", "form", "team", "division", "media", "question", "evaluator", "__proto__"]),
    limit: () => pick(["1", "2", "200", "0", "-1", "1e3"]),
    score: () => pick(["0..1", "0..0.25", "1..0", "x"]),
    since: () => pick(["7d", "1970-01-01", "9999-12-31", "x"]),
    compare: () => pick(["year", "previous"]),
    cursor,
    linked: () => "",
    unlinked: () => "",
    pool: () => "",
    min: () => pick(["1", "2", "x"]),
    "agent[]": id,
    Agent: id,
    role: () => "admin",
    as: id,
    __proto__: id,
  };
  const keys = Object.keys(values);
  const part = (key: string, known: Known): string =>
    `${encodeURIComponent(key)}=${pick(encodings)(values[key]?.(known) ?? "")}`;
  /** `own` are keys that the address takes. */
  const query = (known: Known, own: readonly string[]): string => {
    const asked = times(2, () => part(chance(0.8) ? pick(own) : pick(keys), known));
    const range = chance(0.9) ? ["from=2026-01-01&to=2027-01-01"] : [];
    const all = [...range, ...asked];
    return all.length === 0 ? "" : `?${all.join("&")}`;
  };
  const filters = [
    "agent",
    "queue",
    "team",
    "division",
    "form",
    "source",
    "rule",
    "basis",
    "question",
    "media",
    "roster",
  ] as const;
  const lists = [...filters, "rows", "figure", "text", "order", "cursor", "limit"];
  const addresses: readonly ((known: Known) => string)[] = [
    (known) => `/api/rows${query(known, lists)}`,
    (known) => `/api/export${query(known, [...filters, "rows", "figure", "text", "format"])}`,
    (known) =>
      `/api/sections/${times(1, () => pick(sectionKeys))
        .concat("volume")
        .join(",")}${query(known, [...filters, "by", "compare", "min"])}`,
    (known) => `/api/interactions/${pick(encodings)(id(known))}`,
    (known) => `/api/names${query(known, ["kind", "roster"]).replace(/from=[^&]*&to=[^&]*&?/, "")}`,
    (known) => `/api/views/${pick(encodings)(id(known))}`,
    () =>
      pick(["/api/about", "/api/views", "/api/status", "/healthz", "/metrics", "/api/sync", "/", "/assets/none.js"]),
  ];
  const mangled: readonly ((path: string) => string)[] = [
    (path) =>
      path.replace(
        "/api",
        pick([
          "//api",
          "/./api",
          "/x/../api",
          "/%2e%2e/api",
          "/API",
          "/api/",
          "/%61pi",
          "/api%2f..",
          "\\api",
          "/api;x",
        ]),
      ),
    (path) => `http://${host}${path}`,
    (path) => path.replace("?", pick(["/?", "%3f", ";", "#", "??"])),
    (path) => path.replace(/\/(\w+)$/, "/$1%00"),
    (path) => path.replace("/api/", "/api/status/../"),
  ];
  const headers = (known: Known): Readonly<Record<string, string>> =>
    pick<() => Readonly<Record<string, string>>>([
      () => ({}),
      () => pageHeaders,
      () => ({ "x-forwarded-for": pick(["127.0.0.1", "::1", "x", "203.0.113.9, 10.0.0.1"]) }),
      () => ({ "x-original-url": "/api/status", "x-rewrite-url": "/api/status" }),
      () => ({ "x-http-method-override": "POST", "x-forwarded-host": "evil.example" }),
      () => ({ "if-none-match": pick(["*", 'W/"x"', '""']) }),
      () => ({ range: "bytes=0-100", "cache-control": "only-if-cached" }),
      () => ({ "sec-fetch-site": pick(["cross-site", "same-origin"]) }),
      () => ({ "x-role": "admin", "x-token": pick([...known.others, ...known.names]) }),
      () => ({ host: pick(["evil.example", "localhost:4870", "127.0.0.1"]) }),
      () => ({ accept: "text/event-stream", connection: "close" }),
    ])();

  /** What is given in place of a token, or before it. */
  const wrong = (token: string, { ended, names, others }: Known): Readonly<Record<string, string>> =>
    pick<() => Readonly<Record<string, string>>>([
      () => bearer(changed(token)),
      () => bearer(changed(pick(others))),
      () => bearer(pick(ended)),
      () => bearer(createHash("sha256").update(token).digest("hex")),
      () => bearer(`${token},${pick(others)}`),
      () => ({ ...bearer(changed(token)), cookie: `COOKIE=${token}` }),
      () => ({ authorization: `Basic ${Buffer.from(`x:${token}`).toString("base64")}` }),
      () => ({ authorization: token }),
      () => ({ cookie: `afterword_token=${token}` }),
      () => ({ cookie: `COOKIE=${pick(["", "x", encodeURIComponent(pick(names))])}` }),
      () => bearer(encodeURIComponent(pick(names))),
      () => ({}),
    ])();
  const right = (token: string, { others, ended }: Known): Readonly<Record<string, string>> =>
    pick<() => Readonly<Record<string, string>>>([
      () => bearer(token),
      () => bearer(token),
      () => ({ cookie: `COOKIE=${token}` }),
      () => ({ ...bearer(token), cookie: `COOKIE=${pick([...others, ...ended])}` }),
      () => ({ authorization: `bearer   ${token}` }),
    ])();

  return (token: string, known: Known): Altered => {
    const isAdmitted = chance(0.7);
    const honest = pick(addresses)(known);
    const path = chance(0.15) ? pick(mangled)(honest) : honest;
    const method = chance(0.85)
      ? "GET"
      : pick(["HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]);
    const given = isAdmitted ? right(token, known) : wrong(token, known);
    const body = method === "PUT" ? { body: JSON.stringify({ url: `/queues?agent=${id(known)}` }) } : {};
    const asking = { method, ...body, headers: { ...(chance(0.4) ? headers(known) : {}), ...given } };
    return { path, asking, isAdmitted };
  };
}
