// Loaded before the command line: kills it before the commit of that number, on either engine.
import { DuckDBConnection } from "@duckdb/node-api";
import pg from "pg";

let left = Number(process.env.KILL_BEFORE_COMMIT);
const countCommit = (sql) => {
  if (sql !== "COMMIT") return;
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
};
const { run } = DuckDBConnection.prototype;
DuckDBConnection.prototype.run = function (sql, ...more) {
  countCommit(sql);
  return run.call(this, sql, ...more);
};
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (asked, ...more) {
  countCommit(typeof asked === "string" ? asked : asked?.text);
  return query.call(this, asked, ...more);
};
