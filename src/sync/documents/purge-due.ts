import { day, isoTime } from "../../base/index.ts";
import type { Reader, Transaction } from "../../warehouse/index.ts";

/** The fact that deleted rows are still to be taken out of the file, or out of the tables of a server. */
const due = "purge due";
/** The same of what is not kept any more by its age, since the time that it has. */
const dueLater = "purge due later";

/**
 * How long what has left with its age may stay in freed bytes. A file is copied to be rid of them, all of it each time, and something
 * reaches its age every day.
 */
export const purgeWithin = 7 * day;

/** Notes that something was deleted of which nothing may stay, so that whoever comes next does what a killed process did not. */
export const notePurge = (tx: Transaction, at: string): Promise<void> => tx.put("fact", [{ name: due, value: at }]);

/** Notes that something is not kept any more; the first such note counts. */
export async function notePurgeLater(tx: Transaction, at: string): Promise<void> {
  await tx.run(
    "INSERT INTO fact (name, value) SELECT $name, $at WHERE NOT EXISTS (SELECT 1 FROM fact WHERE name = $name)",
    {
      ...{ name: dueLater, at },
    },
  );
}

/** @param now for what can wait, milliseconds since 1970; without it nothing waits */
export async function isPurgeDue(reader: Pick<Reader, "query">, now?: number): Promise<boolean> {
  const rows = await reader.query("SELECT name, value FROM fact WHERE name IN (SELECT unnest($names))", {
    names: [due, dueLater],
  });
  return rows.some(
    ({ name, value }) => name === due || now === undefined || String(value) <= isoTime(now - purgeWithin),
  );
}

export const purged = (tx: Transaction): Promise<number> =>
  tx.run("DELETE FROM fact WHERE name IN (SELECT unnest($names))", { names: [due, dueLater] });
