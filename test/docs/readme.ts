import { readFileSync } from "node:fs";

export const readme = readFileSync("README.md", "utf8");
export const commandLine = readFileSync("docs/cli.md", "utf8");

/** The code block behind a marker such as `<!-- help: extract -->`. */
export function blockAfter(page: string, marker: string): string {
  const [, block] = new RegExp(`<!-- ${marker} ?-->\\n\`\`\`\\w*\\n([\\s\\S]*?)\`\`\``).exec(page) ?? [];
  if (block === undefined) throw new Error(`There is no block behind <!-- ${marker} -->.`);
  return block;
}

/** What stands behind the markers of one kind: "extract" of `<!-- help: extract -->`. */
export const markers = (page: string, kind: string): string[] =>
  [...page.matchAll(new RegExp(`<!-- ${kind}: ?(.*?) ?-->`, "g"))].map(([, words = ""]) => words);

/** Every line of the shell blocks, comments left out. */
export const commands = (page: string): string[] =>
  [...page.matchAll(/```sh\n([\s\S]*?)```/g)]
    .flatMap(([, block = ""]) => block.split("\n"))
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .filter((line) => line !== "");
