import pg from "pg";
import { InterruptedError } from "../../base/index.ts";
import type { Row, Value } from "../warehouse.ts";
import { explainFailure } from "./failure-messages.ts";
import type { Statement } from "./statement.ts";
import { decoderOf } from "./values.ts";

/** The schema that is Afterword's own. */
export const schema = "afterword";

/** Connections to a server. */
export interface Connections {
  /** Lends one, to be disposed of; its statements stop when `signal` aborts. */
  lend(signal?: AbortSignal): Promise<Connection>;
  /** Waits for those that are lent. */
  close(): Promise<void>;
}

/** One connection. Disposed of without having been `spared`, it is closed: it may still be at work, or be lost. */
export interface Connection extends Disposable {
  readonly client: pg.PoolClient;
  rows(statement: Statement): Promise<readonly Row[]>;
  /** @returns how many rows it changed */
  run(statement: Statement): Promise<number>;
  /** Its work is done: it may be lent again. */
  spare(): void;
}

/**
 * Connections in UTC whose unqualified names are those of Afterword's schema. As libpq does, `sslmode=require` encrypts and
 * does not ask who the server is, which `verify-full` does (https://www.postgresql.org/docs/current/libpq-ssl.html); the
 * client on its own would read it otherwise.
 */
export function openConnections(
  address: string,
  { shown, readOnly, most }: { readonly shown: string; readonly readOnly: boolean; readonly most: number },
): Connections {
  const url = new URL(address);
  if (!url.searchParams.has("uselibpqcompat")) url.searchParams.set("uselibpqcompat", "true");
  const settings = [
    `SET search_path TO ${schema}, pg_catalog`,
    "SET timezone TO 'UTC'",
    "SET datestyle TO 'ISO'",
    "SET bytea_output TO 'hex'",
    "SET standard_conforming_strings TO on",
    // A cursor is read to its end, as a rule.
    "SET cursor_tuple_fraction TO 1",
    ...(readOnly ? ["SET default_transaction_read_only TO on"] : []),
  ].join("; ");
  const pool = new pg.Pool({
    ...{ connectionString: url.href, max: most, application_name: "afterword", connectionTimeoutMillis: 15_000 },
    ...{ allowExitOnIdle: true, keepAlive: true, types: { getTypeParser: () => (text: string) => text } },
    verify(client: pg.PoolClient, done: (failure?: Error) => void) {
      client.query(settings).then(() => done(), done);
    },
  });
  // One that is lost while nobody uses it is replaced when the next is asked for.
  pool.on("error", () => {});
  const cancel = (client: pg.PoolClient): Promise<unknown> =>
    pool.query("SELECT pg_cancel_backend($1)", [Reflect.get(client, "processID")]).catch(() => {});
  return {
    async lend(signal) {
      if (signal?.aborted) throw new InterruptedError();
      const explained = (error: unknown): never => {
        throw explainFailure(error, shown, signal);
      };
      const client = await pool.connect().catch(explained);
      const interrupt = () => void cancel(client);
      signal?.addEventListener("abort", interrupt);
      // A connection that is lost between two statements fails the next one.
      const lost = () => {};
      client.on("error", lost);
      const ask = (statement: Statement) => client.query<(string | null)[]>(asked(statement)).catch(explained);
      let whole = false;
      return {
        client,
        async rows(statement) {
          const { rows, fields } = await ask(statement);
          return readRows(rows, fields);
        },
        run: async (statement) => (await ask(statement)).rowCount ?? 0,
        spare: () => {
          whole = true;
        },
        [Symbol.dispose]() {
          signal?.removeEventListener("abort", interrupt);
          client.off("error", lost);
          client.release(!whole);
        },
      };
    },
    close: () => pool.end(),
  };
}

/** The extended protocol takes one statement, the simple one any number. */
const asked = ({ text, values }: Statement): pg.QueryArrayConfig & { readonly queryMode: "extended" } => ({
  ...{ text, values: [...values], rowMode: "array", queryMode: "extended" },
});

/** Names twice over get a number, as the other engine gives them one. */
function readRows(rows: readonly (string | null)[][], fields: readonly pg.FieldDef[]): Row[] {
  const names = fields.map(({ name }, index) => {
    const earlier = fields.slice(0, index).filter((field) => field.name === name).length;
    return earlier === 0 ? name : `${name}:${earlier}`;
  });
  const decoders = fields.map(({ dataTypeID }) => decoderOf(dataTypeID));
  return rows.map((row) => {
    const read: Record<string, Value> = {};
    for (const [index, name] of names.entries()) {
      const text = row[index] ?? null;
      read[name] = text === null ? null : (decoders[index]?.(text) ?? null);
    }
    return read;
  });
}
