import { AfterwordError, InterruptedError, UsageError } from "../../base/index.ts";

type Meaning = (place: string, text: string) => UsageError;

/** Where the server cannot be reached; the next run goes on from what was committed. */
const unreachable: Meaning = (place, text) =>
  new UsageError(
    `The database server of ${place} cannot be reached: ${text}.`,
    "Check its address and that it runs, then run the same command again: what was committed is kept.",
  );

const lost: Meaning = (place, text) =>
  new UsageError(
    `The connection to ${place} was lost: ${text}.`,
    "Run the same command again once the server answers: what was committed is kept, and the rest goes on from there.",
  );

const refused: Meaning = (place, text) =>
  new UsageError(
    `${place} refuses the user or the password: ${text}.`,
    "Give the password in PGPASSWORD or in ~/.pgpass, and check the user's name.",
  );

/** By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), or what its beginning says. */
const meanings: readonly (readonly [RegExp, Meaning])[] = [
  [/^28/, refused],
  [
    /^3D000$/,
    (place, text) =>
      new UsageError(
        `There is no database at ${place}: ${text}.`,
        "Create it (createdb), or name another: Afterword makes its own schema, not the database.",
      ),
  ],
  [
    /^53100$/,
    (place) =>
      new UsageError(
        `The server of ${place} has no room left on its disk.`,
        "Make room there and run it again: what was committed is kept.",
      ),
  ],
  [
    /^53300$/,
    (place, text) =>
      new UsageError(
        `${place} takes no further connection: ${text}.`,
        "Close some, or raise max_connections of the server or the limit of the role.",
      ),
  ],
  [
    /^53/,
    (place, text) =>
      new UsageError(`The server of ${place} has run out of a resource: ${text}.`, "Run it again later."),
  ],
  [
    /^42501$/,
    (place, text) =>
      new UsageError(
        `The role lacks a right at ${place}: ${text}.`,
        "Grant it (docs/warehouse.md lists what a sync needs and what reading needs), or connect as another role.",
      ),
  ],
  [
    /^25006$/,
    (place, text) =>
      new UsageError(
        `${place} only reads: ${text}.`,
        "A sync needs a server that takes writes, not a standby; reports and exports only read.",
      ),
  ],
  [/^(08|57P)/, lost],
  [/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOENT)$/, unreachable],
  [/^(ECONNRESET|EPIPE)$/, lost],
];

/** What no code of its own tells. */
const texts: readonly (readonly [RegExp, Meaning])[] = [
  [
    /cannot insert multiple commands/i,
    () => new UsageError("Expected one SQL statement, got several.", "Send them one by one."),
  ],
  [/timeout expired|timeout exceeded when trying to connect/i, unreachable],
  [/terminated|not queryable|Connection ended|Client was closed/i, lost],
  [/SASL|password must be a string/i, refused],
  [
    /SSL|certificate|self[- ]signed/i,
    (place, text) =>
      new UsageError(
        `No safe connection to ${place} could be made: ${text}.`,
        "Check sslmode, sslrootcert, sslcert and sslkey of the address.",
      ),
  ],
];

/** The failure as an error with what to do, where it is a known one. */
export function explainFailure(error: unknown, place: string, signal?: AbortSignal): unknown {
  if (error instanceof AfterwordError) return error;
  if (signal?.aborted) return new InterruptedError({ cause: error });
  const code = codeOf(error);
  const text = (error instanceof Error ? error.message : String(error)).replace(/[.\s]+$/, "");
  const meaning =
    meanings.find(([pattern]) => pattern.test(code))?.[1] ?? texts.find(([pattern]) => pattern.test(text))?.[1];
  if (!meaning) return error;
  const explained = meaning(place, text === "" ? code : text);
  explained.cause = error;
  return explained;
}

/** The code of an error, or of the first that it is made of: a name with two addresses fails for each. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  const code = error instanceof Error ? Reflect.get(error, "code") : null;
  return typeof code === "string" ? code : "";
}

/** Whether a write failed for its rows (values, keys, sizes), and not for the server or the statement. */
export function isCausedByData(error: unknown): boolean {
  const first = error instanceof AfterwordError ? error.cause : error;
  return /^(22|23|54)/.test(codeOf(first));
}
