import type { Catalogue } from "./forms/catalogue.ts";
import type { Ids } from "./ids.ts";
import type { People } from "./people.ts";
import type { Places } from "./places.ts";
import type { SwitchName } from "./switches.ts";

/** What every interaction of an org is made from. */
export interface World {
  readonly seed: number;
  readonly ids: Ids;
  readonly places: Places;
  readonly people: People;
  readonly forms: Catalogue;
  readonly switches: ReadonlySet<SwitchName>;
  readonly lastDay: number;
}

/** Where an interaction stands in its org: ids and streams of chance are named by it. */
export interface Spot {
  readonly day: number;
  readonly index: number;
  readonly start: number;
}
