import { join } from "node:path";
import { parse, stringify, type TomlTable } from "smol-toml";
import { readFileFromDisk, readIfThere, writeWhole } from "./file.ts";
import { settingsFile } from "./read-config.ts";
import { settingsTemplate } from "./settings-template.ts";

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
}

/**
 * Writes suggestions into a settings file as comments: one block at its end, and at its top the keys of no table. The
 * existing text stays to the letter. A file that does not exist begins as the commented one of `afterword init`.
 * @param path of a file; `afterword.toml` in `cwd` where null
 * @throws {UsageError} where it cannot be read or written
 */
export async function writeSuggestions(
  { cwd, path: wanted }: { readonly cwd: string; readonly path: string | null },
  suggestions: readonly Suggestion[],
): Promise<Suggested> {
  const path = wanted ?? join(cwd, settingsFile);
  const file = await readIfThere(readFileFromDisk, path);
  const { text, written } = withSuggestions(file?.text ?? settingsTemplate, suggestions);
  if (written > 0) await writeWhole(path, text, (file?.mode ?? 0o644) & 0o777);
  return { path, written };
}

/** The text with those suggestions that it neither sets nor has already. */
export function withSuggestions(
  before: string,
  suggestions: readonly Suggestion[],
): { readonly text: string; readonly written: number } {
  const settings = parse(before);
  const suggested = settingsNamedIn(before);
  const open = suggestions.filter(
    (one) => !isSet(settings, [...one.table, one.key]) && !suggested.has(`${settingHeader(one)} ${spell(one.key)}`),
  );
  if (open.length === 0) return { text: before, written: 0 };
  const top = open.filter(({ table }) => table.length === 0);
  const tables = byTable(open.filter(({ table }) => table.length > 0));
  const block = tables.map(([header, own]) => `#${header}\n${own.map(commented).join("")}`).join("\n");
  const parts = [top.map(commented).join(""), before, block && blockHead + block].map((part) => part.trimEnd());
  return { text: `${parts.filter((part) => part !== "").join("\n\n")}\n`, written: open.length };
}

const blockHead = `# Suggested by "afterword forms --write". Remove the # of a line that is right, and that of the [table] above it. If the
# table stands further up already, move the line there: TOML takes no table twice.
`;

function commented(suggestion: Suggestion): string {
  return `# ${suggestion.about.replace(/[\p{C}\s]+/gu, " ").trim()}\n#${settingLine(suggestion)}\n`;
}

/** Suggestions by the header of their table, in their order: TOML takes no table twice. */
export function byTable<One extends Pick<Suggestion, "table">>(
  suggestions: readonly One[],
): [header: string, own: readonly One[]][] {
  const tables = new Map<string, One[]>();
  for (const one of suggestions) {
    const header = settingHeader(one);
    tables.set(header, [...(tables.get(header) ?? []), one]);
  }
  return [...tables];
}

/** A setting as a line of TOML, as it stands in its own table; a list that is longer than `width` takes a line for each. */
export function settingLine({ key, value }: Pick<Suggestion, "key" | "value">, width = Infinity): string {
  const line = `${spell(key)} = ${spellValue(value)}`;
  if (typeof value !== "object" || line.length <= width) return line;
  return [`${spell(key)} = [`, ...value.map((one) => `  ${spellValue(one)},`), "]"].join("\n");
}

/** The header of its table; empty for the top of the file. */
export const settingHeader = ({ table }: Pick<Suggestion, "table">): string =>
  table.length === 0 ? "" : `[${table.map(spell).join(".")}]`;

/** Every line of a setting with the header that it stands below, commented out or not, spelled as we spell it. */
function settingsNamedIn(text: string): ReadonlySet<string> {
  const named = new Set<string>();
  let header = "";
  for (const line of text.split(/\r?\n/)) {
    const bare = line.replace(/^\s*#?/, "").trimEnd();
    // An id may have U+2028, which ends a line for `.`, not for TOML.
    if (/^\[.*\]$/s.test(bare)) header = bare;
    for (let end = bare.indexOf(" = "); end > 0; end = bare.indexOf(" = ", end + 1)) {
      named.add(`${header} ${bare.slice(0, end)}`);
    }
  }
  return named;
}

function isSet(table: TomlTable, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined || !Object.hasOwn(table, key)) return false;
  const value = table[key];
  return rest.length === 0 || (isTable(value) && isSet(value, rest));
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
