/*
 * Text from customers, agents and servers is data. Everything that a terminal would obey — escape sequences, carriage
 * returns, marks that turn the direction of reading — is taken out before it is printed to one.
 */
const controls = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;
const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text that is safe to print on a terminal: on one line, or (`lines`) with its line ends kept. */
export function plain(text: string, shape: "line" | "lines" = "line"): string {
  const kept = text.replace(loneSurrogates, "\ufffd");
  if (shape === "lines")
    return kept
      .split("\n")
      .map((line) => plain(line))
      .join("\n");
  return kept.replace(/[\r\n\t\u2028\u2029]+/g, " ").replace(controls, "");
}

/** Text that every database and every URL takes: NUL and lone surrogates, which no database takes, become U+FFFD. */
export const storable = (text: string): string =>
  text.isWellFormed() && !text.includes("\0") ? text : text.toWellFormed().replaceAll("\0", "\u{fffd}");
