import type { Division, FormVersion, Named, Option, Org, Queue, User } from "../model.ts";
import { type AccessRestrictions, accessRestrictionsOf } from "../restricted-access.ts";

/** The parts of an org that have no date, by id. */
export interface Lookup extends AccessRestrictions {
  form(id: string): FormVersion | undefined;
  /** An option of any form. */
  option(id: string): Option | undefined;
  user(id: string): User | undefined;
  queue(id: string): Queue | undefined;
  team(id: string): Named | undefined;
  division(id: string): Division | undefined;
}

export function createLookup(org: Org): Lookup {
  const forms = byId(org.forms);
  const options = byId(
    org.forms.flatMap(({ groups }) =>
      groups.flatMap((group) => group.questions.flatMap((question) => question.options)),
    ),
  );
  const [users, queues, teams, divisions] = [byId(org.users), byId(org.queues), byId(org.teams), byId(org.divisions)];
  return {
    ...accessRestrictionsOf(org),
    form: (id) => forms.get(id),
    option: (id) => options.get(id),
    user: (id) => users.get(id),
    queue: (id) => queues.get(id),
    team: (id) => teams.get(id),
    division: (id) => divisions.get(id),
  };
}

const byId = <Thing extends { readonly id: string }>(things: readonly Thing[]): ReadonlyMap<string, Thing> =>
  new Map(things.map((thing) => [thing.id, thing]));
