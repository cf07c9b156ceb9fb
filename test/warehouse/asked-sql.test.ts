import { expect, test } from "vitest";
import { isWithin, unaskedSql } from "../servers/asked-sql.ts";

const text = "SELECT {columns} FROM t\nWHERE a = 1\n  AND {range of t}\n  AND b\n";

test("a text of SQL is in a statement whole and in its order, whatever is filled in", () => {
  const statement = "WITH r AS (SELECT x, y FROM t\nWHERE a = 1\n  AND (t.c >= $from)\n  AND b) SELECT 1";
  expect(isWithin(statement, text)).toBe(true);
  expect(isWithin(statement.replace("a = 1", "a = 2"), text)).toBe(false);
  expect(isWithin(statement.replace("\n  AND b", ""), text)).toBe(false);
  expect(isWithin("SELECT \n  AND b AND \n  AND  FROM t\nWHERE a = 1", text)).toBe(false);
});

test("parts of a text in two statements are not that text in one", () => {
  const statements = ["SELECT x FROM t\nWHERE a = 1\n  AND TRUE", "\n  AND b"];
  expect(statements.some((statement) => isWithin(statement, text))).toBe(false);
});

test("a folder without SQL is refused, and without any statement every file is named", () => {
  expect(() => unaskedSql(new Set(), ["metric"])).toThrow("metric");
  expect(unaskedSql(new Set(), ["privacy"])).toEqual(["privacy/sql/people.sql"]);
});
