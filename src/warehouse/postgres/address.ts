import { UsageError } from "../../base/index.ts";

/** Where a PostgreSQL database is, and as whom it is opened. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** What the address itself gives; null where the environment or a password file must. */
  readonly password: string | null;
  /** The parameters of its query, by libpq's names. */
  readonly settings: Readonly<Partial<Record<Setting, string>>>;
}

/**
 * Parameters that an address may have, those of libpq which mean something here
 * (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS).
 */
const known = [
  "host",
  "port",
  "user",
  "password",
  "dbname",
  "sslmode",
  "sslrootcert",
  "sslcert",
  "sslkey",
  "sslnegotiation",
  "passfile",
  "connect_timeout",
  "application_name",
  "options",
] as const;
type Setting = (typeof known)[number];

/** Whether it names a PostgreSQL database, and no file. */
export const isServer = (place: string): boolean => /^postgres(ql)?:\/\//i.test(place);

/**
 * A place for messages: of an address neither password nor parameters, also where it cannot be read; the path of a file as it is.
 */
export function withoutPassword(place: string): string {
  const [, scheme, rest = ""] = /^([a-z]+:\/\/)([^?#]*)/i.exec(place) ?? [];
  if (scheme === undefined) return place;
  // A password may hold an unencoded "@" or "/": up to the last "@" everything is user and password.
  const at = rest.lastIndexOf("@");
  const user = at < 0 ? "" : (rest.slice(0, at).split(":")[0] ?? "");
  return `${scheme}${user === "" ? "" : `${user}@`}${rest.slice(at + 1)}`;
}

/**
 * Reads `postgres://user@host:port/database?…`. What it leaves out comes from libpq's variables (PGHOST, PGPORT, PGUSER,
 * PGDATABASE), as with every other program for PostgreSQL.
 * @throws {UsageError} where it cannot be read; the message has no password
 */
export function readAddress(text: string, env: NodeJS.ProcessEnv = process.env): Address {
  const url = parse(text);
  const settings = readSettings(url.searchParams, text);
  const host = settings.host ?? (decode(url.hostname.replace(/^\[(.+)\]$/, "$1"), text) || env["PGHOST"]) ?? "";
  const port = settings.port ?? (url.port || env["PGPORT"] || "5432");
  if (!/^\d{1,5}$/.test(port) || /,/.test(host)) {
    throw unreadable(text, "It names one host and one port.");
  }
  const user = settings.user ?? (decode(url.username, text) || env["PGUSER"] || env["USER"] || "postgres");
  return {
    host: host === "" || host === "nowhere.invalid" ? "localhost" : host,
    port: Number(port),
    user,
    database: settings.dbname ?? (decode(url.pathname.slice(1), text) || env["PGDATABASE"] || user),
    password: settings.password ?? (decode(url.password, text) || env["PGPASSWORD"] || null),
    settings,
  };
}

/** The address for people: who, where, which database. */
export const describeAddress = ({ user, host, port, database }: Address): string => {
  const place = host.startsWith("/") ? encodeURIComponent(host) : host.includes(":") ? `[${host}]` : host;
  return `postgres://${encodeURIComponent(user)}@${place}:${port}/${encodeURIComponent(database)}`;
};

function parse(text: string): URL {
  // Without a host ("postgres:///db", "postgres://user@/db") it is libpq's default one.
  const withHost = text.replace(/^(postgres(?:ql)?:\/\/(?:[^/?#@]*@)?)(?=[/?#]|$)/i, "$1nowhere.invalid");
  try {
    const url = new URL(withHost);
    if (url.hostname === "nowhere.invalid") url.hostname = "";
    return url;
  } catch {
    throw unreadable(text, "In a user name or a password, write @ as %40, / as %2F, : as %3A, # as %23 and % as %25.");
  }
}

function readSettings(parameters: URLSearchParams, text: string): Address["settings"] {
  const settings: Partial<Record<Setting, string>> = {};
  for (const [name, value] of parameters) {
    const setting = known.find((one) => one === name);
    if (setting === undefined) {
      throw unreadable(text, `Leave out "${name}": of libpq's parameters it may have ${known.join(", ")}.`);
    }
    settings[setting] = value;
  }
  return settings;
}

function decode(part: string, text: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw unreadable(text, "Write % as %25 in it.");
  }
}

const unreadable = (text: string, hint: string): UsageError =>
  new UsageError(
    `${withoutPassword(text)} is not the address of a PostgreSQL database.`,
    `${hint} Example: postgres://afterword@db.example.com:5432/csat`,
  );
