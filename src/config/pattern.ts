import { RE2JS, RE2JSException } from "re2js";

/** Characters of a pattern: nobody reviews a longer one. */
const maxPattern = 500;

/**
 * What is wrong with a pattern for texts of strangers, as the end of a sentence; null where nothing is. It is one of RE2, which
 * takes time that grows with the text alone: JavaScript's own matcher tries every way in turn, and `(\d+)+x` would stop a sync for
 * years.
 */
export function patternProblem(pattern: string): string | null {
  if (pattern.length > maxPattern) return `must have at most ${maxPattern} characters`;
  try {
    return RE2JS.compile(pattern).matcher("").find() ? "matches the empty text" : null;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return `is no regular expression of RE2: ${error.message.replace("error parsing regexp: ", "")}`;
  }
}
