/** Names by id, as far as Genesys returned them. */
export interface Names {
  readonly user: (id: string) => string | null;
  readonly queue: (id: string) => string | null;
  readonly wrapUpCode: (id: string) => string | null;
  readonly division: (id: string) => string | null;
  readonly team: (id: string) => string | null;
}

/** The name of what may have no id, or that brought its own name along. */
export function nameOf(
  find: (id: string) => string | null,
  thing: { readonly id: string | null; readonly name?: string | null | undefined },
): string | null {
  return (thing.id === null ? null : find(thing.id)) ?? (thing.name || null);
}
