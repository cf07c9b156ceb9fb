import { isRecord, readJson, UsageError } from "../../base/index.ts";
import type { Reader } from "../warehouse.ts";

/**
 * A reader that answers questions about the warehouse's own tables and views, and none about anything else: no file, no setting,
 * no catalogue. The tables of a question are read from the tree that DuckDB itself makes of it, so that no spelling
 * gets past; anything unknown here is refused. That the instance has no way to another file anyway (`duckdb-file.ts`)
 * does not help against one that it may open: to read the live file itself with `read_blob` and close it would drop its
 * lock.
 */
export function createGuardedReader(reader: Reader): Reader {
  /** Questions that were allowed: the same few are asked again and again. */
  const allowed = new Set<string>();
  let tables: Promise<ReadonlySet<string>> | null = null;

  async function check(sql: string, signal?: AbortSignal): Promise<void> {
    if (allowed.has(sql)) return;
    tables ??= readTables(reader).catch((error: unknown) => {
      tables = null;
      throw error;
    });
    const known = await tables;
    const [row] = await reader.query("SELECT json_serialize_sql(CAST($sql AS VARCHAR)) AS tree", { sql }, signal);
    const tree = readJson(String(row?.["tree"]));
    const problem = isRecord(tree) ? problemOf(tree, known) : "it cannot be understood";
    if (problem !== null) throw refused(problem);
    if (allowed.size >= 1_000) allowed.clear();
    allowed.add(sql);
  }
  return {
    async query(sql, parameters, signal) {
      await check(sql, signal);
      return reader.query(sql, parameters, signal);
    },
    async *stream(sql, parameters, signal) {
      await check(sql, signal);
      yield* reader.stream(sql, parameters, signal);
    },
  };
}

const refused = (problem: string): UsageError =>
  new UsageError(
    `The warehouse does not answer this question: ${problem}.`,
    "Ask with one SELECT from its own tables and views; docs/warehouse.md has them.",
  );

async function readTables(reader: Reader): Promise<ReadonlySet<string>> {
  const rows = await reader.query(
    "SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database() AND table_schema = 'main'",
  );
  return new Set(rows.map(({ table_name }) => String(table_name).toLowerCase()));
}

type Tree = Readonly<Record<string, unknown>>;

/** Why a question is refused, as the end of a sentence; null where it is not. */
function problemOf(tree: Tree, tables: ReadonlySet<string>): string | null {
  // DuckDB makes a tree of nothing but SELECT; where it cannot parse, its words name no file.
  if (tree["error_type"] === "not implemented") return "it is no SELECT";
  if (tree["error"] === true) return String(tree["error_message"]);
  const statements: unknown = tree["statements"];
  if (!Array.isArray(statements) || statements.length !== 1) return "it is not one statement";
  return findProblem(statements, { tables, own: namesOfQuestion(statements) });
}

interface Names {
  readonly tables: ReadonlySet<string>;
  /** The names that the question itself defines in WITH. */
  readonly own: ReadonlySet<string>;
}

/** Depth first, without recursion: a question may be nested deeper than the stack. */
function findProblem(tree: unknown, names: Names): string | null {
  const rest: unknown[] = [tree];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (typeof node !== "object" || node === null) continue;
    const problem = isRecord(node) ? problemOfNode(node, names) : null;
    if (problem !== null) return problem;
    for (const child of Object.values(node)) rest.push(child);
  }
  return null;
}

/** How a FROM may be made up. */
const sources: ReadonlySet<unknown> = new Set([
  "BASE_TABLE",
  "SUBQUERY",
  "JOIN",
  "TABLE_FUNCTION",
  "EXPRESSION_LIST",
  "EMPTY",
]);
/** Table functions that make rows of their arguments alone. */
const safeTableFunctions: ReadonlySet<unknown> = new Set(["unnest", "range", "generate_series"]);
/** Functions that read the state of the process, or change something. */
const unsafeFunctions: ReadonlySet<unknown> = new Set([
  "current_setting",
  "getenv",
  "getvariable",
  "nextval",
  "currval",
  "write_log",
]);

function problemOfNode(node: Tree, { tables, own }: Names): string | null {
  const { type, from_table: from } = node;
  if (isRecord(from) && !sources.has(from["type"])) return `${String(from["type"])} is no source of rows here`;
  if (type === "SHOW_REF" || type === "COLUMN_DATA" || type === "PIVOT")
    return `${String(type)} is no source of rows here`;
  if (type === "BASE_TABLE") {
    const name = String(node["table_name"]).toLowerCase();
    const isOurs =
      ["", "warehouse"].includes(String(node["catalog_name"])) && ["", "main"].includes(String(node["schema_name"]));
    const isOwn = own.has(name) && node["catalog_name"] === "" && node["schema_name"] === "";
    if (!isOwn && !(isOurs && tables.has(name))) return `"${name}" is none of its tables`;
  }
  const called = isRecord(node["function"]) ? node["function"] : null;
  if (type === "TABLE_FUNCTION" && !safeTableFunctions.has(lower(called?.["function_name"]))) {
    return `${String(called?.["function_name"])} is no source of rows here`;
  }
  if (type === "FUNCTION" && unsafeFunctions.has(lower(node["function_name"])))
    return `${String(node["function_name"])} is not allowed`;
  return null;
}

const lower = (name: unknown): string => String(name).toLowerCase();

/** Names of WITH that cannot be taken for a file where they do not hold: of letters, digits and underscores. */
function namesOfQuestion(tree: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const rest: unknown[] = [tree];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (typeof node !== "object" || node === null) continue;
    const map: unknown = Reflect.get(node, "map");
    for (const entry of Array.isArray(map) ? map : []) {
      const key = isRecord(entry) ? String(entry["key"]) : "";
      if (/^\w+$/.test(key)) names.add(key.toLowerCase());
    }
    for (const child of Object.values(node)) rest.push(child);
  }
  return names;
}
