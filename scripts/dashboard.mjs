// `npm run dashboard`: installs, compiles, and serves the dashboard of the org that is configured, else of the sandbox. Arguments
// after `--` go to `afterword serve`.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { configured } from "./configured.mjs";
import { prepare, root } from "./prepare.mjs";

const given = process.argv.slice(2);
const has = (flag) => given.some((one) => one === flag || one.startsWith(`${flag}=`));
const args = [...(configured || has("--sandbox") ? [] : ["--sandbox"]), ...given];

const prepared = prepare();
if (prepared !== 0) process.exit(prepared);

// Ctrl-C reaches both processes; this one waits for the other to end in order.
const child = spawn(process.execPath, [join(root, "dist", "cli", "main.js"), "serve", ...args], { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    if (signal !== "SIGINT") child.kill(signal);
  });
}
child.on("close", (code, signal) => {
  process.exitCode = signal ? 130 : (code ?? 1);
});
