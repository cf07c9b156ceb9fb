import { AfterwordError, InterruptedError, UsageError } from "../../base/index.ts";

/** What PostgreSQL answers when it refuses: https://www.postgresql.org/docs/current/errcodes-appendix.html. */
interface ServerError extends Error {
  readonly code: string;
}

const isServerError = (error: unknown): error is ServerError =>
  error instanceof Error && "code" in error && typeof error.code === "string";

type Meaning = (place: string, text: string) => readonly [message: string, hint: string];

const again = "Run the same command again: what was committed is kept, and nothing is stored twice.";

/** What the person who must act has to know, by the beginning of the code. The longest beginning counts. */
const meanings: Readonly<Record<string, Meaning>> = {
  "28": (place) => [
    `${place}: the password, the user or the way to sign in was refused.`,
    "Check the user of the address, and the password in PGPASSWORD or ~/.pgpass; pg_hba.conf of the server says who may come from where.",
  ],
  "3D000": (place) => [`${place}: there is no such database.`, "Create it (createdb), or name another one."],
  "42501": (place, text) => [
    `${place}: a right is missing (${text}).`,
    "docs/warehouse.md has the GRANT statements: reading needs USAGE of the schema afterword and SELECT of its tables, a sync owns the schema and may make temporary tables (GRANT TEMPORARY ON DATABASE).",
  ],
  "25006": (place) => [
    `${place} takes no writes: the server or the session is read-only, as a standby is.`,
    "Name the primary server; a report and an export may read from a standby.",
  ],
  "53100": (place) => [
    `${place}: the server's disk is full.`,
    "Make room there and run it again: what was committed is kept.",
  ],
  "53200": (place, text) => [
    `${place}: the server is out of memory (${text}).`,
    "Where it is shared memory, raise max_locks_per_transaction there; else ask for less at once, or give it more.",
  ],
  "53300": (place, text) => [
    `${place}: the server has no connection left (${text}).`,
    "Close others, or raise max_connections, or the CONNECTION LIMIT of the role or the database; a sync takes up to six, a reader four.",
  ],
  "53": (place, text) => [`${place}: the server lacks something it needs (${text}).`, again],
  "42704": (place, text) => [
    `${place}: the server was built without ICU, by whose rules texts are compared (${text}).`,
    "Name a server whose PostgreSQL has ICU, as the packages of Debian, Red Hat, Docker and the cloud services have.",
  ],
  "55P03": (place) => [
    `${place}: another session has kept a table or a row locked for too long.`,
    "End that session's transaction (pg_stat_activity and pg_locks name it), and run this again.",
  ],
  "57014": (place, text) => [
    `${place}: the statement was cancelled (${text}).`,
    "If statement_timeout of the role is the reason, raise it; else ask again.",
  ],
  "57P03": (place) => [`${place}: the server is starting or stopping.`, again],
  "57": (place) => [`${place}: the server ended the connection.`, again],
  "08": (place, text) => [`${place}: the connection was lost (${text}).`, again],
  "40": (place) => [`${place}: another writer was at the same rows.`, again],
  "25P03": (place) => [`${place}: the server ended a transaction that was idle.`, again],
  "58": (place, text) => [`${place}: the server could not read or write its files (${text}).`, "Its log says more."],
  XX: (place, text) => [
    `${place}: the server reports damage (${text}).`,
    "Its log says more; restore it from a backup.",
  ],
  "42601": (_place, text) => [
    text.startsWith("cannot insert multiple commands")
      ? "Expected one SQL statement, got several."
      : `The SQL cannot be read: ${text}.`,
    "Send one statement.",
  ],
};

/** Node's and `pg`'s own errors: there is no server, or none any more. */
const connectionFaults: readonly (readonly [RegExp, Meaning])[] = [
  [
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOENT.*PGSQL|timeout expired|connection timeout/i,
    (place, text) => [
      `${place}: no PostgreSQL server answers there (${text}).`,
      "Check the address, and that the server runs and can be reached from here; then run the same command again.",
    ],
  ],
  [
    /does not support SSL|establishing an SSL/i,
    (place) => [
      `${place}: the server offers no TLS.`,
      "Turn it on there, or say sslmode=prefer if you can do without.",
    ],
  ],
  [
    /certificate|altnames|ERR_TLS|SSL routines|self.signed/i,
    (place, text) => [
      `${place}: the server's certificate was not accepted (${text}).`,
      "Name its root certificate with sslrootcert=FILE, and the host as the certificate names it.",
    ],
  ],
  [
    /password must be a string|no password/i,
    (place) => [
      `${place}: the server asks for a password, and there is none.`,
      "Set PGPASSWORD, or write it to ~/.pgpass (mode 0600).",
    ],
  ],
  [
    /Connection terminated|ECONNRESET|EPIPE|Client has encountered a connection error|not queryable|Client was closed/i,
    (place) => [`${place}: the connection to the server was lost.`, again],
  ],
];

/** The failure as an error with what to do, where it is a known one; anything else is a bug of ours. */
export function explainFailure(error: unknown, place: string, signal?: AbortSignal): unknown {
  if (error instanceof AfterwordError) return error;
  if (signal?.aborted) return new InterruptedError({ cause: error });
  if (!(error instanceof Error)) return error;
  const meaning = meaningOf(error);
  if (meaning === undefined) return error;
  const [message, hint] = meaning(place, error.message);
  return new UsageError(message, hint, { cause: error });
}

function meaningOf(error: Error): Meaning | undefined {
  const code = isServerError(error) ? error.code : "";
  if (/^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code)) {
    return meanings[code] ?? meanings[code.slice(0, 2)];
  }
  const text = `${code} ${error.message}`;
  return connectionFaults.find(([pattern]) => pattern.test(text))?.[1];
}

/** Whether a connection is of no use any more. */
export function endsConnection(error: unknown): boolean {
  const first = error instanceof AfterwordError ? error.cause : error;
  if (!isServerError(first))
    return first instanceof Error && (connectionFaults.at(-1)?.[0].test(first.message) ?? false);
  return /^(08|57P|25P03)/.test(first.code) || first.code.startsWith("ECONN") || first.code === "EPIPE";
}

/** Values that PostgreSQL does not take, or too many at once: fewer, or other ones, may be written. */
const ofData = /^(22|23|54|53200)/;

/** Whether a write failed for its rows, and not for the server, the connection or the statement. */
export function isCausedByData(error: unknown): boolean {
  const first = error instanceof AfterwordError ? error.cause : error;
  return isServerError(first) && ofData.test(first.code);
}
