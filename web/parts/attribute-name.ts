import { filterWords } from "../words/filter.ts";
import { useWords } from "../words/words.ts";

/** An attribute of the roster in the language of the page, where it is one of those that most rosters have; else as it is spelt. */
export function useAttributeName(): (attribute: string) => string {
  const words = useWords(filterWords);
  return (attribute) => Object.entries(words.attributes).find(([known]) => known === attribute)?.[1] ?? attribute;
}
