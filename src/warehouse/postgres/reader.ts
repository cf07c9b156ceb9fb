import { InterruptedError } from "../../base/index.ts";
import type { Reader } from "../warehouse.ts";
import type { Connections } from "./connections.ts";
import { numberedReading } from "./statement.ts";

/** Rows that are fetched at once: as many as the other engine returns. */
const batch = 2048;

/** Reads with connections that refuse to write. */
export function createReader({ lend }: Connections): Reader {
  return {
    async query(sql, parameters, signal) {
      const statement = numberedReading(sql, parameters);
      using connection = await lend(signal);
      const rows = await connection.rows(statement);
      connection.spare();
      return rows;
    },
    async *stream(sql, parameters, signal) {
      const { text, values } = numberedReading(sql, parameters);
      using connection = await lend(signal);
      const run = (text: string) => connection.run({ text, values: [] });
      await run("BEGIN TRANSACTION READ ONLY");
      await connection.run({ text: `DECLARE piece NO SCROLL CURSOR FOR ${text}`, values });
      for (;;) {
        const rows = await connection.rows({ text: `FETCH ${batch} FROM piece`, values: [] });
        if (rows.length === 0) break;
        yield rows;
        if (signal?.aborted) throw new InterruptedError();
      }
      await run("COMMIT");
      connection.spare();
    },
  };
}
