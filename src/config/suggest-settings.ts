import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse, stringify, type TomlTable } from "smol-toml";
import { readFileFromDisk, readIfThere } from "./file.ts";
import { settingsFile } from "./read-config.ts";
import { settingsTemplate } from "./settings-template.ts";
import { writeWhole } from "./write-file.ts";

/** A setting that a person should decide about. */
export interface Suggestion {
  /** The table's keys from the top: `["roles"]`, `["scales", "…"]`, `[]` for the top itself. */
  readonly table: readonly string[];
  readonly key: string;
  readonly value: string | number | readonly string[];
  /** Stands above it as a comment. */
  readonly about: string;
}

interface Suggested {
  readonly path: string;
  /** How many were written. */
  readonly written: number;
  /** Those for which the file has no room, as where it has an inline table. */
  readonly left: readonly Suggestion[];
}

/**
 * Writes suggestions into a settings file, each switched off by a comment sign, below the table that they belong to. What
 * stands there already stays to the letter. A file that does not exist begins as the commented one of `afterword init`.
 * @param path of a file; `afterword.toml` in `cwd` where null
 * @throws {UsageError} where it cannot be read or written
 */
export async function writeSuggestions(
  { cwd, path: wanted }: { readonly cwd: string; readonly path: string | null },
  suggestions: readonly Suggestion[],
): Promise<Suggested> {
  const path = wanted ?? join(cwd, settingsFile);
  const file = await readIfThere(readFileFromDisk, path);
  const { text, written, left } = withSuggestions(file?.text ?? settingsTemplate, suggestions);
  if (written > 0) await writeWhole(path, text, (file?.mode ?? 0o644) & 0o777);
  return { path, written, left };
}

/** The text with those suggestions that it neither decides nor has already. */
export function withSuggestions(
  before: string,
  suggestions: readonly Suggestion[],
): { readonly text: string; readonly written: number; readonly left: readonly Suggestion[] } {
  let text = before;
  let written = 0;
  const left: Suggestion[] = [];
  for (const suggestion of suggestions) {
    const path = [...suggestion.table, suggestion.key];
    if (find(parse(text), path) !== undefined || isSuggested(text, suggestion)) continue;
    const placed = places(text, suggestion).find(({ on }) => decides(text, on, suggestion));
    if (placed) {
      text = placed.off;
      written += 1;
    } else left.push(suggestion);
  }
  return { text, written, left };
}

/** A setting as a line of TOML, as it stands in its own table; a list that is longer than `width` takes a line for each. */
export function settingLine({ key, value }: Pick<Suggestion, "key" | "value">, width = Infinity): string {
  const line = `${spell(key)} = ${spellValue(value)}`;
  if (typeof value !== "object" || line.length <= width) return line;
  return [`${spell(key)} = [`, ...value.map((one) => `  ${spellValue(one)},`), "]"].join("\n");
}

/** The header of its table. */
export const settingHeader = ({ table }: Pick<Suggestion, "table">): string => `[${table.map(spell).join(".")}]`;

/** A text with the line switched off, and the same with it switched on. */
interface Placed {
  readonly off: string;
  readonly on: string;
}

/**
 * The places where a suggestion may stand, the best first: in its table, in a table above it, or in a table of its own at
 * the end. Which of them TOML allows is found out by reading the result.
 */
function places(text: string, suggestion: Suggestion): Placed[] {
  const { table, key, value } = suggestion;
  const lines = text.split(/(?<=\n)/);
  const existing = sections(lines).flatMap((section) => {
    const depth = section.path.length;
    if (!isDeepStrictEqual(section.path, table.slice(0, depth))) return [];
    const line = [...table.slice(depth), key].map(spell).join(".");
    return [{ depth, at: section.end, line: `${line} = ${spellValue(value)}` }];
  });
  existing.sort((a, b) => b.depth - a.depth);
  // A table of its own comes before the top of the file, where every key would have to carry its table's name.
  const inside = existing.filter(({ depth }) => depth > 0).map(({ at, line }) => insert(lines, at, suggestion, line));
  const above = existing.filter(({ depth }) => depth === 0).map(({ at, line }) => insert(lines, at, suggestion, line));
  // Where a text has a line like a header, only the very top is sure to be outside of it.
  above.push(insert(lines, 0, suggestion, `${[...table, key].map(spell).join(".")} = ${spellValue(value)}`));
  const header = `${settingHeader(suggestion)}\n`;
  const start = `${text.replace(/\s*$/, text.trim() === "" ? "" : "\n\n")}${header}`;
  return [...inside, insert([start], 1, suggestion, settingLine(suggestion)), ...above];
}

