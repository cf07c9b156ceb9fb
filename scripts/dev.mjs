// `npm run dev -- extract --sandbox`: the command line as it stands in src, without a build and without a check of types.
import { register } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./prepare.mjs";

// Node strips types itself from 22.18 on.
if (!process.features.typescript) register("./strip-types.mjs", import.meta.url);
process.argv[1] = join(root, "src", "cli", "main.ts");
await import(pathToFileURL(process.argv[1]).href);
