import { chmodSync, rmSync } from "node:fs";
import { newFolder } from "./new-folder.ts";

const names = ["TMPDIR", "TMP", "TEMP"];
let folder = "";

/** Before the first test: temporary files are made in a folder of the suite's own. */
export function setup(): void {
  folder = newFolder("test-");
  // Some tests look at what another user may do.
  chmodSync(folder, 0o755);
  for (const name of names) process.env[name] = folder;
}

/** After the last test: nothing of it stays. */
export function teardown(): void {
  rmSync(folder, { recursive: true, force: true });
}
