import { parse, TomlError } from "smol-toml";
import type { z } from "zod";
import { conceal, nearest, UsageError } from "../base/index.ts";
import { type KeyPath, type Position, positionOf } from "./toml-position.ts";

/** A TOML file as it was read. */
export interface TomlFile {
  readonly path: string;
  readonly text: string;
  /** The file holds secrets: complaints about it show keys, never values. */
  readonly secret: boolean;
}

/** The values that a schema accepts, and which keys a table at a path may have (for "did you mean"). */
export interface TomlSchema<T> {
  readonly schema: z.ZodType<T>;
  readonly keysAt: (path: KeyPath) => readonly string[];
}

/**
 * The file's content.
 * @throws {UsageError} with every problem of the file, each with line and caret
 */
export function readToml<T>(file: TomlFile, { schema, keysAt }: TomlSchema<T>): T {
  const result = schema.safeParse(parseToml(file));
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
    if (issue.code !== "unrecognized_keys") return [{ path, what: `${spell(path)} ${issue.message}` }];
    return issue.keys.map((key) => ({ path: [...path, key], what: unknownKey([...path, key], keysAt(path)) }));
  });
  throw tomlError(file, problems);
}

/** One complaint about one key of a file. */
export interface TomlProblem {
  readonly path: KeyPath;
  readonly what: string;
}

/** Every complaint in one error, in the order of the file. */
export function tomlError(file: TomlFile, problems: readonly TomlProblem[]): UsageError {
  const placed = problems.map(({ path, what }) => ({ what, position: positionOf(file.text, path) }));
  placed.sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
  const message = placed.map(({ what, position }) => complaint(file, position, what)).join("\n");
  const heading = placed.length === 1 ? "" : `${file.path} has ${placed.length} problems:\n`;
  return new UsageError(heading + message, hint);
}

const hint = "Every key is described in docs/configuration.md.";

function parseToml(file: TomlFile): unknown {
  try {
    // A table is looked up by ids from outside, so `__proto__` and its kin are refused rather than kept.
    return parse(file.text, { unsafeKeyBehaviour: "throw" });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The parser's error quotes the file, secrets included: it is neither shown nor kept as the cause.
    const [what = ""] = error.message.replace("Invalid TOML document: ", "").split("\n");
    throw new UsageError(complaint(file, error, `${what} (this is not TOML)`), hint);
  }
}

const spell = (path: KeyPath): string =>
  conceal(path.filter((step) => typeof step === "string").join(".")) || "the file";

function unknownKey(path: KeyPath, known: readonly string[]): string {
  const key = String(path.at(-1));
  const meant = nearest(key, known);
  return `${spell(path)} is not a known key; ${meant ? `did you mean ${meant}?` : `known here: ${known.join(", ")}`}`;
}

function complaint({ path, text, secret }: TomlFile, { line, column }: Position, what: string): string {
  const source = text.split(/\r?\n/)[line - 1] ?? "";
  const shown = (secret || namesSecret.test(source) ? withoutValue(source) : conceal(source))
    .slice(0, 120)
    .replace(/\t/g, " ")
    .replace(/\p{C}/gu, "\uFFFD");
  const number = `  ${line} | `;
  const caret = " ".repeat(Math.min(column - 1, shown.length));
  return `${path}:${line}:${column}: ${what}\n${number}${shown}\n${" ".repeat(number.length - 2)}| ${caret}^`;
}

/**
 * Secrets do not belong into a file of settings; a secret that is there by mistake is reported without being printed.
 */
const namesSecret = /secret|token|passw|credential|api_?key/i;

// Any text that is not plainly a table header or `key =` may be a piece of a secret: a missing quote is a common
// mistake.
function withoutValue(line: string): string {
  if (/^\s*(\[[\w."' -]*\]\s*)?$/.test(line)) return line;
  return `${/^\s*[a-z_]{1,32}\s*=\s*/.exec(line)?.[0] ?? ""}***`;
}
