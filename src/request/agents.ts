import { foldName, UsageError } from "../base/index.ts";
import { type AgentNaming, createPeople, type People } from "../csat/index.ts";
import { ask, type Filter } from "../metrics/index.ts";
import type { Reader } from "../warehouse/index.ts";
import { peopleOfRun } from "./agent-naming.ts";
import { asFlag, type Spelling } from "./words.ts";

/**
 * The filter with the ids of the agents that it names as they are shown. Agents shown by pseudonym are chosen by pseudonym: a
 * name would reveal whose pseudonym it is.
 * @throws {UsageError} where agents are not shown at all
 */
export async function findAgents(
  reader: Reader,
  filter: Filter,
  { naming, id, name }: People,
  signal?: AbortSignal,
  spelt: Spelling = asFlag,
): Promise<Filter> {
  const { agents } = filter;
  if (agents === undefined || naming === "named") return filter;
  if (naming === "off") throw refuseAgents(spelt("agent"));
  const known = await ask(reader, "names", { signal });
  const ids = agents.map((word) => {
    const same = (shown: string | null): boolean => shown !== null && foldName(shown) === foldName(word);
    const found = known.find((one) => one.kind === "agent" && (same(id(one.id)) || same(name(one.id, null))));
    // A word that names nobody matches nothing.
    return found?.id ?? `no agent ${word}`;
  });
  return { ...filter, agents: ids };
}

export const refuseAgents = (asked: string): UsageError =>
  new UsageError(
    `${asked} is not possible where agents = "off": it would report on single people.`,
    'Ask by queue or by team, or choose agents = "pseudonym" in afterword.toml.',
  );

/** How people of a warehouse are shown: its key gives the same person the same pseudonym in every export. */
export async function peopleOfWarehouse(
  reader: Pick<Reader, "query"> & { readonly place: string },
  naming: AgentNaming,
  notify: (sentence: string) => void,
): Promise<People> {
  if (naming !== "pseudonym") return peopleOfRun(naming);
  // Loaded only here: nothing else of this room needs the sync, which takes as long to load as all the rest.
  const { keyOfWarehouse } = await import("../sync/index.ts");
  const key = await keyOfWarehouse(reader);
  if (key !== null) return createPeople(naming, key);
  notify(`Cannot read the key of ${reader.place}: these pseudonyms hold for this run only; the next run makes others.`);
  return peopleOfRun(naming);
}
