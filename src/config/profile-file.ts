import { conceal, foldName, nearest } from "../base/index.ts";
import type { Profile } from "./access-layer.ts";

/** A file of profiles: its own or the `gc` command line's. */
export interface ProfileFile {
  readonly path: string;
  /** POSIX permission bits. */
  readonly mode: number;
  /** As written. */
  readonly names: readonly string[];
  /** The profile of exactly one of `names`. */
  readonly read: (name: string) => Profile;
}

/**
 * The name in the file that `wanted` means. Case does not count, since `gc` writes every name in lower case, nor whether an accent
 * is a character of its own (NFD, as macOS writes it) or not.
 */
export const nameIn = ({ names }: ProfileFile, wanted: string): string | undefined =>
  names.find((name) => name === wanted) ?? names.find((name) => foldName(name) === foldName(wanted));

/** A hint that names the profiles that exist, the one that was probably meant first. */
export function existing(files: readonly ProfileFile[], wanted: string): string {
  const names = files.flatMap((file) => file.names);
  if (names.length === 0) return "No profile exists yet.";
  const meant = nearest(wanted, names);
  const lists = files
    .filter((file) => file.names.length > 0)
    .map((file) => `${file.names.map(conceal).join(", ")} in ${file.path}`);
  return `${meant ? `Did you mean ${conceal(meant)}? ` : ""}Existing profiles: ${lists.join("; ")}.`;
}

/** How a profile is called in a sentence. */
export const profilePlace = (name: string, path: string): string => `profile "${conceal(name)}" of ${path}`;
