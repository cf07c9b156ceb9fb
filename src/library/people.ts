import { readOneOf, UsageError, unfit } from "../base/index.ts";
import { type AgentNaming, createPeople as createChecked, type People } from "../csat/index.ts";
import { keyOfWarehouse } from "../sync/index.ts";
import type { Reader } from "../warehouse/index.ts";

const readNaming = readOneOf<AgentNaming>(["named", "pseudonym", "off"]);

/** How agents and evaluators are shown: a word, or what `createPeople` made. */
export type Naming = AgentNaming | People;

/** Bytes below which trying all keys would not be out of the question. */
const shortestKey = 16;

/**
 * Shows agents and evaluators by their naming. A pseudonym is made of the id and the key: the same person has the same
 * one wherever the key is the same, and nobody without the key can find out whose it is. The key matters to pseudonyms
 * alone.
 * @param key 32 random bytes; `readAddressKey` gives those of a warehouse
 * @throws {UsageError} for a word that there is not, and a key shorter than 16 bytes
 */
export function createPeople(naming: AgentNaming, key: Uint8Array = new Uint8Array()): People {
  const checked = readNaming(naming, "createPeople: naming");
  if (!(key instanceof Uint8Array) || (checked === "pseudonym" && key.length < shortestKey)) {
    throw new UsageError("createPeople: key is no key.", "Give 32 random bytes, as a Buffer or a Uint8Array.");
  }
  return createChecked(checked, key);
}

/** A naming, given on as it is: the key of a word is found once it is known whose. */
export function readNamingOption(value: unknown, name: string): Naming {
  if (typeof value === "string") return readNaming(value, name);
  if (isPeople(value)) return value;
  throw unfit(name, value, 'Give "named", "pseudonym" or "off", or what createPeople made.');
}

const isPeople = (value: unknown): value is People =>
  typeof value === "object" && value !== null && "naming" in value && "row" in value && "name" in value;

/**
 * People shown by `naming`; pseudonyms are those of the warehouse's other exports and reports.
 * @throws {UsageError} for pseudonyms where there is no key next to the warehouse
 */
export async function peopleOf(
  name: string,
  reader: Reader & { readonly place?: string },
  naming: Naming = "named",
): Promise<People> {
  if (typeof naming !== "string") return naming;
  if (naming !== "pseudonym") return createChecked(naming, new Uint8Array());
  const key = reader.place === undefined ? null : await keyOfWarehouse({ place: reader.place, query: reader.query });
  if (key !== null) return createChecked(naming, key);
  throw new UsageError(
    `${name}: pseudonyms are made with the key of the warehouse, and there is none of ${reader.place ?? "this one"} that this user may read.`,
    'Make them with a key of your own: createPeople("pseudonym", key).',
  );
}
