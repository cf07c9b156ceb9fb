/** What a value of a scale is said to mean. */
export interface NamedValue {
  readonly value: number;
  readonly text: string | null;
}

/** `1 = very satisfied`, `5: sehr unzufrieden`, `1 – poor`. */
const equals = /(?<![\d.,])(\d{1,2})\s*(?:=|:|–|—|-)\s*([^\d\s(),;=:/][^\d(),;=:/]*)/gu;
/** `from 1 (very satisfied) to 5 (very dissatisfied)`. */
const brackets = /(?<![\d.,])(\d{1,2})\s*[(（]([^\d()（）]+)[)）]/gu;

/** The ends of a scale as a question's text explains them, where its options are bare numbers. */
export const readAnchors = (question: string | null): NamedValue[] =>
  [equals, brackets].flatMap((pattern) =>
    // A hostile text may be endless; what explains a scale is not.
    [...(question ?? "").slice(0, 1_000).matchAll(pattern)].map(([, value, text = ""]) => ({
      value: Number(value),
      text,
    })),
  );
