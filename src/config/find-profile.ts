import { posix, win32 } from "node:path";
import { conceal, UsageError } from "../base/index.ts";
import type { Profile } from "./access-layer.ts";
import type { Environment } from "./environment.ts";
import { exposed, type FileText, type ReadFile, readIfThere } from "./file.ts";
import { readGcProfiles } from "./gc-profiles.ts";
import { readOwnProfiles } from "./own-profiles.ts";
import { existing, nameIn, type ProfileFile } from "./profile-file.ts";

/** The name that stands for "no name given", as in `gc`. */
export const defaultProfile = "DEFAULT";

/** Where a search for profiles looks. */
export interface ProfilePlaces {
  readonly env: Environment;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly readFile: ReadFile;
}

/** The own file of profiles: in the user's configuration folder, as each platform has it. */
export function ownProfilesPath({ env, home, platform }: Omit<ProfilePlaces, "readFile">): string {
  const { APPDATA, XDG_CONFIG_HOME = "" } = env;
  if (platform === "win32") {
    return win32.join(APPDATA?.trim() || win32.join(home, "AppData", "Roaming"), "afterword", "profiles.toml");
  }
  // A relative XDG path is invalid and to be ignored (XDG Base Directory Specification).
  const folder = posix.isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : posix.join(home, ".config");
  return posix.join(folder, "afterword", "profiles.toml");
}

/** Where profiles are looked for, in this order: the own file, then that of the `gc` command line. */
export const profilePaths = (places: Omit<ProfilePlaces, "readFile">): readonly [own: string, gc: string] => [
  ownProfilesPath(places),
  (places.platform === "win32" ? win32 : posix).join(places.home, ".gc", "config.toml"),
];

/** What a search found; without a profile, `warnings` lists the existing ones. */
export interface ProfileSearch {
  readonly profile: Profile | null;
  readonly warnings: readonly string[];
}

/**
 * The profile called `wanted`, or, without a wish, the one called DEFAULT. The own file is asked first, then `gc`'s.
 * @throws {UsageError} where a wished profile is in neither file, or a file that is needed cannot be read
 */
export async function findProfile(places: ProfilePlaces, wanted: string | null): Promise<ProfileSearch> {
  const name = wanted ?? defaultProfile;
  const [own, gc] = profilePaths(places);
  const files: ProfileFile[] = [];
  for (const [path, read] of [[own, readOwnProfiles] as const, [gc, readGcProfiles] as const]) {
    const text = await readIfThere(places.readFile, path);
    if (text === null) continue;
    const file = read(path, text);
    const found = nameIn(file, name);
    if (found !== undefined) {
      const profile = file.read(found);
      return { profile, warnings: [...exposure(path, text, profile, places.platform), ...profile.warnings] };
    }
    files.push(file);
  }
  if (wanted !== null) {
    throw new UsageError(
      `No profile is called ${conceal(JSON.stringify(wanted))}.`,
      `${existing(files, wanted)} Profiles are looked for in ${own} and ${gc}.`,
    );
  }
  const others = files.some(({ names }) => names.length > 0);
  return {
    profile: null,
    warnings: others ? [`No profile is called ${name}. ${existing(files, name)} Choose one with --profile.`] : [],
  };
}

function exposure(path: string, { mode }: FileText, profile: Profile, platform: NodeJS.Platform): string[] {
  if (profile.clientSecret === null) return [];
  return exposed({ path, mode, what: "a client secret" }, platform);
}
