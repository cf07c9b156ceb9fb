import { readClock, readOptions, readSignal, readText, type Shape, UsageError } from "../base/index.ts";
import {
  type EraseOptions as CheckedOptions,
  type EraseRequest as CheckedRequest,
  type Definition,
  defaultSync,
  type Erasure,
  erase as eraseChecked,
  planErase as planChecked,
  purgeErased,
} from "../sync/index.ts";
import { chooseOrganization, type Reader, readOrganizations, type Warehouse } from "../warehouse/index.ts";
import { checkedReader, checkedWarehouse } from "./handles.ts";
import { inTurn } from "./in-turn.ts";
import { readDefinition, readRedaction, readRetention } from "./shapes.ts";
import { interruptible } from "./sync.ts";

/** What is to be erased: one of these. */
export interface ErasedThing {
  /** Id of an interaction. */
  readonly interaction?: string;
  /** A telephone number, an e-mail or a SIP address, however it is written. */
  readonly customer?: string;
  /** Id of a person who served customers, or judged those who did. */
  readonly agent?: string;
}

/** How something is erased. */
export interface EraseOptions
  extends CheckedOptions,
    Partial<Pick<CheckedRequest, "redaction" | "retention" | "organization">> {
  /** As for `sync`: an agent's responses are derived again by it. */
  readonly definition?: Partial<Definition>;
}

const thingShape: Shape<ErasedThing> = { interaction: readText, customer: readText, agent: readText };
const shape: Shape<EraseOptions> = {
  clock: readClock,
  signal: readSignal,
  definition: readDefinition(defaultSync().definition),
  organization: readText,
  redaction: readRedaction,
  retention: readRetention,
};

/**
 * Erases an interaction, a customer or an agent from a warehouse for good: from every table, so that no later sync or rebuild stores it
 * again, and from the bytes of the file. Returns what went, of each organization; `mentions` says by what your own files may name
 * it, such as saved views. The next `sync` renews published copies. Stopped at any point, it can be called again; the next sync or
 * rebuild completes it, too. What others had begun to erase is completed with it, and comes last.
 * @throws {UsageError} for arguments that do not fit, and where the file could not be rewritten: every table is clear then, and the next
 *   sync rewrites it
 * @throws {HeldError} likewise, where others are reading
 * @throws {InterruptedError} when `signal` aborts
 */
export async function erase(
  warehouse: Warehouse,
  thing: ErasedThing,
  options: EraseOptions = {},
): Promise<readonly Erasure[]> {
  const open = checkedWarehouse(warehouse, "erase");
  const { clock, signal, ...checked } = readOptions<EraseOptions>(options, "erase: options", shape);
  const request = await requestOf(open, "erase", thing, checked);
  const work = async () => {
    const erasures = await eraseChecked(open, request, { ...(clock && { clock }), signal });
    const { failure } = await purgeErased(open, signal);
    if (failure !== null) throw failure;
    return erasures;
  };
  return interruptible(inTurn(open, work, signal));
}

/**
 * Returns what `erase` would erase, and changes nothing.
 * @throws {UsageError} for arguments that do not fit, and of a customer where the key of the warehouse cannot be read
 * @throws {InterruptedError} when `signal` aborts
 */
export async function planErase(
  reader: Reader & { readonly place: string },
  thing: ErasedThing,
  options: EraseOptions = {},
): Promise<readonly Erasure[]> {
  const open = checkedReader(reader, "planErase");
  const { clock, signal, ...checked } = readOptions<EraseOptions>(options, "planErase: options", shape);
  const request = await requestOf(open, "planErase", thing, checked);
  return await interruptible(planChecked(open, request, { ...(clock && { clock }), signal }));
}

async function requestOf(
  reader: Pick<Reader, "query">,
  name: string,
  thing: ErasedThing,
  { organization, definition, ...privacy }: Omit<EraseOptions, "clock" | "signal">,
): Promise<CheckedRequest> {
  const { interaction, customer, agent } = readOptions(thing, name, thingShape);
  const given = [
    { kind: "interaction" as const, value: interaction },
    { kind: "customer" as const, value: customer },
    { kind: "agent" as const, value: agent },
  ].flatMap(({ kind, value }) => (value === undefined ? [] : [{ kind, value }]));
  const [one] = given;
  if (one === undefined || given.length > 1)
    throw new UsageError(`${name} takes one thing at a time.`, "Give one of interaction, customer and agent.");
  const chosen =
    organization === undefined
      ? undefined
      : chooseOrganization(await readOrganizations(reader), organization, `${name}: organization`)?.id;
  return {
    ...one,
    ...privacy,
    definition: { ...defaultSync().definition, ...definition },
    organization: chosen,
  };
}
