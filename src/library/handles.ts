import { homedir } from "node:os";
import { readHandle, systemClock, UsageError } from "../base/index.ts";
import type { Genesys } from "../genesys/index.ts";
import type { Roster } from "../metrics/index.ts";
import { openAs, requireToken, type Token } from "../roles/index.ts";
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

/** As whom a warehouse is read. */
export interface AsSomebody {
  /** A token of `afterword token add`: it is answered as if the warehouse held its part alone, and its use is noted. @default everything */
  readonly as?: string | undefined;
}

/** What is read, as whom, and how agents are shown in it. */
interface Taken extends OfOrganization, AsSomebody {
  readonly roster: Roster | undefined;
  readonly naming: string;
}

/**
 * The reader of one organization, or of what a token may see of it, and that token.
 * @throws {UsageError} where the token does not hold, or is none of this warehouse, and what `ofOrganization` throws
 */
export async function openTaken<Given extends Reader & { readonly place?: string }>(
  reader: Given,
  { organization, as, naming, roster }: Taken,
  name: "report" | "rows",
): Promise<{ readonly reader: Given; readonly token: Token | null }> {
  if (as === undefined) return { reader: await ofOrganization(reader, { organization }, name), token: null };
  if (reader.place === undefined)
    throw new UsageError(
      `${name}: tokens lie next to a warehouse, and this reader has no place.`,
      "Give what openReader or openWarehouse opened.",
    );
  const user = { env: process.env, home: homedir(), platform: process.platform };
  const token = await requireToken(user, reader.place, as.trim(), `${name}: as`);
  const open = await openAs(user, reader, {
    ...{ token, roster, organization, name: `${name}: organization`, naming, now: systemClock.now() },
    by: name === "report" ? "report" : "export",
  });
  return { reader: open, token };
}

/** Where the client's org shows an interaction; null where the client does not know. */
export const patternOf = (genesys: Genesys & { readonly interactionPattern?: string | null }): string | null =>
  genesys.interactionPattern ?? null;
