import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConnectionOptions } from "node:tls";
import { UsageError } from "../../base/index.ts";
import type { Address } from "./address.ts";

const modes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] as const;
type Mode = (typeof modes)[number];

/** How a connection is encrypted. */
export interface Tls {
  readonly options: ConnectionOptions | false;
  /** Whether it may do without, where the server offers no TLS. */
  readonly mayDoWithout: boolean;
}

/**
 * TLS as libpq does it (https://www.postgresql.org/docs/current/libpq-ssl.html), which is not what `pg` makes of the same
 * words: `prefer`, the default, takes what there is; `require` encrypts and verifies only where a root certificate is there;
 * `verify-ca` verifies who signed, `verify-full` also the name. Root, certificate and key are those of the address, else of
 * PGSSLROOTCERT, PGSSLCERT and PGSSLKEY, else of ~/.postgresql.
 * @throws {UsageError} where a word or a file is none
 */
export function readTls({ host, settings }: Address, env: NodeJS.ProcessEnv = process.env): Tls {
  const mode = readMode(settings.sslmode ?? (env["PGSSLMODE"] || "prefer"));
  // A socket file does not leave the machine, and its server offers no TLS.
  if (mode === "disable" || host.startsWith("/")) return { options: false, mayDoWithout: true };
  const find = (setting: "sslrootcert" | "sslcert" | "sslkey", variable: string, usual: string): string | null => {
    const named = settings[setting] ?? (env[variable] || null);
    if (named !== null) return readNamed(named, setting);
    const home = env["HOME"] ?? env["USERPROFILE"];
    return home === undefined ? null : readIfThere(join(home, ".postgresql", usual));
  };
  const isSystem = (settings.sslrootcert ?? env["PGSSLROOTCERT"]) === "system";
  const root = isSystem ? null : find("sslrootcert", "PGSSLROOTCERT", "root.crt");
  if (mode.startsWith("verify") && root === null && !isSystem) {
    throw new UsageError(
      `sslmode=${mode} needs a root certificate, and there is none.`,
      "Add sslrootcert=FILE to the address, or sslrootcert=system for those that this machine trusts.",
    );
  }
  const verified = isSystem || mode.startsWith("verify") || (mode === "require" && root !== null);
  const cert = find("sslcert", "PGSSLCERT", "postgresql.crt");
  const key = find("sslkey", "PGSSLKEY", "postgresql.key");
  return {
    options: {
      rejectUnauthorized: verified,
      ...(root !== null && verified && { ca: root }),
      // libpq checks the name with system certificates too: else anybody's certificate would do.
      ...(verified && mode !== "verify-full" && !isSystem && { checkServerIdentity: () => undefined }),
      ...(cert !== null && key !== null && { cert, key }),
    },
    mayDoWithout: (mode === "prefer" || mode === "allow") && !isSystem,
  };
}

function readMode(word: string): Mode {
  const mode = modes.find((one) => one === word);
  if (mode !== undefined) return mode;
  throw new UsageError(`sslmode "${word}" is none.`, `Give one of ${modes.join(", ")}.`);
}

function readNamed(file: string, setting: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${setting}: ${file} cannot be read.`, "Name a file that this user may read.", {
      cause: error,
    });
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
