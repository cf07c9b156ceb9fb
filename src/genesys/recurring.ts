import type { Endpoint } from "./endpoint.ts";
import { readJson } from "./stranger.ts";

type Read = (text: string) => unknown;

/** Reads the answers of one client, each by what its endpoint says of them. */
export function createDocuments(): (endpoint: Pick<Endpoint<unknown>, "recurring">, text: string) => unknown {
  const readers = new Map<string, Read>();
  return ({ recurring }, came) => {
    const text = withSmallIds(came);
    if (recurring === undefined) return readJson(text);
    const read = readers.get(recurring) ?? createReader(recurring);
    readers.set(recurring, read);
    return read(text);
  };
}

/** A text that is an id, whole, with a capital in it. */
const capitalId = /"(?=[0-9a-f-]*[A-F])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"/g;

/** One id is one id in whatever case an endpoint writes it (RFC 9562): told apart here, one response would be two. */
const withSmallIds = (text: string): string => text.replace(capitalId, (id) => id.toLowerCase());

/** As many values of a field are remembered; a range has a handful of form versions. */
const most = 50;

/** Stands in the place of a value that was read before; no answer of Genesys holds it. */
const placeholder = "\u0001 as before";

/**
 * Reads documents that say the same in one field, word for word, thousands of times: two thirds of a survey are the form
 * that it answers. Such a value is parsed once, and the documents share it.
 */
function createReader(field: string): Read {
  const key = `"${field}":`;
  const known: { readonly text: string; readonly value: unknown }[] = [];

  function learn(text: string): void {
    const value = known.length < most ? objectAtStart(text) : null;
    if (value !== null) known.push({ text: value, value: readJson(value) });
  }

  return (text) => {
    const found = text.indexOf(key);
    if (found < 0) return readJson(text);
    const start = found + key.length;
    const same = known.find((one) => text.startsWith(one.text, start));
    if (!same) {
      learn(text.slice(start));
      return readJson(text);
    }
    const rest = `${text.slice(0, start)}${JSON.stringify(placeholder)}${text.slice(start + same.text.length)}`;
    const document = readJson(rest);
    // It may be the key of something deeper, or a damaged document.
    if (!isObject(document) || Reflect.get(document, field) !== placeholder) return readJson(text);
    Reflect.set(document, field, same.value);
    return document;
  };
}

const isObject = (document: unknown): document is object => typeof document === "object" && document !== null;

/**
 * The JSON object that a text begins with; null where it begins with something else, or does not end. By hand: a pattern for
 * JSON's texts looks through all that follows again and again where one does not end.
 */
function objectAtStart(text: string): string | null {
  if (!text.startsWith("{")) return null;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === '"') at = endOfText(text, at);
    else if (mark === "{") depth += 1;
    else if (mark === "}") depth -= 1;
    if (depth === 0) return text.slice(0, at + 1);
  }
  return null;
}

/** Where the text ends that begins with the quote at `start`; the length where it does not. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
