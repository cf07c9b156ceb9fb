import { extname } from "node:path";
import { UsageError } from "../base/index.ts";

/** Formats by the endings that name them. */
type Endings<Format extends string> = Readonly<Record<`.${string}`, Format>>;

/**
 * The format that the ending of `--out` names.
 * @throws {UsageError} where the ending names none
 */
export function formatByEnding<Format extends string>(out: string, endings: Endings<Format>): Format {
  const ending = extname(out).toLowerCase();
  const named = Object.entries(endings).find(([one]) => one === ending);
  if (named) return named[1];
  throw new UsageError(
    `The ending of ${out} does not say in what format it is to be.`,
    `Add --format (${[...new Set(Object.values(endings))].join(", ")}), or one of the endings ${Object.keys(endings).join(", ")}.`,
  );
}
