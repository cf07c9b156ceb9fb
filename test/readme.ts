import { readFileSync } from "node:fs";

export const readme = readFileSync("README.md", "utf8");

/** The code block behind a marker such as `<!-- help: extract -->`. */
export function blockAfter(marker: string): string {
  const [, block] = new RegExp(`<!-- ${marker} -->\\n\`\`\`\\w*\\n([\\s\\S]*?)\`\`\``).exec(readme) ?? [];
  if (block === undefined) throw new Error(`The README has no block behind <!-- ${marker} -->.`);
  return block;
}

/** Every line of the shell blocks, comments left out. */
export const commands = (): string[] =>
  [...readme.matchAll(/```sh\n([\s\S]*?)```/g)]
    .flatMap(([, block = ""]) => block.split("\n"))
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .filter((line) => line !== "");
