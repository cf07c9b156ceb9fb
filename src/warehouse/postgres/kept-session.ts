import { endsConnection } from "./failure-messages.ts";
import type { Session } from "./session.ts";

/** A session that is kept between transactions. */
export interface KeptSession {
  /** Begins a transaction. Where the server has ended the session since the last one, in another session. */
  begin(sql: string): Promise<Session>;
  close(): Promise<void>;
}

/**
 * Opens its session when it is first needed. A server, or a firewall on the way, ends sessions that were idle for long
 * (idle_session_timeout), which is noticed only by the next statement.
 */
export function createKeptSession(open: () => Promise<Session>): KeptSession {
  let session: Session | null = null;
  return {
    async begin(sql) {
      if (session?.isWhole()) {
        try {
          await session.script(sql);
          return session;
        } catch (error) {
          if (!endsConnection(error)) throw error;
          await session.close();
        }
      }
      session = await open();
      await session.script(sql);
      return session;
    },
    async close() {
      await session?.close();
    },
  };
}
