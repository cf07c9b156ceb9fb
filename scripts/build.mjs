// Compiles src/ to dist/, and builds the page of web/. Incremental: tsc compares content, so a second run takes about a second.
import { buildPage, compile } from "./prepare.mjs";

process.exitCode = compile() || buildPage();
