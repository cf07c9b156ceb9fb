/** Digits that stand together, and what is between them and the group before. */
export interface DigitGroup {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  readonly separator: string;
}

/** Groups of digits that may be one number, in a text that is folded. */
export interface NumberRun {
  readonly groups: readonly DigitGroup[];
  /** Signs and brackets before the first digit. */
  readonly lead: string;
  readonly start: number;
}

/** Between the groups of one number: a space or two, a dash, a dot, a slash, or a bracket. */
const run = /(?:\+ ?)?(?:\( ?)?(?:\+ ?)?\d+(?:(?: ?[-./] ?| {1,2}| ?\( ?| ?\) ?[-./]? ?)\d+)*/g;

/** Whatever people put between the four groups of a card, at the end of a line too. */
export const wideSeparator = /[ \n\r._/*|-]{1,5}/;
const wideRun = new RegExp(String.raw`\+?\d+(?:${wideSeparator.source}\d+)*`, "g");

/** Every run of digits with what may stand between them. */
export function* readRuns(characters: string, { wide = false } = {}): Generator<NumberRun> {
  for (const found of characters.matchAll(wide ? wideRun : run)) {
    const start = found.index;
    const groups: DigitGroup[] = [];
    let before = start;
    for (const { 0: digits, index } of found[0].matchAll(/\d+/g)) {
      const from = start + index;
      groups.push({ digits, start: from, end: from + digits.length, separator: characters.slice(before, from) });
      before = from + digits.length;
    }
    const [first] = groups;
    if (first) yield { groups, lead: first.separator, start };
  }
}

export const digitsOf = (groups: readonly DigitGroup[]): string => groups.map(({ digits }) => digits).join("");
