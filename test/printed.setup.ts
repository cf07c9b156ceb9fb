import { format } from "node:util";
import { keepPrinted } from "./printed.ts";

// Whatever a test prints on its own: console, streams, and what fails with a message.
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = (chunk: string | Uint8Array, ...rest: never[]): boolean => {
    keepPrinted(String(chunk));
    return write(chunk, ...rest);
  };
}
for (const name of ["log", "info", "warn", "error"] as const) {
  const print = console[name].bind(console);
  console[name] = (...parts: unknown[]): void => {
    keepPrinted(format(...parts));
    print(...parts);
  };
}
