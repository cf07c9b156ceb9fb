import {
  type DuckDBConnection,
  type DuckDBPreparedStatement,
  DuckDBTypeId,
  LIST,
  StatementType,
  VARCHAR,
} from "@duckdb/node-api";
import { storable, UsageError } from "../../base/index.ts";
import type { Parameters, Value } from "../warehouse.ts";
import { timestamp } from "./values.ts";

/** Prepares the one statement of `sql` and fills in its parameters. The caller destroys it. */
export async function prepare(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters,
): Promise<DuckDBPreparedStatement> {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1)
    throw new UsageError(`Expected one SQL statement, got ${statements.count}.`, "Send them one by one.");
  const statement = await statements.prepare(0);
  try {
    for (let index = 1; index <= statement.parameterCount; index += 1) {
      const name = statement.parameterName(index);
      const value = parameters[name];
      if (value === undefined)
        throw new UsageError(`The SQL parameter $${name} has no value.`, "Pass it as a parameter.");
      bind(statement, index, value);
    }
    return statement;
  } catch (error) {
    statement.destroySync();
    throw error;
  }
}

/**
 * The same, refusing every statement that could write: `COPY`, `ATTACH` and `EXPLAIN ANALYZE DELETE` are no `SELECT`.
 */
export async function prepareReading(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters,
): Promise<DuckDBPreparedStatement> {
  const statement = await prepare(connection, sql, parameters);
  if (statement.statementType === StatementType.SELECT) return statement;
  const kind = StatementType[statement.statementType];
  statement.destroySync();
  throw new UsageError(`Expected SQL that only reads, got ${kind}.`, "Ask with SELECT.");
}

function bind(statement: DuckDBPreparedStatement, index: number, value: Value | readonly string[]): void {
  if (value === null) statement.bindNull(index);
  else if (typeof value === "boolean") statement.bindBoolean(index, value);
  else if (Number.isSafeInteger(value)) statement.bindBigInt(index, BigInt(Number(value)));
  else if (typeof value === "number") statement.bindDouble(index, value);
  else if (typeof value !== "string") statement.bindList(index, value.map(storable), LIST(VARCHAR));
  // Where the statement compares it with a time; elsewhere a text is a text.
  else if (statement.parameterTypeId(index) === DuckDBTypeId.TIMESTAMP)
    statement.bindTimestamp(index, timestamp(value));
  else statement.bindVarchar(index, storable(value));
}
