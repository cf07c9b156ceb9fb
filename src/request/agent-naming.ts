import { randomBytes } from "node:crypto";
import { UsageError } from "../base/index.ts";
import { type AgentNaming, createPeople, type People } from "../csat/index.ts";
import type { People as ShownPeople } from "../report/index.ts";

/** From showing everything to showing nothing of people. */
const naming = ["named", "pseudonym", "off"] as const satisfies readonly AgentNaming[];

/**
 * How people are shown: a flag may show less than the file allows, never more.
 * @throws {UsageError} where it would show more
 */
export function chooseNaming(flag: AgentNaming | undefined, decided: AgentNaming): AgentNaming {
  if (flag === undefined || naming.indexOf(flag) >= naming.indexOf(decided)) return flag ?? decided;
  throw new UsageError(
    `--agents ${flag} would show more of people than agents = "${decided}" allows.`,
    "That setting of afterword.toml holds for everything that Afterword prints; a flag may only hide more.",
  );
}

export const shownPeople = (people: People): ShownPeople => ({
  mode: people.naming,
  pseudonym: (id) => people.name(id, null) ?? "",
});

/** People of one run: nothing is kept by which a later run could recognise their pseudonyms. */
export const peopleOfRun = (naming: AgentNaming): People => createPeople(naming, randomBytes(32));
