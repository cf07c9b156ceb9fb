import type { Language } from "./print/words/words.ts";
import type { Caveat, Context, MetricRow, Printer, Section, TextPrinter } from "./section.ts";

/**
 * How each key of a section may be printed where people are protected: a key that is new does not compile until it has a rule here,
 * and a key without one is not printed. Printing is what has to be declared, not withholding.
 */
export type Protection<Part> = {
  readonly [Key in keyof Part]-?: (
    value: Part[Key],
    context: Context,
    part: Part,
  ) => Part[Key] | undefined | Promise<Part[Key] | undefined>;
};

/** The rule of a key that reveals nothing about anybody. */
export const safe = <Value>(value: Value): Value => value;

type Worded<Print, Words> = Print & { readonly words: Words };

interface Definition<Part extends object, Words extends object> {
  readonly key: string;
  /** The words that no other section needs. */
  readonly words: { readonly [Name in Language]: Name extends "en" ? Words : NoInfer<Words> };
  readonly read: (context: Context) => Promise<Part>;
  readonly protect: Protection<Part>;
  /** Last of all: without what the filter does not ask for, and no more of it than is printed. */
  readonly finish?: (part: Part, context: Context) => Part;
  /** Its numbers of the whole, in the table at the top. */
  readonly rows?: (part: Part, printer: Worded<Printer, Words>) => readonly MetricRow[];
  /** Right below that table on a screen. */
  readonly line?: (part: Part, printer: Worded<TextPrinter, Words>) => string;
  readonly text?: (part: Part, printer: Worded<TextPrinter, Words>) => string;
  readonly markdown?: (part: Part, printer: Worded<Printer, Words>) => string;
  readonly caveats?: (part: Part, printer: Worded<Printer, Words>) => readonly Caveat[];
}

export function defineSection<Part extends object, Words extends object>(
  definition: Definition<Part, Words>,
): Section<Part> {
  const { key, words, finish = (part: Part) => part } = definition;
  // A document holds the parts of its sections side by side.
  const of = (document: object): Part => document as Part;
  const worded = <Print extends Printer>(printer: Print): Worded<Print, Words> => ({
    ...printer,
    words: words[printer.language],
  });
  const read = once(definition.read);
  const protect = once(async (context) =>
    context.people.mode === "named"
      ? context.part(section)
      : withhold(await context.part(section), definition.protect, context),
  );
  const section: Section<Part> = {
    key,
    words,
    read,
    protect,
    finish: async (context) => finish(await protect(context), context),
    of,
    rows: (document, printer) => definition.rows?.(of(document), worded(printer)) ?? [],
    line: (document, printer) => definition.line?.(of(document), worded(printer)) ?? "",
    text: (document, printer) => definition.text?.(of(document), worded(printer)) ?? "",
    markdown: (document, printer) => definition.markdown?.(of(document), worded(printer)) ?? "",
    caveats: (document, printer) => definition.caveats?.(of(document), worded(printer)) ?? [],
  };
  return section;
}

/** The keys that have a rule, as the rule returns them. */
async function withhold<Part extends object>(part: Part, rules: Protection<Part>, context: Context): Promise<Part> {
  const shown: Partial<Part> = {};
  for (const key of keysOf(rules)) {
    const value = await rules[key](part[key], context, part);
    if (value !== undefined) shown[key] = value;
  }
  // Every key has a rule; one that may be missing is missing.
  return shown as Part;
}

const keysOf = <Of extends object>(of: Of): readonly (keyof Of)[] => Object.keys(of) as (keyof Of)[];

function once<Value>(make: (context: Context) => Promise<Value>): (context: Context) => Promise<Value> {
  const made = new WeakMap<Context, Promise<Value>>();
  return (context) => {
    const value = made.get(context) ?? make(context);
    made.set(context, value);
    return value;
  };
}
