import { UsageError } from "../../base/index.ts";
import { type AgentNaming, createPeople, type People } from "../../csat/index.ts";
import { ask, type Filter } from "../../metrics/index.ts";
import { readAddressKey } from "../../sync/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import { peopleOfRun } from "./agent-naming.ts";

/**
 * The filter with the ids of the agents whom it names as they are shown. Whoever is shown by pseudonym is chosen by it too: a
 * name that chose would tell whose pseudonym it is.
 * @throws {UsageError} where agents are not shown at all
 */
export async function findAgents(
  reader: Reader,
  filter: Filter,
  { naming, id, name }: People,
  signal: AbortSignal,
): Promise<Filter> {
  const { agents } = filter;
  if (agents === undefined || naming === "named") return filter;
  if (naming === "off") throw refuseAgents("--agent");
  const known = await ask(reader, "names", { signal });
  const ids = agents.map((word) => {
    const same = (shown: string | null): boolean => shown?.toLowerCase() === word.toLowerCase();
    const found = known.find((one) => one.kind === "agent" && (same(id(one.id)) || same(name(one.id, null))));
    // Whom nobody is called by is found nowhere.
    return found?.id ?? `no agent ${word}`;
  });
  return { ...filter, agents: ids };
}

export const refuseAgents = (flag: string): UsageError =>
  new UsageError(
    `${flag} is not possible where agents = "off": it would tell of people one by one.`,
    'Ask by queue or by team, or choose agents = "pseudonym" in afterword.toml.',
  );

/** People of a warehouse: the key beside it gives the same person the same pseudonym in every export. */
export async function peopleOfWarehouse(
  place: string,
  naming: AgentNaming,
  notify: (sentence: string) => void,
): Promise<People> {
  if (naming !== "pseudonym") return peopleOfRun(naming);
  const key = await readAddressKey(place);
  if (key !== null) return createPeople(naming, key);
  notify(
    `There is no ${place}.key that this user may read: these pseudonyms are of this run alone, and the next has others.`,
  );
  return peopleOfRun(naming);
}
