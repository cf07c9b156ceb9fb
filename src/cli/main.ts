#!/usr/bin/env node
import { requireNode } from "./node-version.ts";

requireNode(process.versions.node);
// Every file of this process may hold customers' words, DuckDB's temporary files included.
process.umask(process.umask() | 0o077);
// Loaded only here: an older Node would fail to load it, and print its own words instead of ours.
const { main } = await import("./program.ts");
process.exitCode = await main(process.argv.slice(2));
