#!/usr/bin/env -S MALLOC_ARENA_MAX=1 node
// One arena of the C library for all threads, which it reads before anything else runs. With its own eight for each core a sync of
// 29,000 responses took 358 MB at most in place of 317, for the same processor time. Only glibc reads it.
// https://sourceware.org/glibc/manual/latest/html_node/Memory-Allocation-Tunables.html
import { randomUUID } from "node:crypto";
import { logProcessWarnings } from "./log/process-warnings.ts";
import { requireNode } from "./node-version.ts";

requireNode(process.versions.node);
// Every file of this process may hold customers' words, DuckDB's temporary files included.
process.umask(process.umask() | 0o077);
// Loaded only here: an older Node would fail to load it, and print its own words instead of ours.
const [args, runId] = [process.argv.slice(2), randomUUID()];
logProcessWarnings(args, runId);
const { main } = await import("./program.ts");
process.exitCode = await main(args, undefined, runId);
