import { readFileSync } from "node:fs";

/** Afterword's own version, from the package it runs out of (`src/base` and `dist/base` lie equally deep). */
export function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "0";
}
