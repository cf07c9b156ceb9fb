import type { SharedFacts } from "../warehouse.ts";
import { explainFailure } from "./failure-messages.ts";
import { createKeptSession } from "./kept-session.ts";
import type { Session } from "./session.ts";

interface SharedFactsOptions {
  readonly open: () => Promise<Session>;
  /** The database in words, for messages. */
  readonly place: string;
}

const columns = "value, CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint) AS now";

/**
 * Facts as rows that one process after the other holds for some milliseconds, in a session of their own, so that they do not
 * wait for a transaction of this process. What a crash of the server loses of them is as old as that: no commit waits for the
 * disk.
 */
export function createSharedFacts({ open, place }: SharedFactsOptions): SharedFacts & { close(): Promise<void> } {
  const kept = createKeptSession(open);
  let last: Promise<unknown> = Promise.resolve();

  const change: SharedFacts["change"] = async (name, step) => {
    let session: Session | null = null;
    try {
      session = await kept.begin("BEGIN; SET LOCAL synchronous_commit TO off");
      const { run, script } = session;
      const held = { text: `SELECT ${columns} FROM fact WHERE name = $1 FOR UPDATE`, values: [name] };
      let { rows } = await run(held);
      if (rows.length === 0) {
        await run({ text: "INSERT INTO fact (name, value) VALUES ($1, '') ON CONFLICT DO NOTHING", values: [name] });
        ({ rows } = await run(held));
      }
      const { value: before = null, now = null } = rows[0] ?? {};
      const { value, result } = step(before === "" || before === null ? null : String(before), Number(now));
      await run({ text: "UPDATE fact SET value = $2 WHERE name = $1", values: [name, value] });
      await script("COMMIT");
      return result;
    } catch (error) {
      // The next one begins with a new session.
      await session?.close();
      throw explainFailure(error, place);
    }
  };

  return {
    change: (name, step) => {
      const turn = last.then(() => change(name, step));
      last = turn.catch(() => {});
      return turn;
    },
    async close() {
      await last;
      await kept.close();
    },
  };
}
