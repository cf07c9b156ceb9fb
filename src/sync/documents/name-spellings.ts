import { foldWords } from "../../base/index.ts";

/** What stands before or after a name and may be left out, without its dots. */
const titles: ReadonlySet<string> = new Set([
  ...[
    "dr",
    "prof",
    "professor",
    "doctor",
    "doktor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "herr",
    "frau",
    "mme",
    "mlle",
  ],
  ...["mag", "ing", "dipl", "dipling", "med", "drmed", "phil", "drphil", "jur", "rer", "nat", "habil", "hc"],
  ...["jr", "sr", "junior", "senior", "ii", "iii", "iv", "phd", "md", "mba", "msc", "bsc", "llm", "esq"],
]);

const brackets = /[([{<][^)\]}>]*[)\]}>]?/g;

/**
 * How a full name may be written, as its words: "Müller, Dr. Anna (Ext)" in the order of speech, too, and without what is not the
 * name itself. None of a single name, which is too many people's.
 */
export function spellingsOf(name: string): readonly string[] {
  const all = [name, name.replace(brackets, " ")].flatMap((one) => {
    const parts = one.split(",");
    return [parts, parts.map(withoutTitles)].flatMap(ordersOf);
  });
  return [...new Set(all.filter(isFullName).map(foldWords))];
}

/** Of a name with a comma, the last name comes first. What else may follow is not of everyone's spelling. */
function ordersOf(parts: readonly string[]): readonly string[] {
  const some = parts.map((part) => part.trim()).filter((part) => part !== "");
  const [last, first] = some;
  return first === undefined ? some : [some.join(" "), `${last} ${first}`, `${first} ${last}`];
}

function withoutTitles(part: string): string {
  const words = part.trim().split(/\s+/);
  const isTitle = (word: string | undefined): boolean => titles.has(foldWords(word ?? "").replaceAll(" ", ""));
  while (isTitle(words[0])) words.shift();
  while (isTitle(words.at(-1))) words.pop();
  return words.join(" ");
}

/** Whether it is more than one name: one with a hyphen or an apostrophe may be a first name, too. */
const isFullName = (name: string): boolean =>
  foldWords(name.replace(/(?<=[\p{L}\p{M}])['’-](?=\p{L})/gu, "")).includes(" ");
