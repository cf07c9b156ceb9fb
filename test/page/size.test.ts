import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const built = new URL("../../dist/web/page/", import.meta.url);
const read = (name: string): Promise<string> => readFile(new URL(name, built), "utf8");

/** A script and all that it imports before it runs. */
async function withImports(name: string, seen: Set<string>): Promise<void> {
  if (seen.has(name)) return;
  seen.add(name);
  const script = await read(`assets/${name}`);
  const imported = [...script.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].flatMap(([, file]) => file ?? []);
  for (const file of imported) await withImports(file, seen);
}

const sizeOf = async (names: Iterable<string>): Promise<number> => {
  const sizes = await Promise.all([...names].map(async (name) => gzipSync(await read(`assets/${name}`)).length));
  return sizes.reduce((sum, size) => sum + size, 0);
};

test("the initial script is at most 45 kB, compressed, and what the overview needs besides at most 25", async () => {
  const [, entry = ""] = /src="[^"]*assets\/([^"]+\.js)"/.exec(await read("index.html")) ?? [];
  const initial = new Set<string>();
  await withImports(entry, initial);
  const all = new Set(initial);
  // Its words are a file of that name too.
  for (const name of await readdir(new URL("assets/", built)))
    if (/^overview-.*\.js$/.test(name)) await withImports(name, all);
  expect(await sizeOf(initial)).toBeLessThanOrEqual(45_000);
  expect(await sizeOf([...all].filter((name) => !initial.has(name)))).toBeLessThanOrEqual(25_000);
  expect(all.size).toBeGreaterThan(initial.size);
});

test("the page has no script and no style of its own in its HTML, and reads nothing from elsewhere", async () => {
  const html = await read("index.html");
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|https?:/);
});
