import { format } from "node:util";
import { keepPrinted } from "./printed.ts";

/** Where files of tests share a process, what was set up for the first of them is there still. */
const kept = Symbol.for("afterword.printed");
const isFirst = (target: object): boolean => !(kept in target) && Reflect.defineProperty(target, kept, { value: true });

// Everything that a test prints on its own: console, streams, and what fails with a message.
for (const stream of [process.stdout, process.stderr].filter(isFirst)) {
  const write = stream.write.bind(stream);
  stream.write = (chunk: string | Uint8Array, ...rest: never[]): boolean => {
    keepPrinted(String(chunk));
    return write(chunk, ...rest);
  };
}
if (isFirst(console)) {
  for (const name of ["log", "info", "warn", "error"] as const) {
    const print = console[name].bind(console);
    console[name] = (...parts: unknown[]): void => {
      keepPrinted(format(...parts));
      print(...parts);
    };
  }
}
