import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "./new-folder.ts";

/** Before the first test: names the file that keeps everything printed. */
export function setup(): void {
  const file = join(newFolder(), "printed");
  writeFileSync(file, "");
  process.env["AFTERWORD_PRINTED"] = file;
}

/** After the last test: no secret and no token of any sandbox may stand in what the whole suite printed or wrote. */
export function teardown(): void {
  const file = process.env["AFTERWORD_PRINTED"] ?? "";
  const secrets = existsSync(`${file}.secrets`) ? readFileSync(`${file}.secrets`, "utf8").split("\n") : [];
  const printed = readFileSync(file, "utf8");
  const found = secrets.filter((secret) => secret !== "" && printed.includes(secret));
  if (found.length > 0) {
    // Vitest reports what a teardown throws, and ends with 0 all the same.
    process.exitCode = 1;
    throw new Error(`${found.length} secrets or tokens were printed, for instance "${found[0]?.slice(0, 4)}…".`);
  }
}
