// `npm run docs`: writes what the program prints into the pages that show it. A test compares the two.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { compile, root } from "./prepare.mjs";

if (compile() !== 0) process.exit(1);
const { processContext } = await import("../dist/cli/context.js");
const { main } = await import("../dist/cli/program.js");
const { createMovableClock } = await import("../dist/sandbox/index.js");

const context = processContext();

/** As in test/docs/readme.test.ts: a terminal 100 columns wide without colours, at one moment, so that nothing differs by the day. */
async function print(args) {
  const [stdout, stderr] = [0, 1].map(() => Object.assign(new PassThrough(), { isTTY: true, columns: 100 }));
  stderr.resume();
  let text = "";
  stdout.on("data", (chunk) => {
    text += chunk;
  });
  const clock = createMovableClock(Date.parse("2026-03-31T10:00:00Z"));
  await main(args, { ...context, stdout, stderr, clock, env: { NO_COLOR: "1", TZ: "UTC" } });
  return text;
}

for (const file of ["README.md", "docs/cli.md"]) {
  const path = join(root, file);
  let page = readFileSync(path, "utf8");
  for (const [block, kind, words] of page.matchAll(/<!-- (help|output): ?(.*?) ?-->\n```\n[\s\S]*?```/g)) {
    const args = words.split(" ").filter((word) => word !== "");
    const printed = await print(kind === "help" ? [...args, "--help"] : args);
    page = page.replace(block, () => `${block.split("\n")[0]}\n\`\`\`\n${printed}\`\`\``);
  }
  writeFileSync(path, page);
}
