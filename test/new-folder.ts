import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of one test's own; it goes with the suite's (`folder.setup.ts`). Its path may have something odd in it. */
export const newFolder = (odd = ""): string => mkdtempSync(join(tmpdir(), `afterword-${odd}`));
