import { appendFileSync, readFileSync } from "node:fs";

/*
 * Everything that tests see printed or written is kept in one file for the whole run, which `secrets.setup.ts` searches at
 * the end. `AFTERWORD_PRINTED` names it.
 */
const file = process.env["AFTERWORD_PRINTED"];

/** Keeps what was printed. */
export function keepPrinted(text: string): void {
  if (file) appendFileSync(file, `${text}\n`);
}

/** Keeps what must be in nothing that was printed; it is looked for at the end of the run. */
export function keepSecret(secret: string): void {
  if (file && !readFileSync(`${file}.secrets`, { encoding: "utf8", flag: "a+" }).includes(secret)) {
    appendFileSync(`${file}.secrets`, `${secret}\n`);
  }
}
