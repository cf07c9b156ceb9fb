import type { Org } from "../model.ts";
import { defaultCode } from "../org/queues.ts";
import { accessRestrictionsOf } from "../restricted-access.ts";

/** Names as Genesys still returns them: deleted users keep theirs, deleted queues, hidden ones and deleted codes have none. */
export interface Names {
  readonly user: (id: string | null) => string | null;
  readonly queue: (id: string | null) => string | null;
  readonly team: (id: string | null) => string | null;
  readonly division: (id: string) => string | null;
  readonly wrapUpCode: (id: string) => string | null;
}

export function namesOf(org: Org): Names {
  const { hides } = accessRestrictionsOf(org);
  const users = byId(org.users);
  const queues = byId(
    org.queues.filter(({ deleted, divisionId }) => !deleted && !hides({ divisionIds: [divisionId] })),
  );
  const [teams, divisions, codes] = [byId(org.teams), byId(org.divisions), byId(org.wrapUpCodes)];
  return {
    user: (id) => users(id),
    queue: (id) => queues(id),
    team: (id) => teams(id),
    division: divisions,
    // The system's own codes are in no list; a code that looks like a word is its own name.
    wrapUpCode: (id) => codes(id) ?? (id === defaultCode.id ? defaultCode.name : id.startsWith("ININ-") ? id : null),
  };
}

function byId(list: readonly { readonly id: string; readonly name: string }[]) {
  const names = new Map(list.map(({ id, name }) => [id, name]));
  return (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
}
