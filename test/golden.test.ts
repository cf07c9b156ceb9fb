import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, expect, test } from "vitest";
import { day } from "../src/base/index.ts";
import { faults, type SandboxOptions, switches } from "../src/sandbox/index.ts";
import { afterword, leadTo } from "./commands/terminal.ts";
import { chance, figuresOf, hashOf, partsOf, withoutSentences } from "./golden-text.ts";
import { newFolder } from "./new-folder.ts";
import { everything } from "./seeds.ts";
import { openSandboxed } from "./servers/sandboxed.ts";

/*
 * The outputs of every command as they were before the rooms were moved, but for their wording; `golden.json` keeps a hash of
 * each, of rows and documents one for each column or key. `UPDATE_GOLDEN=1` writes the hashes again.
 * `GOLDEN_OUT=folder` writes the compared outputs: made at two commits, `diff -r` shows what differs.
 */
const kept = new URL("golden.json", import.meta.url);
const small: SandboxOptions = { perDay: 6, days: 10, daysAhead: 2 };

type Format = "json" | "ndjson" | "csv" | "text";
type Command = readonly [name: string, format: Format, ...args: string[]];

const extracts: readonly Command[] = [
  ["extract", "json", "extract"],
  ["extract as csv", "csv", "extract", "--format", "csv"],
];
const syncs: readonly Command[] = [["sync", "json", "sync", "--json", "--since", "9d"]];
const rows = (format: "ndjson" | "csv"): readonly Command[] =>
  ["responses", "answers", "legs"].map((kind) => {
    const args = ["export", "--rows", kind, "--all", "--format", format];
    return [`${kind} as ${format}`, format, ...args];
  });
const report = (...args: readonly string[]): Command => [
  ["report", ...args].join(" "),
  args.includes("json") ? "json" : "text",
  ...["report", "--tz", "Europe/Berlin", ...args],
];
/** Two documents, and text and Markdown in one language each, which change places from seed to seed. */
const reports = (seed: number): readonly Command[] => [
  report("--format", "json", "--since", "5d", "--by", "agent"),
  report("--format", "json", "--by", "queue", "--agents", "off"),
  ...["text", "md"].map((format, index) =>
    report("--format", format, "--language", (seed + index) % 2 === 0 ? "de" : "en", "--since", "6d"),
  ),
];

interface Case {
  readonly options: SandboxOptions;
  readonly commands: readonly Command[];
  /** The commands that run again a day later. */
  readonly later: readonly Command[];
}

const smallCase: Omit<Case, "options"> = {
  commands: [...extracts.slice(0, 1), ...syncs],
  later: [...syncs, ...rows("ndjson")],
};

/** Behind these there is no Genesys at all, or a sync waits in real time for what never comes. */
const deadly: readonly string[] = ["html", "hang", "never-freeing-limit", "silent-item"];

const cases: Readonly<Record<string, Case>> = Object.fromEntries<Case>([
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((seed): [string, Case] => [
    `seed ${seed}`,
    {
      options: { ...small, seed },
      commands: [...extracts, ...syncs, ...rows("ndjson")],
      later: [...syncs, ...rows("csv"), ...reports(seed)],
    },
  ]),
  ...namesOf(faults)
    .filter((fault) => !deadly.includes(fault))
    .map((fault): [string, Case] => [
      `fault ${fault}`,
      { options: { ...small, seed: 11, faults: [fault] }, ...smallCase },
    ]),
  ...namesOf(switches).map((name): [string, Case] => [
    `switch ${name}`,
    { options: { ...small, seed: 12, switches: [name] }, ...smallCase },
  ]),
  ...[
    "analytics:surveyAggregate:view",
    "analytics:evaluationAggregate:view",
    "analytics:conversationDetail:view",
    "quality:evaluation:searchAny",
    "quality:survey:view",
    "quality:surveyForm:view",
    "groups:team:view",
    "routing:wrapupCode:view",
  ].map((name): [string, Case] => [
    `without ${name}`,
    { options: { ...small, seed: 13, withoutPermissions: [name] }, ...smallCase },
  ]),
]);

type Hashes = Readonly<Record<string, string | Readonly<Record<string, string>>>>;
const before = JSON.parse(readFileSync(kept, "utf8")) as Readonly<Record<string, Hashes>>;
const now: Record<string, Hashes> = {};

/**
 * All with `npm run test:all`, and where they are written; else two seeds, of which each report is in either language, and every
 * sixth of the others, whose faults, switches and permissions `sync-faults.test.ts` plays against the truth.
 */
const played = Object.keys(cases).filter(
  (name, at) =>
    everything || process.env["UPDATE_GOLDEN"] !== undefined || (name.startsWith("seed") ? at < 2 : at % 6 === 0),
);

test.each(played)("%s: the same as before, but for the wording", async (name) => {
  now[name] = await play(name);
  if (process.env["UPDATE_GOLDEN"] === undefined) expect(now[name]).toEqual(before[name]);
});

afterAll(() => {
  if (process.env["UPDATE_GOLDEN"] === undefined) return;
  const all: Record<string, Hashes> = Object.fromEntries(
    Object.keys(cases).map((name) => [name, now[name] ?? before[name] ?? {}]),
  );
  writeFileSync(kept, `${JSON.stringify(all, null, 2)}\n`);
});

async function play(name: string): Promise<Hashes> {
  const { options, commands, later } = cases[name] ?? { options: {}, commands: [], later: [] };
  await using org = await openSandboxed(options);
  const world = { cwd: newFolder(), env: leadTo(org.sandbox), context: { clock: org.clock } };
  const hashes: Record<string, string | Record<string, string>> = {};
  const run = async ([command, format, ...args]: Command, when: string): Promise<void> => {
    const asked = org.sandbox.requests.length;
    const { code, stdout } = await afterword(args, world);
    const machine = stdout.replaceAll(world.cwd, "FOLDER").replaceAll(org.sandbox.url, "URL");
    const isChance = (options.faults ?? []).length > 0;
    const parts = [...read(machine, format)].filter(([key]) => !(isChance && chance.has(key)));
    const about = isChance ? `exit ${code}` : `exit ${code}, ${org.sandbox.requests.length - asked} requests`;
    keepOutput(name, `${when}${command}`, `${about}\n${parts.flat().join("\n")}\n`);
    // Of the plain orgs in detail, to find a difference by; of the many others by output.
    hashes[`${when}${command}`] = name.startsWith("seed")
      ? { about, ...Object.fromEntries(parts.map(([key, part]) => [key, hashOf(part)])) }
      : `${about}, ${hashOf(parts.flat().join("\n"))}`;
  };
  for (const command of commands) await run(command, "");
  org.clock.advance(day);
  for (const command of later) await run(command, "a day later: ");
  return hashes;
}

function read(text: string, format: Format): ReadonlyMap<string, string> {
  if (format === "text" || text === "") return new Map([["figures", figuresOf(text)]]);
  if (format === "csv") return partsOf(withoutSentences(parse(text, { columns: true, bom: true })));
  if (format === "json") return partsOf(withoutSentences(JSON.parse(text)));
  const lines = text.trimEnd().split("\n");
  return partsOf(lines.map((line) => withoutSentences(JSON.parse(line))));
}

function keepOutput(name: string, command: string, text: string): void {
  const folder = process.env["GOLDEN_OUT"];
  if (folder === undefined) return;
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, command.replaceAll(/[: ]+/g, "-")), text);
}

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(table) as Name[];
}
