import type { About } from "./about.ts";
import type { Address } from "./address.ts";
import { singleOf, withValues } from "./query.ts";
import type { Source } from "./source.ts";

type Organization = About["organizations"][number];

/** By name, and by id too where others are called the same: a test org often has the name of the real one. */
export function organizationName({ organizations }: Pick<About, "organizations">, { id, name }: Organization): string {
  if (name === null) return id;
  return organizations.some((other) => other.id !== id && other.name === name) ? `${name} (${id})` : name;
}

/** Whether there are several to choose from. */
export const hasSeveral = ({ organizations }: About): boolean => organizations.length > 1;

/** The one that the page shows; null where there is none, or the address asks for another. */
export function shownOrganization({ organizations }: About, { query }: Address): Organization | null {
  const asked = singleOf(query, "org")?.toLowerCase();
  if (asked === undefined) return organizations.length === 1 ? (organizations[0] ?? null) : null;
  const isAsked = (text: string | null): boolean => text?.toLowerCase() === asked;
  return organizations.find(({ id }) => isAsked(id)) ?? organizations.find(({ name }) => isAsked(name)) ?? null;
}

/** The address with the organization in it where there are several: the first one, unless it asks for another. */
export function withOrganization(about: About, address: Address): Address {
  const [first] = about.organizations;
  if (first === undefined || !hasSeveral(about) || singleOf(address.query, "org") !== null) return address;
  return { ...address, query: withValues(address.query, "org", [first.id]) };
}

/** A source that asks of one organization, whether or not who asks has said so. */
export function sourceOf<Given extends Source>(source: Given, org: string | null): Given {
  if (org === null) return source;
  return { ...source, at: (path) => source.at(ofOrganization(path, org)) };
}

function ofOrganization(path: string, org: string): string {
  const { pathname, searchParams } = new URL(path, "http://page.invalid");
  if (searchParams.has("org")) return path;
  return `${path}${path === pathname ? "?" : "&"}${new URLSearchParams({ org })}`;
}
