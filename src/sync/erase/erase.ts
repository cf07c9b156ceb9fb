import { randomUUID } from "node:crypto";
import { type Clock, isoTime, systemClock, UsageError } from "../../base/index.ts";
import { type Reader, readOrganizations, type StoredOrganization, type Warehouse } from "../../warehouse/index.ts";
import type { Definition } from "../definition.ts";
import { keyOfWarehouse } from "../documents/address-key.ts";
import { readAddresses } from "../documents/addresses.ts";
import { readErasures } from "../documents/erasures.ts";
import { type HashAddress, hashWith } from "../documents/hash-address.ts";
import { countUnsearchable } from "../documents/key-history.ts";
import { defaultPrivacy, openKeepRules, type Privacy } from "../documents/privacy.ts";
import { trimDocuments } from "../documents/trim.ts";
import { createLeases } from "../leases.ts";
import { repeating } from "../repeating.ts";
import { completeErasure, eraseThing, finishErasures } from "./complete.ts";
import { hashesOf } from "./customer.ts";
import { type ErasedParts, type Erasing, nothing } from "./erasing.ts";
import { type PendingErasure, readPending } from "./pending.ts";

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
  /** Whether it had been erased before, and so what is left of it is what came of it since. */
  readonly again: boolean;
  /** Of a customer, how many interactions could not be searched: their addresses were hashed with an earlier key. */
  readonly unsearched: number;
}

/**
 * Erases an interaction, a customer or an agent from every table, and marks them, so that nothing of them is stored again. What it
 * deleted is then to be taken out of the file: `purgeErased`. Stopped at any point, it can be called again, and the next sync or
 * rebuild completes it, too; what others had begun is completed with it, and its receipts come last.
 * @throws {UsageError} where the value is none of its kind, where the warehouse holds no organization, and for a customer where the
 *   key of addresses is not there
 */
export async function erase(
  warehouse: Warehouse,
  request: EraseRequest,
  { clock = systemClock, signal, onFound }: EraseOptions & Pick<Erasing, "onFound"> = {},
): Promise<readonly Erasure[]> {
  // With a key that is made only now nobody's address would be found, as in a copy of the file without its key.
  if (request.kind === "customer" && (await keyOfWarehouse(warehouse)) === null) throw withoutKey(warehouse.place);
  const rules = await openKeepRules(warehouse, { ...defaultPrivacy, ...request }, clock.now());
  const values = valuesOf(request, rules.hashAddress);
  const spelled = spellingsOf(request);
  return await inEach(warehouse, request, async (organization) => {
    // Nothing is asked of Genesys, so that its time is not known: the lease goes by the clock of this machine.
    const leases = createLeases(warehouse, { organizationId: organization.id, owner: randomUUID(), clock, signal });
    return await leases.alone("rows", async () => {
      // What an older version stored whole has addresses in the clear, by which nobody is found.
      await trimDocuments(repeating(leases.warehouse), organization.id, rules, signal);
      const { definition } = request;
      const context = { warehouse: leases.warehouse, organization: organization.id, rules, definition, clock, signal };
      const erasures = await readErasures(warehouse, organization.id, rules.hashAddress);
      const isKnown = values.some((value) => erasures.has(request.kind, value));
      const begun = (await readPending(warehouse, organization.id)).find((one) => isOf(one, request, values));
      const { kind } = request;
      const asked = { id: randomUUID(), kind, values: [...values], at: isoTime(clock.now()), counts: nothing };
      const found = onFound && ((mentions: readonly string[]) => onFound([...spelled, ...mentions]));
      const own = await completeErasure({ ...context, onFound: found }, begun ?? asked, begun !== undefined);
      const others = await finishErasures(context);
      const earlier = await countUnsearchable(warehouse, organization.id, rules.hashAddress);
      const again = isKnown && begun === undefined;
      const all = [
        { ...own, organization, again, mentions: [...spelled, ...own.mentions] },
        ...others.map((other) => ({ ...other, organization, again: false })),
      ];
      return all.map((one) => ({ ...one, unsearched: unsearchedOf(one.kind, earlier) }));
    });
  });
}

/**
 * What `erase` would erase; changes nothing.
 * @throws {UsageError} as `erase`
 */
export async function planErase(
  reader: Reader & { readonly place: string },
  request: EraseRequest,
  { clock = systemClock, signal }: EraseOptions = {},
): Promise<readonly Erasure[]> {
  const key = await keyOfWarehouse(reader);
  if (key === null && request.kind === "customer") throw withoutKey(reader.place);
  const hashAddress = hashWith(key ?? new Uint8Array());
  const values = valuesOf(request, hashAddress);
  const { kind } = request;
  return await inEach(reader, request, async (organization) => {
    const looking = { reader, organization: organization.id, hashAddress, signal, writing: null };
    const parts = await eraseThing(looking, kind, values);
    const erasures = key && (await readErasures(reader, organization.id, hashAddress));
    const again = erasures !== null && values.some((value) => erasures.has(kind, value));
    const unsearched = unsearchedOf(kind, await countUnsearchable(reader, organization.id, hashAddress));
    const mentions = [...spellingsOf(request), ...parts.mentions];
    return [{ ...parts, mentions, id: null, organization, kind, erasedAt: isoTime(clock.now()), again, unsearched }];
  });
}

const withoutKey = (place: string): UsageError =>
  new UsageError(
    `${place} has no key here, without which addresses cannot be recognized.`,
    "Ask the warehouse itself, with the rights of those who sync it.",
  );

/** Only a customer is found by addresses. */
const unsearchedOf = (kind: EraseRequest["kind"], interactions: number): number =>
  kind === "customer" ? interactions : 0;

/** By what it is found in the warehouse: ids, or hashes. */
const valuesOf = ({ kind, value }: EraseRequest, hashAddress: HashAddress): readonly string[] =>
  kind === "customer" ? hashesOf(value, hashAddress) : [readId(kind, value)];

/** As a customer's address may be written in files outside the warehouse. */
const spellingsOf = ({ kind, value }: EraseRequest): readonly string[] =>
  kind === "customer" ? [value.trim(), ...readAddresses(value)] : [];

const isOf = (pending: PendingErasure, { kind }: EraseRequest, values: readonly string[]): boolean =>
  pending.kind === kind && pending.values.join() === values.join();

async function inEach(
  reader: Pick<Reader, "query"> & { readonly place: string },
  request: EraseRequest,
  work: (organization: StoredOrganization) => Promise<readonly Erasure[]>,
): Promise<readonly Erasure[]> {
  const all = await readOrganizations(reader);
  const organizations = all.filter(({ id }) => request.organization === undefined || id === request.organization);
  if (organizations.length === 0)
    throw new UsageError(`${reader.place} holds no organization yet.`, 'Run "afterword sync" first.');
  const results: Erasure[] = [];
  for (const organization of organizations) results.push(...(await work(organization)));
  return results;
}

/** An id as Genesys writes it: UUIDs in small letters. */
function readId(kind: string, text: string): string {
  const id = text.trim();
  if (id === "") throw new UsageError(`--${kind} is blank.`, "Give an id, as the column of an export has it.");
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id.toLowerCase() : id;
}
