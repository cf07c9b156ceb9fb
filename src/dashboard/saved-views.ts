import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import {
  compareNames,
  hasWords,
  matches,
  openScratch,
  ownersAlone,
  readJson,
  readRegularFile,
  replaceFile,
  splitList,
  UsageError,
} from "../base/index.ts";
import { Refusal } from "./errors.ts";

/** An address of the page with a name. */
export interface SavedView {
  readonly name: string;
  readonly url: string;
}

/** Whose it is: that of a token's id; without one it is of all who see everything. */
interface StoredView extends SavedView {
  readonly token?: string | undefined;
}

/** The views of one owner. */
export interface OwnViews {
  /** By name. */
  read(): Promise<readonly SavedView[]>;
  /** In place of one that has the name. */
  save(view: SavedView): Promise<void>;
  /** @throws {Refusal} where there is none */
  remove(name: string): Promise<void>;
}

const maxNameLength = 100;
const maxUrlLength = 4_000;
const maxViews = 500;

const stored = z.array(z.object({ name: z.string(), url: z.string(), token: z.string().optional() }));

export type SavedViews = ReturnType<typeof createSavedViews>;

/** Views by owner and name, kept in a file. */
export function createSavedViews(file: string) {
  /** One change after the other: each begins with what the one before it wrote. */
  let changing: Promise<unknown> = Promise.resolve();

  async function read(): Promise<readonly StoredView[]> {
    const found = await readRegularFile(file);
    if (found === null) return [];
    const views = readJson(found.bytes.toString());
    if (matches(stored, views)) return views;
    throw new Refusal(
      503,
      `The saved views, ${file}, cannot be read.`,
      "Restore the file from a copy, or move it away.",
    );
  }

  function change(make: (views: readonly StoredView[]) => readonly StoredView[]): Promise<void> {
    const changed = changing.then(async () => {
      const text = `${JSON.stringify(make(await read()), null, 2)}\n`;
      // Of a warehouse on a server, it may be the first file of this user's.
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await using scratch = await openScratch(dirname(file));
      const whole = join(scratch.path, "views.json");
      await writeFile(whole, text, { mode: ownersAlone, flag: "wx" });
      await replaceFile(whole, file, ownersAlone);
    });
    changing = changed.catch(() => {});
    return changed;
  }

  return {
    /** Of whoever has the token of this id; null is of all who see everything. */
    of(owner: string | null): OwnViews {
      const token = owner ?? undefined;
      const isOwn = (view: StoredView, named: string): boolean => view.token === token && view.name === named;
      return {
        read: async () =>
          (await read()).flatMap((view) => (view.token === token ? [{ name: view.name, url: view.url }] : [])),
        save(view) {
          const checked = check(view);
          return change((views) => {
            const others = views.filter((one) => !isOwn(one, checked.name));
            if (others.filter((one) => one.token === token).length >= maxViews)
              throw new UsageError(`There are ${maxViews} saved views.`, "Delete one first.");
            return [...others, { ...checked, token }].sort((one, other) => compareNames(one.name, other.name));
          });
        },
        remove: (name) =>
          change((views) => {
            const others = views.filter((one) => !isOwn(one, name));
            if (others.length < views.length) return others;
            throw new Refusal(404, `There is no saved view ${JSON.stringify(name)}.`, "Load the list again.");
          }),
      };
    },
    /** Removes those that name one of these, in their name or their filters. @returns how many, or would be removed */
    async forget(texts: readonly string[], { dryRun }: { readonly dryRun: boolean }): Promise<number> {
      const named = (await read()).filter((view) => mentions(view, texts));
      if (named.length > 0 && !dryRun) await change((views) => views.filter((view) => !mentions(view, texts)));
      return named.length;
    },
  };
}

/** Shorter texts are looked for as a whole value of a filter alone: other words begin with them. */
const shortest = 5;

/** Whether a view names one of these. */
function mentions({ name, url }: SavedView, texts: readonly string[]): boolean {
  const address = new URL(url, "http://page.invalid");
  const values = [...address.searchParams.values()].flatMap((value) => [value, ...splitList(value)]).map(fold);
  const all = [name, decoded(address.pathname), ...values];
  return texts
    .map(fold)
    .some((text) => values.includes(text) || (text.length >= shortest && all.some((one) => hasWords(one, text))));
}

const fold = (text: string): string => text.normalize("NFC").toLowerCase().trim();

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A link that somebody else will open must lead to a page of ours. */
function check({ name, url }: SavedView): SavedView {
  const trimmed = name.trim();
  if (trimmed === "" || trimmed.length > maxNameLength)
    throw new UsageError("That is no name for a view.", `Give one of 1 to ${maxNameLength} characters.`);
  const home = "http://page.invalid";
  const read = url.length <= maxUrlLength && url.startsWith("/") && URL.canParse(url, home) ? new URL(url, home) : null;
  if (read?.origin !== home || /^\/(api|assets)\//.test(read.pathname))
    throw new UsageError("That is no address of a view.", "Give its path and query, such as /queues?since=28d.");
  return { name: trimmed, url: `${read.pathname}${read.search}` };
}
