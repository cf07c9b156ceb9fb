#!/usr/bin/env node
import { requireNode } from "./node-version.ts";

requireNode(process.versions.node);
// Whatever this process makes holds customers' words, what DuckDB makes beside the warehouse included.
process.umask(process.umask() | 0o077);
// Loaded only here: what an older Node cannot load would end in its own words before ours are said.
const { main } = await import("./program.ts");
process.exitCode = await main(process.argv.slice(2));
