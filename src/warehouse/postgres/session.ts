import { once } from "node:events";
import pg from "pg";
import { from } from "pg-copy-streams";
import { second, UsageError } from "../../base/index.ts";
import type { Row, Value } from "../warehouse.ts";
import { type Address, describeAddress } from "./address.ts";
import { readPasswordFile } from "./password-file.ts";
import type { Statement } from "./statement.ts";
import { readTls, type Tls } from "./tls.ts";
import { types } from "./values.ts";

/** One connection to the server, set up as the warehouse needs it. */
export interface Session {
  /** The rows of one statement, and how many it changed. */
  run(statement: Statement): Promise<{ readonly rows: readonly Row[]; readonly changed: number }>;
  /** Statements without parameters, in one go. */
  script(sql: string): Promise<void>;
  /** Rows for a table, as lines of COPY's text format. */
  copy(target: string, lines: AsyncIterable<string>): Promise<void>;
  /** The server's number of it: by it another session stops what it runs. */
  readonly pid: number;
  /** False once the connection is lost. */
  isWhole(): boolean;
  close(): Promise<void>;
}

/** Before 15 a unique key cannot take two nulls for the same. */
const oldest = { number: 150_000, name: "15" };

/**
 * The settings of a session. Afterword's schema comes before PostgreSQL's own, so that a function of the same name is
 * Afterword's. Compiling statements (jit) took 500 ms for such as run 10 ms. A cursor is read to its end, for which it
 * is planned. Nothing waits for another session's lock longer than a minute.
 */
const settings = [
  "SET search_path = afterword, pg_catalog",
  "SET TimeZone = 'UTC'",
  "SET DateStyle = 'ISO'",
  "SET client_encoding = 'UTF8'",
  "SET jit = off",
  "SET cursor_tuple_fraction = 1",
  "SET client_min_messages = 'warning'",
  "SET lock_timeout = '60s'",
];

export interface SessionOptions {
  readonly address: Address;
  readonly readOnly: boolean;
  /** Takes the warnings of the server. */
  readonly onWarning?: (message: string) => void;
}

/**
 * Connects, with TLS as the address asks for it.
 * @throws {UsageError} where the server is too old, or the database has another encoding
 */
export async function openSession({ address, readOnly, onWarning }: SessionOptions): Promise<Session> {
  const tls = readTls(address);
  const client = await connect(address, tls).catch((error: unknown) => {
    if (!tls.mayDoWithout || !(error instanceof Error && /does not support SSL/.test(error.message))) throw error;
    return connect(address, { options: false, mayDoWithout: true });
  });
  let whole = true;
  const lose = (): void => {
    whole = false;
  };
  client.on("error", lose).on("end", lose);
  if (onWarning) client.on("notice", ({ message = "" }) => onWarning(message));
  const query = (text: string, values: readonly (string | null)[] = []) =>
    client.query<Record<string, Value>>({ text, values: [...values], types, ...extended });
  try {
    await client.query([...settings, ...(readOnly ? ["SET default_transaction_read_only = on"] : [])].join("; "));
    const { rows } = await query(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS named,
         current_setting('server_encoding') AS encoding, pg_backend_pid() AS pid`,
    );
    const [row = {}] = rows;
    refuseUnfit(row, describeAddress(address));
    return {
      run: async ({ text, values }) => {
        const result = await query(text, values);
        return { rows: result.rows, changed: result.rowCount ?? 0 };
      },
      script: async (sql) => {
        await client.query(sql);
      },
      copy: (target, lines) => copyInto(client, target, lines),
      pid: Number(row["pid"]),
      isWhole: () => whole,
      close: async () => {
        whole = false;
        await client.end().catch(() => {});
      },
    };
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/** One statement and no more: without this mode `pg` sends several where there are no parameters. */
const extended = { queryMode: "extended" };

async function connect(address: Address, { options }: Tls): Promise<pg.Client> {
  const { host, port, user, database, settings: given } = address;
  const client = new pg.Client({
    ...{ host, port, user, database, ssl: options },
    // Never undefined: `pg` would read the password file itself.
    password: address.password ?? readPasswordFile(address) ?? "",
    application_name: given.application_name ?? (process.env["PGAPPNAME"] || "afterword"),
    ...(given.options !== undefined && { options: given.options }),
    ...(given.sslnegotiation === "direct" && { sslnegotiation: "direct" }),
    connectionTimeoutMillis: Number(given.connect_timeout ?? process.env["PGCONNECT_TIMEOUT"] ?? 10) * second,
    keepAlive: true,
  });
  // Until it is connected, the promise has the error; without a listener it would end the process.
  client.on("error", () => {});
  await client.connect();
  return client;
}

function refuseUnfit({ version, named, encoding }: Row, place: string): void {
  if (Number(version) < oldest.number) {
    throw new UsageError(
      `${place} is PostgreSQL ${String(named)}, which is too old.`,
      `Afterword needs PostgreSQL ${oldest.name} or newer.`,
    );
  }
  if (encoding !== "UTF8") {
    throw new UsageError(
      `${place} has the encoding ${String(encoding)}, which has no place for every customer's words.`,
      "Create a database with ENCODING 'UTF8' TEMPLATE template0, and name that.",
    );
  }
}

async function copyInto(client: pg.Client, target: string, lines: AsyncIterable<string>): Promise<void> {
  const stream = client.query(from(`COPY ${target} FROM STDIN`));
  const ended = once(stream, "finish");
  // Handled below; a failure while lines are still being made must not go unhandled.
  ended.catch(() => {});
  try {
    for await (const line of lines) if (!stream.write(line)) await Promise.race([once(stream, "drain"), ended]);
    stream.end();
  } catch (error) {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
    await ended.catch(() => {});
    throw error;
  }
  await ended;
}
