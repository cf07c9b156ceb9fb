import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { readPlace, UsageError } from "../../base/index.ts";
import { profilePaths, settingsFile } from "../../config/index.ts";
import { isServer } from "../../warehouse/index.ts";
import type { Context } from "../context.ts";

/** The flags that name Afterword's own files. */
export interface OwnFileFlags {
  readonly warehouse?: string | undefined;
  readonly config?: string | undefined;
}

interface OwnFile {
  readonly path: string;
  readonly what: string;
}

/** Files that belong to a warehouse, by the ending added to its name. */
const companions = [
  [".key", "the key of the warehouse"],
  [".wal", "the journal of the warehouse"],
  [".lock", "the lock of the warehouse"],
  [".views.json", "the saved views of the dashboard"],
  [".tokens.ndjson", "the tokens of the warehouse"],
  [".token-uses.ndjson", "the uses of the tokens of the warehouse"],
] as const;

/**
 * The absolute path of a file that a command is to write, if it replaces none of Afterword's own: no warehouse or file that
 * belongs to one, no settings, no profiles. Files are compared by what they lead to, so that no link and no other spelling of a
 * name gets past.
 * @throws {UsageError} where it would
 */
export async function refuseOwnFile(
  context: Pick<Context, "cwd" | "env" | "home" | "platform">,
  flags: OwnFileFlags,
  { flag, file }: { readonly flag: string; readonly file: string },
): Promise<string> {
  const path = resolve(context.cwd, file);
  const target = await readPlace(path);
  for (const own of [...ownFiles(context, flags), ...(await warehouseOf(target))]) {
    if (!(await isSame(target, await readPlace(own.path)))) continue;
    throw new UsageError(`${flag} ${file} would replace ${own.what} (${own.path}).`, "Name another file.");
  }
  return path;
}

function ownFiles({ cwd, env, home, platform }: Parameters<typeof refuseOwnFile>[0], flags: OwnFileFlags): OwnFile[] {
  const warehouses = [flags.warehouse, env["AFTERWORD_WAREHOUSE"], "afterword.duckdb", "afterword-sandbox.duckdb"];
  const settings = [flags.config, settingsFile];
  const [own, gc] = profilePaths({ env, home, platform });
  return [
    ...named(cwd, warehouses).flatMap((path) => [
      { path, what: "the warehouse" },
      ...companions.map(([ending, what]) => ({ path: path + ending, what })),
    ]),
    ...named(cwd, settings).map((path) => ({ path, what: "the settings of Afterword" })),
    { path: own, what: "the profiles of Afterword" },
    { path: gc, what: "the profiles of gc" },
  ];
}

const named = (cwd: string, files: readonly (string | undefined)[]): string[] =>
  files.flatMap((file) => (file?.trim() && !isServer(file) ? [resolve(cwd, file)] : []));

/** A warehouse that no flag names is recognised by its key; a companion file, by the warehouse that it is named after. */
async function warehouseOf(target: string): Promise<OwnFile[]> {
  if (await identify(`${target}.key`)) return [{ path: target, what: "a warehouse" }];
  const companion = companions.find(([ending]) => target.endsWith(ending));
  if (companion === undefined || !(await identify(target.slice(0, -companion[0].length)))) return [];
  return [{ path: target, what: companion[1] }];
}

/** Whether two absolute paths lead to one file. */
export const isSameFile = async (one: string, other: string): Promise<boolean> =>
  isSame(await readPlace(one), await readPlace(other));

/** Whether two paths are one file. Files that do not exist yet are compared by name; some file systems ignore its case. */
async function isSame(one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  const [first, second] = await Promise.all([identify(one), identify(other)]);
  if (first === null && second === null) return one.toLowerCase() === other.toLowerCase();
  return first !== null && first === second;
}

/** Device and inode, which hard links share; null where there is nothing. */
const identify = (path: string): Promise<string | null> =>
  stat(path, { bigint: true }).then(
    ({ dev, ino }) => `${dev} ${ino}`,
    () => null,
  );
