import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { foldWords, hasWords, ownersAlone, readJson, readRegularFile, replaceFile } from "../base/index.ts";
import { readEvents, type TokenEvent } from "./token-file.ts";

/** Where tokens are, and what is noted of their use. */
export interface TokenFiles {
  readonly tokens: string;
  readonly uses: string;
}

/**
 * Takes the tokens of somebody who was erased out of both files, those that were revoked too: none of them is valid afterwards. A line that
 * another process adds at the same moment may be lost.
 * @param texts ids and names of who was erased
 * @returns how many, or would be taken out
 */
export async function forgetTokens(
  files: TokenFiles,
  texts: readonly string[],
  { dryRun }: { readonly dryRun: boolean },
): Promise<number> {
  const events = await readEvents(files.tokens);
  const named = new Set(events.flatMap((one) => (names(one, texts) ? [one.id] : [])));
  if (named.size === 0 || dryRun) return named.size;
  await rewrite(
    files.tokens,
    events.filter(({ id }) => !named.has(id)).map((one) => JSON.stringify(one)),
  );
  const uses = (await readRegularFile(files.uses))?.bytes.toString().split("\n") ?? [];
  const isKept = (line: string): boolean => {
    const use = readJson(line);
    return typeof use !== "object" || use === null || !("token" in use) || !named.has(String(use.token));
  };
  await rewrite(
    files.uses,
    uses.filter((line) => line !== "" && isKept(line)),
  );
  return named.size;
}

/** Other words begin with shorter names. */
const minName = 5;

/** Whether a token is for one of these, or has their name in its own. */
function names(event: TokenEvent, texts: readonly string[]): boolean {
  if (event.event !== "added") return false;
  // Such as the leader whose people it shows.
  const stated = Object.values(event.roster ?? {}).flatMap((values) => values.map(foldWords));
  return texts.some(
    (text) =>
      event.agents.includes(text) ||
      stated.some((value) => value === foldWords(text)) ||
      foldWords(event.name) === foldWords(text) ||
      (text.length >= minName && hasWords(event.name, text)),
  );
}

async function rewrite(file: string, lines: readonly string[]): Promise<void> {
  const whole = `${file}.${randomUUID()}`;
  await writeFile(whole, lines.map((line) => `${line}\n`).join(""), { mode: ownersAlone, flag: "wx" });
  await replaceFile(whole, file);
}
