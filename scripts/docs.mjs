// `npm run docs`: puts what each command's --help prints into the README, where a test compares the two.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile, root } from "./prepare.mjs";

if (compile() !== 0) process.exit(1);
const file = join(root, "README.md");
const help = (command) =>
  execFileSync(process.execPath, [join(root, "dist", "cli", "main.js"), command, "--help"], { encoding: "utf8" });

const filled = readFileSync(file, "utf8").replace(
  /(<!-- help: (\w+) -->\n```\n)[\s\S]*?```/g,
  (_, start, command) => `${start}${help(command)}\`\`\``,
);
writeFileSync(file, filled);
