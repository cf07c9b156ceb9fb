import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Address } from "./address.ts";

/**
 * The password that libpq's password file has for this address, `~/.pgpass` or what `passfile` or PGPASSFILE names
 * (https://www.postgresql.org/docs/current/libpq-pgpass.html): the first line that fits. A file that others may read is
 * ignored, as libpq does. Null where there is none. `pg` would read it, too, but announces on stderr that it will not any more.
 */
export function readPasswordFile(address: Address, env: NodeJS.ProcessEnv = process.env): string | null {
  const { host, port, user, database, settings } = address;
  const file = settings.passfile ?? env["PGPASSFILE"] ?? usualFile(env);
  if (file === null) return null;
  const wanted = [host.startsWith("/") ? "localhost" : host, String(port), database, user];
  for (const line of readLines(file)) {
    if (line.startsWith("#")) continue;
    const fields = splitFields(line);
    if (wanted.every((value, index) => fields[index] === "*" || fields[index] === value)) return fields[4] ?? null;
  }
  return null;
}

function usualFile(env: NodeJS.ProcessEnv): string | null {
  if (process.platform === "win32") {
    return env["APPDATA"] === undefined ? null : join(env["APPDATA"], "postgresql", "pgpass.conf");
  }
  return env["HOME"] === undefined ? null : join(env["HOME"], ".pgpass");
}

function readLines(file: string): readonly string[] {
  try {
    const { mode } = statSync(file);
    if (process.platform !== "win32" && (mode & 0o077) !== 0) return [];
    return readFileSync(file, "utf8").split(/\r?\n/);
  } catch {
    return [];
  }
}

/** Of host:port:database:user:password, in which a backslash takes the next character as it is. */
function splitFields(line: string): readonly string[] {
  const fields = [""];
  for (const [, escaped, plain = ""] of line.matchAll(/\\(.)|([^\\])/g)) {
    const last = fields.length - 1;
    if (plain === ":" && fields.length < 5) fields.push("");
    else fields[last] = `${fields[last]}${escaped ?? plain}`;
  }
  return fields;
}
