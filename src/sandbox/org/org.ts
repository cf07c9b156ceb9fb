import type { Interaction, Org } from "../model.ts";
import { countOf, startOf } from "./calendar.ts";
import { createCatalogue } from "./forms/catalogue.ts";
import { createIds } from "./ids.ts";
import { makeInteraction } from "./interaction/interaction.ts";
import { createPeople } from "./people.ts";
import { createPlaces } from "./places.ts";
import { createRandom } from "./random.ts";
import { createRecent } from "./recent.ts";
import type { SwitchName } from "./switches.ts";
import type { World } from "./world.ts";

export interface OrgOptions {
  /** The same seed and days give the same org, to the last millisecond. */
  readonly seed: number;
  /** First and last UTC day, in days since 1970, on which interactions start. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** Interactions a day on average; weekends are quieter. */
  readonly perDay: number;
  /** What the default org leaves out. @default none */
  readonly switches?: Iterable<SwitchName>;
}

/** Days kept at hand, counted in interactions: at about 10 kB each, some 60 MB at most however busy the org is. */
const kept = 6_000;

/** An org whose people and forms are at hand and whose interactions are made when somebody asks. */
export function createOrg({ seed, firstDay, lastDay, perDay, switches = [] }: OrgOptions): Org {
  const ids = createIds(seed);
  const on: ReadonlySet<SwitchName> = new Set(switches);
  const places = createPlaces(ids, lastDay);
  const people = createPeople(ids, lastDay, on.has("hostile-text"));
  const forms = createCatalogue(ids, { first: firstDay, last: lastDay });
  const world: World = { seed, ids, places, people, forms, switches: on, lastDay };
  const days = createRecent<number, readonly Interaction[]>(kept, (list) => list.length + 1);

  const count = (day: number) => (day < firstDay || day > lastDay ? 0 : countOf(seed, day, perDay));
  const make = (day: number, index: number): Interaction => {
    const place = createRandom(seed, "start", day, index).next();
    return makeInteraction(world, { day, index, start: startOf(day, index, count(day), place) });
  };
  const day = (day: number): readonly Interaction[] =>
    days.get(day) ??
    days.keep(
      day,
      Array.from({ length: count(day) }, (_, index) => make(day, index)),
    );

  /** An interaction alone, without its day, unless the day is at hand anyway. */
  const find = (id: string, kind: string): Interaction | undefined => {
    const place = ids.find(id);
    if (place?.kind !== kind || place.index >= count(place.day)) return undefined;
    return days.get(place.day)?.[place.index] ?? make(place.day, place.index);
  };
  return {
    id: ids.fixed("organization"),
    name: "Sandbox",
    seed,
    switches: on,
    users: people.users,
    queues: places.desks.map(({ queue }) => queue),
    divisions: places.divisions,
    teams: people.teams,
    wrapUpCodes: places.wrapUpCodes,
    forms: forms.versions,
    firstDay,
    lastDay,
    day,
    interaction: (id) => find(id, "interaction"),
    survey: (id) => {
      const interaction = find(id, "survey");
      const survey = interaction?.surveys.find((one) => one.id === id);
      return interaction && survey && { survey, interaction };
    },
    evaluation: (id) => {
      const interaction = find(id, "evaluation");
      const evaluation = interaction?.evaluations.find((one) => one.id === id);
      return interaction && evaluation && { evaluation, interaction };
    },
  };
}
