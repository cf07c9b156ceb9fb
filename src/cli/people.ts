import { type AgentNaming, createPeople, type People } from "../csat/index.ts";
import { readAddressKey } from "../sync/index.ts";
import { peopleOfRun } from "./people-of-run.ts";

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
