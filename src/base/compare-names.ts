const collator = new Intl.Collator("en", { numeric: true });

/** The order of names for readers, on every machine the same: "Site 2" before "Site 10", "éclair" before "Fax". */
export const compareNames = (one: string, other: string): number => collator.compare(one, other);
