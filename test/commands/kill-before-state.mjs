// Loaded before the command line: kills it when it begins to write the state of an export.
import files from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

const { writeFile } = files;
files.writeFile = (file, ...more) => {
  if (String(file).startsWith(process.env.KILL_BEFORE ?? "\0")) process.kill(process.pid, "SIGKILL");
  return writeFile(file, ...more);
};
syncBuiltinESMExports();
