import { InterruptedError } from "../../base/index.ts";
import { closedWarehouse } from "../closed.ts";
import type { Reader, Row } from "../warehouse.ts";
import { endsConnection, explainFailure } from "./failure-messages.ts";
import type { Session } from "./session.ts";
import { numbered, numberedReading } from "./statement.ts";

/** Rows that a stream asks for at once. */
const batch = 2_000;

export interface PooledReader extends Reader {
  /** Ends open reads and their sessions. */
  close(): Promise<void>;
}

interface ReaderOptions {
  /** Opens a session that only reads. */
  readonly open: () => Promise<Session>;
  readonly place: string;
  /** Milliseconds after which a session that nobody uses is closed. */
  readonly idle?: number;
}

/** Sessions at a time: a dashboard asks twenty questions at once, and a server has a hundred connections for everybody. */
const maxSessions = 4;

/** Reads with a few sessions, each question with one to itself, that are opened when they are needed. */
export function createPooledReader({ open, place, idle = 10_000 }: ReaderOptions): PooledReader {
  const free: { readonly session: Session; readonly timer: NodeJS.Timeout }[] = [];
  const busy = new Set<Session>();
  const waiting: (() => void)[] = [];
  /** Those that have answered before: the server may have ended them since. */
  const used = new WeakSet<Session>();
  let opened = 0;
  let closed = false;

  async function take(): Promise<Session> {
    for (;;) {
      if (closed) throw closedWarehouse(place);
      const spare = free.pop();
      if (spare !== undefined) {
        clearTimeout(spare.timer);
        if (spare.session.isWhole()) {
          busy.add(spare.session);
          return spare.session;
        }
        opened -= 1;
        continue;
      }
      if (opened < maxSessions) {
        opened += 1;
        try {
          const session = await open();
          busy.add(session);
          return session;
        } catch (error) {
          opened -= 1;
          waiting.shift()?.();
          throw error;
        }
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  async function giveBack(session: Session, whole: boolean): Promise<void> {
    busy.delete(session);
    if (whole && session.isWhole() && !closed) {
      used.add(session);
      const timer = setTimeout(() => {
        free.splice(
          free.findIndex((one) => one.session === session),
          1,
        );
        opened -= 1;
        void session.close();
      }, idle).unref();
      free.push({ session, timer });
    } else {
      opened -= 1;
      await session.close();
    }
    waiting.shift()?.();
  }

  /** Stops what the session runs, as its user: it ends with an error there. */
  async function cancel(session: Session): Promise<void> {
    const other = await open();
    await other.run({ text: "SELECT pg_cancel_backend(CAST($1 AS int))", values: [String(session.pid)] });
    await other.close();
  }

  /** Does something with a session; a signal stops it. */
  async function* lend(
    work: (session: Session) => AsyncGenerator<readonly Row[]>,
    signal?: AbortSignal,
  ): AsyncGenerator<readonly Row[]> {
    if (signal?.aborted) throw new InterruptedError();
    let [whole, began] = [false, false];
    let session: Session | null = null;
    const interrupt = (): void => {
      if (session !== null) void cancel(session).catch(() => {});
    };
    try {
      signal?.addEventListener("abort", interrupt);
      while (!whole) {
        session = await take();
        try {
          for await (const rows of work(session)) {
            began = true;
            yield rows;
            if (signal?.aborted) throw new InterruptedError();
          }
          whole = true;
        } catch (error) {
          if (began || signal?.aborted || !used.has(session) || !endsConnection(error)) throw error;
          // It was ended while nobody used it: the next one is asked, in the end a new one.
          await giveBack(session, false);
          session = null;
        }
      }
    } catch (error) {
      throw explainFailure(closed ? closedWarehouse(place) : error, place, signal);
    } finally {
      signal?.removeEventListener("abort", interrupt);
      // Left in the middle, its transaction is still open: closing it ends that.
      if (session !== null) await giveBack(session, whole);
    }
  }

  return {
    async query(sql, parameters = {}, signal) {
      const all: (readonly Row[])[] = [];
      const statement = numberedReading(sql, parameters);
      for await (const rows of lend(async function* (session) {
        yield (await session.run(statement)).rows;
      }, signal)) {
        all.push(rows);
      }
      return all.flat();
    },
    stream(sql, parameters = {}, signal) {
      return lend(async function* (session) {
        const { text, values } = numberedReading(sql, parameters);
        await session.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        await session.run({ text: `DECLARE rows_of_stream NO SCROLL CURSOR FOR ${text}`, values });
        for (;;) {
          const { rows } = await session.run(numbered(`FETCH ${batch} FROM rows_of_stream`, {}));
          if (rows.length > 0) yield rows;
          if (rows.length < batch) break;
        }
        await session.script("COMMIT");
      }, signal);
    },
    async close() {
      closed = true;
      for (const wake of waiting.splice(0)) wake();
      for (const { session, timer } of free.splice(0)) {
        clearTimeout(timer);
        await session.close();
      }
      await Promise.allSettled([...busy].map((session) => session.close()));
    },
  };
}
