import { parse } from "csv-parse/sync";
import { foldName, UsageError } from "../base/index.ts";
import { attributeProblem, doubledRows, type RosterRow, type RosterTable, statedValue } from "./roster.ts";

interface Line {
  readonly cells: readonly string[];
  readonly line: number;
}

/** More are not read at one time. */
const maxProblems = 20;

/**
 * The roster of a CSV file: a header with `agent` and attributes, then a row an agent. Commas, semicolons or tabs part its cells,
 * whichever the header has most of.
 * @param path as it is named in messages
 * @throws {UsageError} with everything that is wrong, by row and column
 */
export function readRosterCsv(path: string, text: string): RosterTable {
  const [header, ...lines] = readLines(path, text);
  if (header === undefined)
    throw refuse(path, [`${path}:1:1: the roster is empty: its first row names agent and attributes`]);
  const problems: string[] = [];
  const at = (line: number, column: number): string => `${path}:${line}:${column + 1}`;
  const names = header.cells.map((name) => name.trim());
  const agentColumn = names.findIndex((name) => foldName(name) === "agent");
  if (agentColumn < 0) problems.push(`${at(header.line, 0)}: no column is called agent`);
  for (const [column, name] of names.entries()) {
    const first = names.findIndex((one) => foldName(one) === foldName(name));
    const what = first < column ? `${name} is the column ${first + 1} already` : null;
    const problem = column === agentColumn ? null : attributeProblem(name);
    if (what !== null) problems.push(`${at(header.line, column)}: ${what}`);
    else if (problem !== null) problems.push(`${at(header.line, column)}: ${JSON.stringify(name)} ${problem}`);
  }
  const rows = lines.flatMap(({ cells, line }): (RosterRow & { readonly line: number })[] => {
    const agent = cells[agentColumn]?.trim() ?? "";
    if (cells.length > names.length)
      problems.push(`${at(line, names.length)}: the row has ${cells.length} cells, and the header ${names.length}`);
    if (agent === "" && agentColumn >= 0) problems.push(`${at(line, agentColumn)}: no agent is named`);
    const stated = names.flatMap((name, column): [string, string][] => {
      const value = column === agentColumn ? null : statedValue(cells[column] ?? "");
      return value === null ? [] : [[name, value]];
    });
    return agent === "" ? [] : [{ agent, values: Object.fromEntries(stated), place: `${path}:${line}`, line }];
  });
  for (const [row, first] of doubledRows(rows))
    problems.push(`${at(row.line, agentColumn)}: ${JSON.stringify(row.agent)} is in row ${first.line} already`);
  if (problems.length > 0) throw refuse(path, problems);
  return {
    attributes: names.filter((_, column) => column !== agentColumn),
    rows: rows.map(({ line: _, ...row }) => row),
  };
}

function readLines(path: string, text: string): readonly Line[] {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const count = (separator: string): number => header.split(separator).length;
  const delimiter = [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
  try {
    const read: Line[] = [];
    parse(text, {
      ...{ bom: true, relax_column_count: true, skip_empty_lines: true, delimiter },
      on_record: (cells: string[], { lines: line }) => void read.push({ cells, line }),
    });
    return read;
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw refuse(path, [`${path}: this is not CSV: ${what}`]);
  }
}

function refuse(path: string, problems: readonly string[]): UsageError {
  const heading = problems.length === 1 ? "" : `${path} has ${problems.length} problems:\n`;
  const more = problems.length > maxProblems ? `\nand ${problems.length - maxProblems} more` : "";
  return new UsageError(
    `${heading}${problems.slice(0, maxProblems).join("\n")}${more}`,
    "docs/configuration.md describes the roster.",
  );
}
