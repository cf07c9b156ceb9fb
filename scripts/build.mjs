// Compiles src/ to dist/. Incremental: tsc compares content, so a second run takes about a second.
import { compile } from "./prepare.mjs";

process.exitCode = compile();
