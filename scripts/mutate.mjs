// `node scripts/mutate.mjs [words]`: plants one fault of the product after another, as `mutations.txt` lists them, each in a copy
// of the repository, and reports whether the tests named with it fail. With words: only lines that have them all.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
/** Minutes; a test that hangs has failed. */
const maxMinutes = 5;

const mutations = readFileSync(join(root, "scripts", "mutations.txt"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => {
    const [file, text, replacement, tests] = line.split(" ⇒ ");
    if (!tests) throw new Error(`Not "file ⇒ text ⇒ replacement ⇒ tests": ${line}`);
    return { line, file, text, replacement, tests: tests.split(" ") };
  })
  .filter(({ line }) => process.argv.slice(2).every((word) => line.includes(word)));

const copy = mkdtempSync(join(tmpdir(), "afterword-mutate-"));
process.on("exit", () => rmSync(copy, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));
cpSync(root, copy, { recursive: true, filter: (path) => !/[/\\](?:node_modules|dist|coverage|\.git)$/.test(path) });
// What was built stands for itself: a fault is planted in what the tests load, not in the processes that some start.
for (const name of ["node_modules", "dist"]) symlinkSync(join(root, name), join(copy, name));

/** Product files, for a text whose file was moved. */
const sources = readdirSync(join(copy, "src"), { recursive: true })
  .map((path) => join("src", path))
  .filter((path) => /\.(?:ts|sql)$/.test(path) && !path.endsWith(".test.ts") && !path.includes("sandbox"));

/** The one file that holds the text once: the file named, or, where that has been moved or split, the only other. */
function findFile(file, text) {
  const isOnce = (path) => readFileSync(join(copy, path), "utf8").split(text).length === 2;
  if (existsSync(join(copy, file)) && isOnce(file)) return file;
  const [found, ...others] = sources.filter(isOnce);
  return others.length === 0 ? found : undefined;
}

/** Whether the tests pass. */
function pass(tests) {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const { status } = spawnSync(process.execPath, [vitest, "run", "--bail=1", "--reporter=dot", ...tests], {
    cwd: copy,
    timeout: maxMinutes * 60_000,
    killSignal: "SIGKILL",
    stdio: "ignore",
  });
  return status === 0;
}

const lost = mutations.flatMap(({ tests }) => tests).filter((test) => !existsSync(join(copy, test)));
if (lost.length > 0) throw new Error(`No such tests: ${[...new Set(lost)].join(", ")}`);
const unharmed = new Map();
const counts = { bites: 0, survives: 0 };
for (const { line, file, text, replacement, tests } of mutations) {
  const found = findFile(file, text);
  const key = tests.join(" ");
  if (!unharmed.has(key)) unharmed.set(key, pass(tests));
  let result = "survives";
  if (found === undefined) result = "survives (no file has the text once)";
  else if (!unharmed.get(key)) result = "survives (the tests fail without it too)";
  else {
    const path = join(copy, found);
    const before = readFileSync(path, "utf8");
    writeFileSync(
      path,
      before.replace(text, () => replacement),
    );
    if (!pass(tests)) result = found === file ? "bites" : `bites (in ${found})`;
    writeFileSync(path, before);
  }
  counts[result.startsWith("bites") ? "bites" : "survives"] += 1;
  console.log(`${result}: ${line}`);
}
console.log(`${counts.bites} bite, ${counts.survives} survive`);
process.exitCode = counts.survives === 0 && counts.bites > 0 ? 0 : 1;
