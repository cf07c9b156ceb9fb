import { resolve } from "node:path";
import { isoTime, readRegularFile, UsageError } from "../../base/index.ts";
import { noteUse, openTokens, readerAs, type Token } from "../../roles/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { Context } from "../context.ts";
import { companionFile } from "./companion-file.ts";

/**
 * The token of `--as`: itself, or from a file, so that it is in no list of processes; else that of AFTERWORD_TOKEN. Null where
 * there is none: whoever may read the warehouse's file may read all of it.
 * @throws {UsageError} where it does not hold
 */
export async function readToken(context: Context, as: string | undefined, place: string): Promise<Token | null> {
  const text = as === undefined ? context.env["AFTERWORD_TOKEN"]?.trim() || undefined : await textOf(context, as);
  if (text === undefined) return null;
  const token = await openTokens(await companionFile(context, place, "tokens.ndjson")).find(text);
  if (token !== null) return token;
  throw new UsageError(
    `${as === undefined ? "AFTERWORD_TOKEN" : "--as"}: this is no token that holds.`,
    "afterword token list shows which do; one that is lost is replaced by another.",
  );
}

async function textOf({ cwd }: Context, as: string): Promise<string> {
  if (!as.startsWith("@")) return as.trim();
  const file = resolve(cwd, as.slice(1));
  const found = await readRegularFile(file).catch((error: unknown) => {
    throw new UsageError(
      `--as ${as}: ${error instanceof Error ? error.message : String(error)}.`,
      "Name a file that holds a token.",
    );
  });
  if (found === null) throw new UsageError(`--as ${as}: there is no file ${file}.`, "Name a file that holds a token.");
  return found.bytes.toString().trim();
}

/** The warehouse as the token may read it; its use is noted. */
export async function openAs<Given extends Reader & { readonly place: string }>(
  context: Context,
  opened: Given,
  token: Token | null,
  { org, agents, by }: { readonly org: string | undefined; readonly agents: string; readonly by: "export" | "report" },
): Promise<Given> {
  if (token !== null) {
    if (token.role === "agent" && agents !== "named")
      throw new UsageError(
        "Single people are not reported on here, not even to themselves.",
        'Tokens of agents need agents = "named" in afterword.toml.',
      );
    const { id, name, role } = token;
    const use = { at: isoTime(context.clock.now()), token: id, name, role, by, from: null };
    await noteUse(await companionFile(context, opened.place, "token-uses.ndjson"), use);
  }
  return await readerAs(opened, token, org, "--org");
}