function insert(lines: readonly string[], at: number, { about }: Suggestion, line: string): Placed {
  const before = lines.slice(0, at).join("");
  const start = before === "" || before.endsWith("\n") ? before : `${before}\n`;
  const comment = `# ${about.replace(/[\p{C}\s]+/gu, " ").trim()}\n`;
  const rest = lines.slice(at).join("");
  return { off: `${start}${comment}#${line}\n${rest}`, on: `${start}${comment}${line}\n${rest}` };
}

/** Each table header with its path and the line behind its last key; the top of the file has an empty path. */
function sections(lines: readonly string[]): { readonly path: readonly string[]; readonly end: number }[] {
  const starts = lines.flatMap((line, index) => (/^\s*\[(?!\[)/.test(line) ? [index] : []));
  return [-1, ...starts].map((start, index, all) => {
    const next = all[index + 1] ?? lines.length;
    const last = lines.slice(0, next).findLastIndex((line, at) => at > start && !/^\s*(#.*)?$/.test(line));
    return { path: start < 0 ? [] : pathOf(lines[start] ?? ""), end: Math.max(start, last) + 1 };
  });
}

function pathOf(header: string): string[] {
  const path: string[] = [];
  let table = tryParse(header);
  while (table) {
    const [key] = Object.keys(table);
    if (key === undefined) return path;
    path.push(key);
    const value: unknown = table[key];
    table = isTable(value) ? value : null;
  }
  return path;
}

/** Whether the text has this suggestion already, as a line that is switched off. */
function isSuggested(text: string, { table, key }: Suggestion): boolean {
  const lines = text.split(/\r?\n/);
  const starts = lines.map((line) => (/^\s*\[(?!\[)/.test(line) ? pathOf(line) : null));
  return lines.some((line, index) => {
    const above = starts.slice(0, index + 1).findLast((path) => path !== null) ?? [];
    const wanted = [...table.slice(above.length), key].map(spell).join(".");
    return (
      isDeepStrictEqual(above, table.slice(0, above.length)) && line.replace(/^\s*#\s*/, "#").startsWith(`#${wanted} =`)
    );
  });
}

/** Whether the line, switched on, says exactly this and changes nothing else; switched off it is then only a comment. */
function decides(before: string, after: string, { table, key, value }: Suggestion): boolean {
  const result = tryParse(after);
  if (result === null || !isDeepStrictEqual(find(result, [...table, key]), value)) return false;
  const [first = key, ...rest] = [...table, key];
  return isDeepStrictEqual(withoutEmpty(result), withoutEmpty(merged(parse(before), first, rest, value)));
}

function merged(table: TomlTable, key: string, rest: readonly string[], value: Suggestion["value"]): TomlTable {
  const [next, ...further] = rest;
  if (next === undefined) return { ...table, [key]: typeof value === "object" ? [...value] : value };
  const below = table[key];
  return { ...table, [key]: merged(isTable(below) ? below : {}, next, further, value) };
}

/** Plain, and without tables that hold nothing: a header alone decides nothing. */
function withoutEmpty(table: TomlTable): unknown {
  const entries = Object.entries(table).flatMap(([key, value]): [string, unknown][] => {
    if (!isTable(value)) return [[key, JSON.stringify(value)]];
    const kept = withoutEmpty(value);
    return isDeepStrictEqual(kept, {}) ? [] : [[key, kept]];
  });
  return Object.fromEntries(entries);
}

function find(table: TomlTable, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || !Object.hasOwn(table, key)) return undefined;
  const value = table[key];
  return rest.length === 0 ? value : isTable(value) ? find(value, rest) : undefined;
}

const isTable = (value: unknown): value is TomlTable =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** A key as TOML writes it. Ids are quoted even where they need not be: among words they are easier to see. */
const spell = (key: string): string =>
  /^[a-z_]+$/.test(key) ? key : JSON.stringify(key).replaceAll("\u007f", "\\u007f");
const spellValue = (value: Suggestion["value"]): string =>
  typeof value === "object"
    ? `[${value.map(spellValue).join(", ")}]`
    : stringify({ x: value }).trimEnd().slice("x = ".length);

function tryParse(text: string): TomlTable | null {
  try {
    return parse(text, { unsafeKeyBehaviour: "throw" });
  } catch {
    return null;
  }
}
