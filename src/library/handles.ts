import { readHandle } from "../base/index.ts";
import type { Genesys } from "../genesys/index.ts";
import { type Reader, readerOfOrganization, type Warehouse } from "../warehouse/index.ts";

const clientHint = "Give what createGenesys or openGenesys made.";

/** The client that a function asks. @throws {UsageError} for anything else */
export const checkedGenesys = (value: Genesys, name: string): Genesys =>
  readHandle<Genesys>(["ask", "spent"], clientHint)(value, `${name}: genesys`);

/** Handles that a function reads. @throws {UsageError} for anything else */
export const checkedReader = <Given extends Reader>(value: Given, name: string): Given =>
  readHandle<Given>(["query", "stream"], "Give what openReader or openWarehouse opened.")(value, `${name}: reader`);

/** Handles that a function writes. @throws {UsageError} for anything else */
export const checkedWarehouse = (value: Warehouse, name: string): Warehouse =>
  readHandle<Warehouse>(
    ["query", "stream", "transaction", "writer"],
    "Give what openWarehouse opened: a reader cannot be written to.",
  )(value, `${name}: warehouse`);

/** Whose responses are read. */
export interface OfOrganization {
  /** Name or id of an organization; required where the warehouse holds several. */
  readonly organization?: string | undefined;
}

/**
 * The reader of one organization.
 * @throws {UsageError} where there are several to choose from, and where none is called so
 */
export const ofOrganization = <Given extends Reader>(
  reader: Given,
  { organization }: OfOrganization,
  name: string,
): Promise<Given> => readerOfOrganization(reader, organization, `${name}: organization`);

/** Where the client's org shows an interaction; null where the client does not know. */
export const patternOf = (genesys: Genesys & { readonly interactionPattern?: string | null }): string | null =>
  genesys.interactionPattern ?? null;
