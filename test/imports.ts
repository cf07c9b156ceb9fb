import { readdirSync, readFileSync } from "node:fs";
import { posix, sep } from "node:path";

/** One source file: its path below src/ and its text. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** What each room may import; `type:` rooms give types only. The floors of docs/architecture.md, as data. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  base: [],
  terminal: ["base"],
  config: ["base"],
  genesys: ["base"],
  csat: ["base", "type:genesys"],
  collect: ["base", "genesys", "csat"],
  extract: ["base", "genesys", "csat", "collect"],
  forms: ["base", "genesys", "csat", "collect"],
  doctor: ["base", "genesys"],
  warehouse: ["base"],
  metrics: ["base", "type:warehouse"],
  export: ["base", "type:csat", "metrics", "warehouse"],
  report: ["base", "terminal", "metrics", "type:warehouse"],
  sync: ["base", "type:config", "genesys", "csat", "collect", "warehouse"],
  sandbox: ["base", "type:genesys"],
  roles: ["base", "config", "warehouse"],
  request: ["base", "config", "csat", "metrics", "type:report", "sync", "type:warehouse"],
  privacy: ["base", "report", "roles", "warehouse"],
  dashboard: ["base", "type:config", "csat", "metrics", "export", "report", "sync", "roles", "request", "warehouse"],
  library: [
    "base",
    "config",
    "genesys",
    "csat",
    "collect",
    "extract",
    "forms",
    "doctor",
    "warehouse",
    "metrics",
    "export",
    "report",
    "sync",
    "roles",
    "request",
  ],
  cli: [
    "base",
    "terminal",
    "config",
    "genesys",
    "csat",
    "collect",
    "extract",
    "forms",
    "doctor",
    "warehouse",
    "metrics",
    "export",
    "report",
    "sync",
    "sandbox",
    "roles",
    "request",
    "privacy",
    "dashboard",
  ],
  "index.ts": [
    "base",
    "config",
    "genesys",
    "csat",
    "collect",
    "extract",
    "forms",
    "doctor",
    "warehouse",
    "metrics",
    "export",
    "report",
    "sync",
    "library",
  ],
};

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^;"']*?\sfrom\s+)?["'](\.[^"']+)["']|import\(\s*["'](\.[^"']+)["']/g;

export function readImports(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => ({ file: file.split(sep).join("/"), text: readFileSync(`${folder}/${file}`, "utf8") }));
}

interface Arrow {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const arrows = (sources: readonly Source[]): Arrow[] =>
  sources.flatMap(({ file, text }) =>
    [...text.matchAll(importPattern)].map(([, type, from, lazy]) => ({
      file,
      target: posix.normalize(posix.join(posix.dirname(file), from ?? lazy ?? "")),
      typeOnly: type !== undefined,
    })),
  );

/** Every arrow that goes up, sideways or through a back door, as a sentence. */
export function violations(sources: readonly Source[]): string[] {
  return arrows(sources).flatMap(({ file, target, typeOnly }) => {
    const room = file.split("/")[0] ?? "";
    const [targetRoom = "", door, ...deeper] = target.split("/");
    if (targetRoom === room) return [];
    const rules = allowed[room] ?? [];
    if (!rules.includes(targetRoom) && !(typeOnly && rules.includes(`type:${targetRoom}`))) {
      return [`${file}: ${room} must not import ${targetRoom}`];
    }
    return door === "index.ts" && deeper.length === 0 ? [] : [`${file}: enter ${targetRoom} by its index.ts`];
  });
}

/** Every ring of imports, written from its first file to its first file. */
export function cycles(sources: readonly Source[]): string[] {
  const next = new Map<string, string[]>();
  for (const { file, target } of arrows(sources)) next.set(file, [...(next.get(file) ?? []), target]);
  const done = new Set<string>();
  const rings: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const seen = path.indexOf(file);
    if (seen >= 0) rings.push([...path.slice(seen), file].join(" → "));
    if (seen >= 0 || done.has(file)) return;
    for (const target of next.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return rings;
}

/** Findings about length: a file that is too long, or files on the whole. */
export function oversized(sources: readonly Source[]): string[] {
  const lengths = sources
    .map(({ file, text }) => ({ file, lines: text.split("\n").length - 1 }))
    .sort((one, other) => one.lines - other.lines);
  const linesAt = (share: number): number => lengths[Math.ceil(share * lengths.length) - 1]?.lines ?? 0;
  return [
    ...lengths.filter(({ lines }) => lines > 300).map(({ file, lines }) => `${file} has ${lines} lines, more than 300`),
    ...(linesAt(0.5) > 70 ? [`the median is ${linesAt(0.5)} lines, more than 70`] : []),
    ...(linesAt(0.9) > 200 ? [`nine in ten files have up to ${linesAt(0.9)} lines, more than 200`] : []),
  ];
}
