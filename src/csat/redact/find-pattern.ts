import { RE2JS } from "re2js";
import type { Found } from "./found.ts";

/**
 * Finds everything that somebody's own pattern matches, in either case, in time that grows with the text alone: 0.1 ms for 300
 * characters. What it matches where nothing stands is nothing to take out.
 * @throws {RE2JSException} for a pattern that is none
 */
export function findPattern(pattern: string): (characters: string) => readonly Found[] {
  const compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  return (characters) => {
    const matcher = compiled.matcher(characters);
    const found: Found[] = [];
    while (matcher.find())
      if (matcher.end() > matcher.start()) found.push({ start: matcher.start(), end: matcher.end() });
    return found;
  };
}
