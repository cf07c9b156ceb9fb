// What `npm start` and `npm test` share: install once per package-lock.json, compile what changed. Node only, no shell,
// so that it runs alike on Linux, macOS and Windows.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const stamp = join(root, "node_modules", ".cache", "afterword", "installed");

/** Runs a program with this project as its folder; what it prints goes to stderr, so that stdout stays data. */
const run = (command, args) => spawnSync(command, args, { cwd: root, stdio: ["inherit", 2, 2], env: process.env });

/** npm through the node that runs us: `npm` is a script on Unix and a .cmd on Windows. */
const npm = (...args) =>
  process.env.npm_execpath
    ? run(process.execPath, [process.env.npm_execpath, ...args])
    : spawnSync("npm", args, { cwd: root, stdio: ["inherit", 2, 2], shell: process.platform === "win32" });

/** Installs the locked dependencies unless exactly these are installed already. */
export function install() {
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return 0;
  const { status } = npm("ci", "--no-audit", "--no-fund", "--loglevel=error");
  if (status !== 0) return status ?? 1;
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  return 0;
}

/** Compiles src/ to dist/ with the compiler of the lock file, unless exactly this is compiled already: looking takes it 2 s. */
export function compile() {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const main = join(root, "dist", "cli", "main.js");
  const compiled = join(root, "dist", ".compiled");
  const wanted = markOf(["src"], ["tsconfig.json", "tsconfig.build.json", "package-lock.json"]);
  if (existsSync(main) && existsSync(compiled) && readFileSync(compiled, "utf8") === wanted) return 0;
  const { status } = run(process.execPath, [tsc, "-p", "tsconfig.build.json"]);
  copySql(join(root, "src"), join(root, "dist"));
  if (status !== 0) return status ?? 1;
  chmodSync(main, 0o755);
  writeFileSync(compiled, wanted);
  return 0;
}

/** What changes when anything is to be built again: names, times and sizes of all that goes into it. */
function markOf(folders, files) {
  const within = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, file)),
  );
  const mark = createHash("sha256");
  for (const file of [...within.sort(), ...files]) {
    const { mtimeMs, size } = statSync(join(root, file));
    mark.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return mark.digest("hex");
}

/** The SQL files next to their readers, which the compiler leaves behind; those that are gone go from `to` as well. */
function copySql(from, to) {
  const sqlIn = (folder) => readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".sql"));
  for (const file of sqlIn(to)) rmSync(join(to, file));
  for (const file of sqlIn(from)) cpSync(join(from, file), join(to, file));
}

/** Builds web/ to dist/web/: the page for a browser, and its views for Node. Unless exactly this is built already. */
export function buildPage() {
  const built = join(root, "dist", "web", ".built");
  const wanted = markOf(["web", "src/report/print", "src/base"], ["package-lock.json"]);
  if (existsSync(built) && readFileSync(built, "utf8") === wanted) return 0;
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const build = (...args) => run(process.execPath, [vite, "build", "--config", join("web", "vite.config.ts"), ...args]);
  const status = build().status || build("--ssr").status;
  if (status !== 0) return status ?? 1;
  writeFileSync(built, wanted);
  return 0;
}

export function prepare() {
  return install() || compile() || buildPage();
}
