import { isDeepStrictEqual } from "node:util";
import { parse, stringify, type TomlTable } from "smol-toml";
import { isRecord, readJson, type Secret, UsageError } from "../base/index.ts";
import { type ReadFile, readFileFromDisk, readIfThere, writeWhole } from "./file.ts";
import { ownProfilesPath, type ProfilePlaces } from "./find-profile.ts";
import { readOwnProfiles } from "./own-profiles.ts";
import { nameIn } from "./profile-file.ts";

/** A profile as it is to be written: a region, or a gateway in its place. */
export interface NewProfile {
  readonly region: string | null;
  readonly gatewayUrl: string | null;
  readonly clientId: string;
  readonly clientSecret: Secret;
}

/** The own file of profiles, opened for adding to it. */
export interface OwnProfiles {
  readonly path: string;
  /** The name under which a profile stands in the file, in its own spelling; null where there is none. */
  readonly find: (name: string) => string | null;
  /** Writes a profile of that name in place of one that is there; the others stay as they are. The file is 0600. */
  readonly save: (name: string, profile: NewProfile) => Promise<void>;
}

/**
 * Opens `profiles.toml`, whether it exists or not.
 * @throws {UsageError} where it cannot be read or is malformed
 */
export async function openOwnProfiles(
  places: Omit<ProfilePlaces, "readFile"> & { readonly readFile?: ReadFile },
): Promise<OwnProfiles> {
  const path = ownProfilesPath(places);
  const file = await readIfThere(places.readFile ?? readFileFromDisk, path);
  const text = file?.text ?? "";
  const profiles = readOwnProfiles(path, file ?? { text, mode: 0o600 });
  const find = (name: string): string | null => nameIn(profiles, name) ?? null;
  return {
    path,
    find,
    save: (name, profile) => writeWhole(path, withProfile(text, find(name) ?? name, profile), 0o600),
  };
}

/** The text with this profile in it, and everything else as it was. */
export function withProfile(text: string, name: string, profile: NewProfile): string {
  if (name.trim() === "" || name === "__proto__") {
    throw new UsageError(`${JSON.stringify(name)} cannot be the name of a profile.`, "Choose another with --profile.");
  }
  const before = parse(text);
  const own = before[name];
  // The sign-in is new; where its responses are kept is not.
  const kept = isRecord(own) && typeof own["warehouse"] === "string" ? { warehouse: own["warehouse"] } : {};
  const written = { ...tableOf(profile), ...kept };
  const wanted: TomlTable = { ...before, [name]: written };
  const table = stringify({ [name]: written });
  const edited = Object.hasOwn(before, name) ? replaced(text, name, table) : appended(text, table);
  // A profile that was written in another of TOML's many ways gets a new layout: right, but without comments.
  return holds(edited, wanted) ? edited : stringify(wanted);
}

const tableOf = ({ region, gatewayUrl, clientId, clientSecret }: NewProfile): Record<string, string> => ({
  ...(region === null ? {} : { region }),
  ...(gatewayUrl === null ? {} : { gateway_url: gatewayUrl }),
  client_id: clientId,
  client_secret: clientSecret.reveal(),
});

const appended = (text: string, table: string): string =>
  text.trim() === "" ? table : `${text.replace(/\s*$/, "\n\n")}${table}`;

/** The lines from the profile's header to its last key are exchanged; comments around them stay. */
function replaced(text: string, name: string, table: string): string {
  const lines = text.split("\n");
  const isHeader = (line: string): boolean => /^\s*\[/.test(line);
  const start = lines.findIndex((line) => isHeader(line) && Object.hasOwn(tryParse(line), name));
  if (start < 0) return "";
  const next = lines.findIndex((line, index) => index > start && isHeader(line));
  const own = lines.slice(start, next < 0 ? lines.length : next);
  const last = own.findLastIndex((line) => !/^\s*(#.*)?$/s.test(line));
  return lines
    .with(start, table.trimEnd())
    .toSpliced(start + 1, Math.max(0, last))
    .join("\n");
}

const holds = (text: string, wanted: TomlTable): boolean => isDeepStrictEqual(plainly(tryParse(text)), plainly(wanted));
const plainly = (table: TomlTable): unknown => readJson(JSON.stringify(table));

function tryParse(text: string): TomlTable {
  try {
    return parse(text);
  } catch {
    return {};
  }
}
