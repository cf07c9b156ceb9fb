import { isoTime, UsageError } from "../base/index.ts";
import type { Reader } from "../warehouse/index.ts";
import { companionFile, type User } from "./companion-file.ts";
import { type ReadingAs, readerAs } from "./reader-as.ts";
import type { Token } from "./token.ts";
import { openTokens } from "./token-file.ts";
import { noteUse, type Use } from "./uses.ts";

/**
 * Finds the token of a warehouse by its text.
 * @param name what it was given as, for messages
 * @throws {UsageError} where it is unknown or revoked
 */
export async function requireToken(user: User, place: string, text: string, name: string): Promise<Token> {
  const token = await openTokens(await companionFile(user, place, "tokens.ndjson")).find(text);
  if (token !== null) return token;
  throw new UsageError(
    `${name}: this token is unknown or revoked.`,
    "Run `afterword token list` to see the valid tokens. A lost token cannot be shown again: revoke it, and add another.",
  );
}

/** What somebody takes away, and as whom. */
export interface TakenAway extends ReadingAs {
  /** How agents are shown. */
  readonly naming: string;
  readonly by: Use["by"];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * The warehouse as the token may read it; its use is noted.
 * @throws {UsageError} for an agent's, where single people are not reported on
 */
export async function openAs<Given extends Reader & { readonly place?: string }>(
  user: User,
  opened: Given,
  { naming, by, now, ...as }: TakenAway,
): Promise<Given> {
  const { token } = as;
  if (token?.role === "agent" && naming !== "named")
    throw new UsageError(
      "This warehouse reports on no single person, so an agent's token shows nothing.",
      'Agents\' tokens work with agents = "named" in afterword.toml.',
    );
  const reader = await readerAs(opened, as);
  if (token !== null) {
    const { id, role } = token;
    const use: Use = { at: isoTime(now), token: id, name: token.name, role, by, from: null };
    await noteUse(await companionFile(user, opened.place ?? "", "token-uses.ndjson"), use);
  }
  return reader;
}
