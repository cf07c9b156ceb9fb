import { Writable } from "node:stream";
import type { Log } from "./log.ts";

/** Standard error for whoever writes to it directly: each line becomes an entry of the log, so that nothing else stands there. */
export function toEntries(log: Log): Writable {
  let begun = "";
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      const lines = `${begun}${chunk.toString()}`.split("\n");
      begun = lines.pop() ?? "";
      for (const line of lines) if (line.trim() !== "") log.info("message", line);
      done();
    },
  });
}
