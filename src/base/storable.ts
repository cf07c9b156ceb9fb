/** NUL and lone surrogates, which no database takes. */
const unstorable = /[\0\p{Surrogate}]/gu;

/** Text that every database and every URL takes: NUL and lone surrogates become U+FFFD. */
export const storable = (text: string): string => text.replace(unstorable, "\u{fffd}");
