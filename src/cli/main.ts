#!/usr/bin/env node
import { main } from "./program.ts";

// Whatever this process makes holds customers' words, what DuckDB makes beside the warehouse included.
process.umask(process.umask() | 0o077);
process.exitCode = await main(process.argv.slice(2));
