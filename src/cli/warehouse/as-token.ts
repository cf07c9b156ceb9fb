import { resolve } from "node:path";
import { readRegularFile, UsageError } from "../../base/index.ts";
import { openAs, requireToken, type TakenAway, type Token } from "../../roles/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { Context } from "../context.ts";

/**
 * The token of `--as`, given as text or in a file, which keeps it out of the list of processes; else that of AFTERWORD_TOKEN. Null
 * without either: a user who may read the warehouse's file may read all of it.
 * @throws {UsageError} where it is unknown or revoked
 */
export async function readToken(context: Context, as: string | undefined, place: string): Promise<Token | null> {
  const text = as === undefined ? context.env["AFTERWORD_TOKEN"]?.trim() || undefined : await textOf(context, as);
  if (text === undefined) return null;
  return await requireToken(context, place, text, as === undefined ? "AFTERWORD_TOKEN" : "--as");
}

async function textOf({ cwd }: Context, as: string): Promise<string> {
  if (!as.startsWith("@")) return as.trim();
  const file = resolve(cwd, as.slice(1));
  const found = await readRegularFile(file).catch((error: unknown) => {
    throw new UsageError(
      `--as ${as}: ${error instanceof Error ? error.message : String(error)}.`,
      "Name a file that contains a token.",
    );
  });
  if (found === null)
    throw new UsageError(`--as ${as}: there is no file ${file}.`, "Name a file that contains a token.");
  return found.bytes.toString().trim();
}

/** The warehouse as the token may read it; logs a sentence where that is a part. */
export async function openPart<Given extends Reader & { readonly place: string }>(
  context: Context,
  opened: Given,
  taken: Omit<TakenAway, "name" | "now">,
): Promise<Given> {
  const { token, by } = taken;
  const reader = await openAs(context, opened, { ...taken, name: "--org", now: context.clock.now() });
  if (token !== null && token.role !== "admin") {
    const { id, name, role } = token;
    const sentence = `This ${by} has a part of the data: what the token ${JSON.stringify(name)} of ${role === "agent" ? "an agent" : "a manager"} may see.`;
    context.log.info("part", sentence, { token: id, role });
  }
  return reader;
}
