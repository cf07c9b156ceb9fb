import { foldName, nearest, UsageError } from "../base/index.ts";
import { readAlone, scopeToOrganization } from "./organization-scope.ts";
import type { Reader } from "./warehouse.ts";

/** An organization whose responses a warehouse holds. */
export interface StoredOrganization {
  readonly id: string;
  readonly name: string | null;
}

/** The organizations of a warehouse, by name. */
export async function readOrganizations(reader: Pick<Reader, "query">): Promise<readonly StoredOrganization[]> {
  const rows = await reader.query("SELECT organization_id, name FROM organization ORDER BY name, organization_id");
  return rows.map(({ organization_id: id, name }) => ({
    id: String(id),
    name: typeof name === "string" ? name : null,
  }));
}

/**
 * The warehouse as a reader of one organization: the one that is `wanted` by name or id, else the only one.
 * @param name what it was given as, for messages: `--org`
 * @throws {UsageError} where there are several to choose from, and where none is called so
 */
export async function readerOfOrganization<Given extends Reader>(
  reader: Given,
  wanted: string | undefined,
  name: string,
): Promise<Given> {
  const organizations = await readOrganizations(reader);
  const chosen = chooseOrganization(organizations, wanted, name);
  if (chosen === null) return reader;
  return organizations.length === 1 ? readAlone(reader, chosen.id) : scopeToOrganization(reader, chosen.id);
}

/**
 * The organization that is `wanted` by name or id, else the only one; null where there is none at all.
 * @param name what it was given as, for messages: `--org`
 * @throws {UsageError} where there are several to choose from, and where none is called so
 */
export function chooseOrganization(
  organizations: readonly StoredOrganization[],
  wanted: string | undefined,
  name: string,
): StoredOrganization | null {
  const [first, ...more] = wanted === undefined ? organizations : called(organizations, wanted);
  if (first !== undefined && more.length === 0) return first;
  if (first !== undefined) {
    throw new UsageError(
      wanted === undefined
        ? `The warehouse holds ${organizations.length} organizations: ${list(organizations)}.`
        : `${name} ${JSON.stringify(wanted)} is the name of ${1 + more.length} organizations: ${list([first, ...more])}.`,
      wanted === undefined
        ? `Choose one with ${name}, by name or id: each is reported for itself.`
        : `Give ${name} the id of one.`,
    );
  }
  if (wanted === undefined) return null;
  const meant = nearest(
    wanted,
    organizations.flatMap((one) => [...(one.name === null ? [] : [one.name]), one.id]),
  );
  throw new UsageError(
    `${name} ${JSON.stringify(wanted)}: the warehouse holds no organization of that name or id.`,
    `${meant === null ? "" : `Did you mean ${JSON.stringify(meant)}? `}${
      organizations.length === 0 ? "It holds none yet: leave it out." : `It holds ${list(organizations)}.`
    }`,
  );
}

/** By id, or else by name in any case: a test org is often called like the real one. */
function called(organizations: readonly StoredOrganization[], wanted: string): readonly StoredOrganization[] {
  const same = organizations.filter(({ id }) => foldName(id) === foldName(wanted.trim()));
  if (same.length > 0) return same;
  return organizations.filter(({ name }) => name !== null && foldName(name) === foldName(wanted.trim()));
}

const list = (organizations: readonly StoredOrganization[]): string =>
  new Intl.ListFormat("en").format(organizations.map(({ id, name }) => (name === null ? id : `${name} (${id})`)));
