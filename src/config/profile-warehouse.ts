import { posix, win32 } from "node:path";
import { isComplete } from "./access.ts";
import { readIfThere } from "./file.ts";
import { defaultProfile, findProfile, ownProfilesPath, type ProfilePlaces } from "./find-profile.ts";
import { readOwnProfiles } from "./own-profiles.ts";
import { nameIn } from "./profile-file.ts";

/**
 * The warehouse that a profile names; null where it names none. Without a wish it is the profile called DEFAULT, where the credentials
 * do not come from the environment alone: a sync and a report of the same words mean the same warehouse.
 * @throws {UsageError} where a wished profile does not exist, and for a file of profiles that cannot be read
 */
export async function readProfileWarehouse(places: ProfilePlaces, wanted: string | null): Promise<string | null> {
  if (wanted === null && isComplete(places.env)) return null;
  // A profile of `gc` has no warehouse: its file is asked only whether it has one that is wished for.
  if (wanted !== null) await findProfile(places, wanted);
  const path = ownProfilesPath(places);
  const text = await readIfThere(places.readFile, path);
  if (text === null) return null;
  const file = readOwnProfiles(path, text);
  const name = nameIn(file, wanted ?? defaultProfile);
  const written = name === undefined ? null : file.read(name).warehouse;
  return written?.startsWith("~/")
    ? (places.platform === "win32" ? win32 : posix).join(places.home, written.slice(2))
    : written;
}
