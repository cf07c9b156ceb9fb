import { UsageError } from "../../base/index.ts";
import type { FormList, Proposal } from "../../forms/index.ts";
import type { Genesys } from "../../genesys/index.ts";
import { ask, type DoubtfulDirection, doubtfulDirections } from "../../metrics/index.ts";
import { askOrganization } from "../../sync/index.ts";
import { chooseOrganization, type Reader, readOrganizations, scopeToOrganization } from "../../warehouse/index.ts";

/** Forms, and which of their proposals reverse a scale. */
export interface TestedForms extends FormList {
  readonly turned: readonly Turned[];
}

interface Turned {
  readonly key: string;
  readonly proposal: Proposal;
  readonly against: readonly DoubtfulDirection[];
}

/** Forms as their words alone describe them. */
export const untested = (list: FormList): TestedForms => ({ ...list, turned: [] });

/**
 * Checks assumed scale directions against the answers in a warehouse, whenever they were given. Where these contradict other
 * answers of the same responses, the proposal is the other direction.
 */
export async function testDirections(reader: Reader, list: FormList, signal?: AbortSignal): Promise<TestedForms> {
  const found = doubtfulDirections(await ask(reader, "directions", { signal }));
  const turned = list.proposals.flatMap((proposal): (Turned & { readonly from: Proposal })[] => {
    const against = found.filter(({ questionId }) => isDirectionOf(proposal, questionId));
    const [first] = against;
    if (first === undefined) return [];
    const about = `${proposal.about} The answers contradict ${against.map(words).join(" and ")} of the same surveys: the scale may be upside down.`;
    const value = proposal.value === "high" ? "low" : "high";
    return [{ key: first.questionId, from: proposal, proposal: { ...proposal, value, about }, against }];
  });
  const proposals = list.proposals.map((one) => turned.find(({ from }) => from === one)?.proposal ?? one);
  return { ...list, proposals, turned };
}

/** The warehouse whose answers are asked, opened for each use; null where there is none. */
type OpenStored = () => Promise<(Reader & AsyncDisposable) | null>;

/** Which forms are listed: the client's, whose organization is known where somebody named it. */
interface OfClient {
  readonly genesys: Genesys;
  readonly organization: string | undefined;
}

/**
 * The id of the organization that is `wanted` of a warehouse, if it is the client's: forms are read with the client.
 * @throws {UsageError} where it is not, or the warehouse does not hold it
 */
export async function organizationOfClient(
  open: OpenStored,
  genesys: Genesys,
  wanted: string,
  signal?: AbortSignal,
): Promise<string> {
  await using reader = await open();
  const stored = reader === null ? null : chooseOrganization(await readOrganizations(reader), wanted, "--org");
  if (stored === null) throw new UsageError("--org chooses among what is stored, and nothing is.", "Leave it out.");
  const own = await askOrganization(genesys, reader, signal);
  if (own.id === stored.id) return stored.id;
  throw new UsageError(
    `--org ${JSON.stringify(wanted)} is ${stored.id}, and the client is of ${own.name ?? "another organization"} (${own.id}).`,
    "Forms are read from Genesys: choose the profile of that organization with --profile.",
  );
}

/** The same where there is a warehouse; if one cannot be read, a note reports that nothing was checked. */
export async function testWhereThereIsOne(
  open: OpenStored,
  client: OfClient,
  list: FormList,
  signal?: AbortSignal,
): Promise<TestedForms> {
  try {
    await using reader = await open();
    return reader === null
      ? untested(list)
      : await testDirections(await readerOfClient(reader, client, signal), list, signal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const note = `Scale directions were not checked against answers: ${error.message}`;
    return untested({ ...list, notes: [...list.notes, note] });
  }
}

/**
 * What the warehouse holds of the client's organization: another's forms may have the same ids. Asks Genesys whose client it is only
 * where the warehouse holds several.
 * @throws {UsageError} where it holds none of this one
 */
async function readerOfClient(
  reader: Reader,
  { genesys, organization }: OfClient,
  signal?: AbortSignal,
): Promise<Reader> {
  const organizations = await readOrganizations(reader);
  if (organizations.length < 2) return reader;
  const id = organization ?? (await askOrganization(genesys, reader, signal)).id;
  if (organizations.some((one) => one.id === id)) return scopeToOrganization(reader, id);
  throw new UsageError("The warehouse holds other organizations only.", "Sync this one first.");
}

const isDirectionOf = ({ table: [name, key], key: setting }: Proposal, questionId: string): boolean =>
  name === "scales" && setting === "best" && key === questionId;

const words = ({ against, correlation: { r, n } }: DoubtfulDirection): string =>
  `${against === "nps" ? "NPS" : "the other satisfaction questions"} (correlation ${r.toFixed(2)}, n ${n})`;
