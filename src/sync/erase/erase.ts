import { randomUUID } from "node:crypto";
import { type Clock, isoTime, readVersion, systemClock, UsageError } from "../../base/index.ts";
import { toInteractionUrl } from "../../collect/index.ts";
import { type Reader, readOrganizations, type StoredOrganization, type Warehouse } from "../../warehouse/index.ts";
import { type Definition, definitionId } from "../definition.ts";
import { derive, rederive, storedDefinition } from "../derive/derive.ts";
import { hashWith, keyOfWarehouse } from "../documents/addresses.ts";
import { readErasures } from "../documents/erasures.ts";
import { createFlaws } from "../documents/flaws.ts";
import type { KeepRules } from "../documents/kept-document.ts";
import { defaultPrivacy, openKeepRules, type Privacy } from "../documents/privacy.ts";
import { trimDocuments } from "../documents/trim.ts";
import { createLeases } from "../leases.ts";
import { clearRows, eraseAgent } from "./agent.ts";
import { eraseCustomer } from "./customer.ts";
import type { ErasedParts, Erasing, Writing } from "./erasing.ts";
import { eraseInteractions } from "./interactions.ts";

/** What is to be erased: an interaction or a person by id, a customer by a number or address. */
export interface EraseRequest extends Partial<Privacy> {
  readonly kind: "interaction" | "customer" | "agent";
  readonly value: string;
  /** By which the rows of an agent's responses are derived again. */
  readonly definition: Definition;
  /** Id of the only organization to erase in. @default every one */
  readonly organization?: string | undefined;
}

export interface EraseOptions {
  /** @default the system's */
  readonly clock?: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** What was erased of one organization, or would be, and nothing of its content. */
export interface Erasure extends ErasedParts {
  /** Of the receipt in the warehouse; null where nothing was changed. */
  readonly id: string | null;
  readonly organization: StoredOrganization;
  readonly kind: EraseRequest["kind"];
  /** ISO 8601. */
  readonly erasedAt: string;
}

/**
 * Erases an interaction, a customer or an agent from every table, and marks them, so that nothing of them is stored again. What it
 * deleted is then to be taken out of the file: `purgeErased`. Stopped at any point, it can be called again.
 * @throws {UsageError} where the value is none of its kind, and where the warehouse holds no organization
 */
export async function erase(
  warehouse: Warehouse,
  request: EraseRequest,
  { clock = systemClock, signal }: EraseOptions = {},
): Promise<readonly Erasure[]> {
  const rules = await openKeepRules(warehouse, { ...defaultPrivacy, ...request }, clock.now());
  const { hashAddress } = rules;
  return await inEach(warehouse, request, async (organization) => {
    // Nothing is asked of Genesys, so that its time is not known: the lease goes by the clock of this machine.
    const leases = createLeases(warehouse, { organizationId: organization.id, owner: randomUUID(), clock, signal });
    const at = isoTime(clock.now());
    return await leases.alone("rows", async () => {
      // What an older version stored whole has addresses in the clear, by which nobody is found.
      await trimDocuments(leases.warehouse, organization.id, rules, signal);
      const erasures = await readErasures(warehouse, organization.id, hashAddress);
      const shared = { organization: organization.id, hashAddress, signal };
      const writing = { ...shared, warehouse: leases.warehouse, erasures, clock, at };
      const parts = await eraseThing({ ...shared, reader: warehouse, writing }, request);
      if (request.kind === "agent") await deriveAgain(writing, request, rules);
      const id = randomUUID();
      await leases.warehouse.transaction(
        (tx) =>
          tx.put("erasure", [
            {
              ...{ organization_id: organization.id, erasure_id: id, kind: request.kind, erased_at: at },
              ...{ version: readVersion(), counts: JSON.stringify(parts.counts) },
            },
          ]),
        signal,
      );
      return { id, organization, kind: request.kind, erasedAt: at, ...parts };
    });
  });
}

/**
 * What `erase` would erase; changes nothing.
 * @throws {UsageError} as `erase`, and for a customer where the key of addresses is not there
 */
export async function planErase(
  reader: Reader & { readonly place: string },
  request: EraseRequest,
  { clock = systemClock, signal }: EraseOptions = {},
): Promise<readonly Erasure[]> {
  const key = await keyOfWarehouse(reader);
  if (key === null && request.kind === "customer") {
    throw new UsageError(
      `${reader.place} has no key here, without which addresses cannot be recognized.`,
      "Ask the warehouse itself, with the rights of those who sync it.",
    );
  }
  const hashAddress = hashWith(key ?? new Uint8Array());
  return await inEach(reader, request, async (organization) => {
    const looking = { reader, organization: organization.id, hashAddress, signal, writing: null };
    const parts = await eraseThing(looking, request);
    return { id: null, organization, kind: request.kind, erasedAt: isoTime(clock.now()), ...parts };
  });
}

async function inEach(
  reader: Pick<Reader, "query"> & { readonly place: string },
  request: EraseRequest,
  work: (organization: StoredOrganization) => Promise<Erasure>,
): Promise<readonly Erasure[]> {
  const all = await readOrganizations(reader);
  const organizations = all.filter(({ id }) => request.organization === undefined || id === request.organization);
  if (organizations.length === 0)
    throw new UsageError(`${reader.place} holds no organization yet.`, 'Run "afterword sync" first.');
  const results: Erasure[] = [];
  for (const organization of organizations) results.push(await work(organization));
  return results;
}

function eraseThing(erasing: Erasing, { kind, value }: EraseRequest): Promise<ErasedParts> {
  if (kind === "customer") return eraseCustomer(erasing, value);
  return kind === "agent"
    ? eraseAgent(erasing, readId(kind, value))
    : eraseInteractions(erasing, [readId(kind, value)]);
}

/** An id as Genesys writes it: UUIDs in small letters. */
function readId(kind: string, text: string): string {
  const id = text.trim();
  if (id === "") throw new UsageError(`--${kind} is blank.`, "Give an id, as the column of an export has it.");
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id.toLowerCase() : id;
}

async function deriveAgain(
  { warehouse, organization, clock, signal }: Writing,
  { definition, kind, value }: EraseRequest,
  rules: KeepRules,
): Promise<void> {
  const [row] = await warehouse.query(
    "SELECT interaction_url FROM organization WHERE organization_id = $organization",
    {
      organization,
    },
  );
  const url = row?.["interaction_url"];
  const options = {
    ...{ organizationId: organization, definition, clock, signal },
    interactionUrl: toInteractionUrl(typeof url === "string" ? url : null),
    now: clock.now(),
    flaws: createFlaws(organization),
    rules,
  };
  const isSame = (await storedDefinition(warehouse, organization)) === definitionId(definition);
  await (isSame ? derive : rederive)(warehouse, options);
  await warehouse.transaction((tx) => clearRows(tx, organization, readId(kind, value)), signal);
}
