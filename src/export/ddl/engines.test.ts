import { expect, test } from "vitest";
import { knownColumns } from "../columns.ts";

/*
 * The SQL names columns without quotes, so that none may be a word that a database keeps for itself. PostgreSQL and DuckDB run it in
 * test/load; of the others these are the documented lists.
 */
const reserved = {
  // docs.snowflake.com, "Reserved & limited keywords"
  snowflake:
    "account all alter and any as between by case cast check column connect connection constraint create cross current " +
    "current_date current_time current_timestamp current_user database delete distinct drop else exists false following for " +
    "from full grant group gscluster having ilike in increment inner insert intersect into is issue join lateral left like " +
    "localtime localtimestamp minus natural not null of on or order organization qualify regexp revoke right rlike row rows " +
    "sample schema select set some start table tablesample then to trigger true try_cast union unique update using values " +
    "view when whenever where with",
  // cloud.google.com/bigquery, "Lexical structure and syntax", Reserved keywords
  bigquery:
    "all and any array as asc assert_rows_modified at between by case cast collate contains create cross cube current default " +
    "define desc distinct else end enum escape except exclude exists extract false fetch following for from full group " +
    "grouping groups hash having if ignore in inner intersect interval into is join lateral left like limit lookup merge " +
    "natural new no not null nulls of on or order outer over partition preceding proto qualify range recursive respect right " +
    "rollup rows select set some struct tablesample then to treat true unbounded union unnest using when where window with " +
    "within",
};

test.each(Object.entries(reserved))("no column has a name that %s keeps for itself", (_, words) => {
  const kept = new Set(words.split(" "));
  const names = Object.values(knownColumns).flatMap((columns) => columns.map(({ name }) => name));
  expect(names.length).toBeGreaterThan(80);
  expect([...names, "deleted", "place"].filter((name) => kept.has(name))).toEqual([]);
});
