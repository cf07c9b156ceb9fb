import { randomBytes } from "node:crypto";
import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { appendLine, matches, NotAFileError, plain, readJson, readRegularFile, UsageError } from "../base/index.ts";
import { hashOf, newToken, roles, type Token } from "./token.ts";

/** A token, valid or revoked. */
export interface KnownToken extends Token {
  /** ISO 8601; null while it is valid. */
  readonly revokedAt: string | null;
}

export type NewToken = Omit<Token, "id" | "addedAt">;

/** Tokens by what is kept of them. */
export interface Tokens {
  /** Oldest first, revoked ones included. */
  all(): Promise<readonly KnownToken[]>;
  /** The valid token with this text; null for any other text. */
  find(token: string): Promise<Token | null>;
  /** @returns the token itself, which is kept nowhere */
  add(wanted: NewToken, at: string): Promise<{ readonly token: string; readonly id: string }>;
  /** @throws {UsageError} where no valid token has this name or id */
  revoke(name: string, at: string): Promise<Token>;
}

const ids = z.array(z.string()).readonly();
const added = z.object({
  event: z.literal("added"),
  at: z.string(),
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  hash: z.string(),
  organization_id: z.string().nullable(),
  agents: ids,
  teams: ids,
  divisions: ids,
  /** Not of tokens that were made before there were rosters. */
  roster: z.record(z.string(), ids).readonly().optional(),
  texts: z.boolean(),
});
const revoked = z.object({ event: z.literal("revoked"), at: z.string(), id: z.string() });
const event = z.discriminatedUnion("event", [added, revoked]);
export type TokenEvent = z.infer<typeof event>;

const maxNameLength = 100;

/**
 * Tokens in a file to which lines are added alone: so nobody's change is lost to somebody else's, and it shows when each was made
 * and revoked. What is revoked holds for no request that begins afterwards.
 */
export function openTokens(file: string): Tokens {
  let known = { mark: "", tokens: new Map<string, KnownToken>() as ReadonlyMap<string, KnownToken> };

  /** By their hashes. */
  async function read(): Promise<ReadonlyMap<string, KnownToken>> {
    const now = await stat(file).catch(() => null);
    const mark = now === null ? "none" : `${now.ino} ${now.size} ${now.mtimeMs}`;
    if (mark === known.mark) return known.tokens;
    const tokens = tokensOf(await readEvents(file));
    known = { mark, tokens };
    return tokens;
  }
  const holding = async (): Promise<readonly KnownToken[]> =>
    [...(await read()).values()].filter(({ revokedAt }) => revokedAt === null);

  return {
    all: async () => [...(await read()).values()],
    async find(token) {
      const found = (await read()).get(hashOf(token));
      return found === undefined || found.revokedAt !== null ? null : found;
    },
    async add({ organizationId, ...wanted }, at) {
      const name = wanted.name.trim();
      if (name === "" || name.length > maxNameLength || plain(name) !== name)
        throw new UsageError(
          "A token cannot have this name.",
          `Give one of 1 to ${maxNameLength} characters, without line breaks, tabs and invisible characters.`,
        );
      if ((await holding()).some((one) => one.name === name))
        throw new UsageError(
          `There is already a token called ${JSON.stringify(name)}.`,
          "Revoke it first, or choose another name.",
        );
      const [token, id] = [newToken(), randomBytes(6).toString("hex")];
      await append(file, {
        ...{ event: "added", at, id, ...wanted, name, hash: hashOf(token), organization_id: organizationId },
      });
      return { token, id };
    },
    async revoke(name, at) {
      const found = (await holding()).find((one) => one.name === name.trim() || one.id === name.trim());
      if (found === undefined)
        throw new UsageError(
          `No valid token has the name or id ${JSON.stringify(name.trim())}.`,
          "Run `afterword token list` to see all tokens.",
        );
      await append(file, { event: "revoked", at, id: found.id });
      return found;
    },
  };
}

/** Of a warehouse on a server, the folder may be the first file's. */
async function append(file: string, line: TokenEvent): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await appendLine(file, JSON.stringify(line));
  } catch (error) {
    throw new UsageError(
      `The file of tokens, ${file}, cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      "Give this user the right to write it and its folder.",
    );
  }
}

/** Throws for any unreadable line: it may revoke a token, so no token may be accepted then. */
export async function readEvents(file: string): Promise<readonly TokenEvent[]> {
  const unreadable = (why: string): UsageError =>
    new UsageError(
      `The file of tokens, ${file}, cannot be read: ${why}.`,
      "Restore the file from a copy, or move it away.",
    );
  const found = await readRegularFile(file).catch((error: unknown) => {
    if (error instanceof NotAFileError) throw unreadable(error.message);
    throw error;
  });
  const lines = found?.bytes.toString().split("\n") ?? [];
  return lines.flatMap((line, at) => {
    if (line === "") return [];
    const read = readJson(line);
    if (!matches(event, read)) throw unreadable(`line ${at + 1} is not a line that Afterword wrote`);
    return [read];
  });
}

function tokensOf(events: readonly TokenEvent[]): ReadonlyMap<string, KnownToken> {
  const ends = new Map(events.flatMap((one) => (one.event === "revoked" ? [[one.id, one.at] as const] : [])));
  return new Map(
    events.flatMap((one) => {
      if (one.event !== "added") return [];
      const { event: _, at, hash, organization_id: organizationId, roster = {}, ...token } = one;
      const revokedAt = ends.get(one.id) ?? null;
      return [[hash, { ...token, roster, organizationId, addedAt: at, revokedAt }] as const];
    }),
  );
}
