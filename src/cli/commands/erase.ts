import { type ExitCode, exitCodes, UsageError } from "../../base/index.ts";
import { createSavedViews } from "../../dashboard/index.ts";
import { companionFile, forgetTokens } from "../../roles/index.ts";
import {
  definitionOf,
  type EraseRequest,
  type Erasure,
  erase,
  planErase,
  privacyOf,
  purgeErased,
  renewCopies,
} from "../../sync/index.ts";
import {
  chooseOrganization,
  isServer,
  openReader,
  openWarehouse,
  type Reader,
  readOrganizations,
  withoutPassword,
} from "../../warehouse/index.ts";
import type { Context } from "../context.ts";
import { keepHeapSmall } from "../engine-flags.ts";
import type { EraseFlags } from "../flags/erase.ts";
import { openOutput } from "../output/open-output.ts";
import {
  type Aftermath,
  describeErasures,
  erasuresDocument,
  warnOfNothing,
  warnOfRest,
  warnOfUnsearched,
} from "../results/erasures.ts";
import { readStored } from "../warehouse/stored-warehouse.ts";
import { isThere } from "../warehouse/warehouse-path.ts";

/** `afterword erase`: takes an interaction, a customer or an agent out of the warehouse for good. */
export async function run(context: Context, flags: EraseFlags): Promise<ExitCode> {
  keepHeapSmall(30);
  const { log, clock, signal, stdout } = context;
  const thing = readThing(flags);
  const { settings, place } = await readStored(context, flags);
  if (!(await isThere(place)))
    throw new UsageError(`There is no warehouse at ${withoutPassword(place)}.`, 'Run "afterword sync" first.');
  await using output = await openOutput(undefined, stdout);
  const request = (organization: string | undefined): EraseRequest => ({
    ...thing,
    definition: definitionOf(settings),
    ...privacyOf(settings),
    organization,
  });
  const print = (erasures: readonly Erasure[], after: Aftermath): Promise<void> =>
    output.write(
      stdout.isTTY === true && flags.json !== true
        ? describeErasures(erasures, after)
        : `${JSON.stringify(erasuresDocument(erasures, after), null, 2)}\n`,
    );
  if (flags.dryRun) {
    await using reader = await openReader(place, { clock, signal });
    const erasures = await planErase(reader, request(await chosen(reader, flags)), { clock, signal });
    const fromFiles = await forgetInFiles(context, reader.place, mentionsOf(erasures), true);
    await print(erasures, {
      ...{ dryRun: true, ...fromFiles, renewed: [], outdated: [], others: [] },
      failure: null,
      refused: [],
    });
    await output.finish();
    warnOfNothing(log, erasures);
    warnOfUnsearched(log, erasures);
    return isWhole(erasures) ? exitCodes.done : exitCodes.incomplete;
  }
  await using warehouse = await openWarehouse(place, {
    clock,
    signal,
    onWait: (who) => log.warning("waiting", `Waiting for ${who}, which has ${place} open.`),
  });
  const fromFiles = { savedViews: 0, tokens: 0 };
  // Before it leaves the warehouse, which alone knows what these files may name, and after it, as it was found then.
  const onFound = async (mentions: readonly string[]): Promise<void> => {
    const { savedViews, tokens } = await forgetInFiles(context, warehouse.place, mentions, false);
    fromFiles.savedViews += savedViews;
    fromFiles.tokens += tokens;
  };
  const erasures = await erase(warehouse, request(await chosen(warehouse, flags)), { clock, signal, onFound });
  await onFound(mentionsOf(erasures));
  const { failure, refused } = await purgeErased(warehouse, signal);
  const after = { dryRun: false, ...fromFiles, failure, refused, ...(await renewCopies(warehouse, signal)) };
  await print(erasures, after);
  await output.finish();
  warnOfNothing(log, erasures);
  warnOfUnsearched(log, erasures);
  warnOfRest(log, after, isServer(warehouse.place));
  return failure === null && after.outdated.length === 0 && isWhole(erasures) ? exitCodes.done : exitCodes.incomplete;
}

const isWhole = (erasures: readonly Erasure[]): boolean => erasures.every(({ unsearched }) => unsearched === 0);

/** @throws {UsageError} where not exactly one is given */
function readThing({ interaction, customer, agent }: EraseFlags): Pick<EraseRequest, "kind" | "value"> {
  const given = Object.entries({ interaction, customer, agent }).flatMap(([kind, value]) =>
    value === undefined ? [] : [{ kind, value }],
  );
  const [first] = given;
  if (first === undefined || given.length > 1) {
    throw new UsageError(
      first === undefined ? "Nothing was named that is to be erased." : "Only one thing can be erased at a time.",
      "Give one of --interaction, --customer and --agent.",
    );
  }
  const { value } = first;
  return { kind: first.kind === "interaction" || first.kind === "customer" ? first.kind : "agent", value };
}

const chosen = async (reader: Pick<Reader, "query">, { org }: EraseFlags): Promise<string | undefined> =>
  org === undefined ? undefined : chooseOrganization(await readOrganizations(reader), org, "--org")?.id;

const mentionsOf = (erasures: readonly Erasure[]): readonly string[] => erasures.flatMap(({ mentions }) => mentions);

/** In the files next to the warehouse: saved views, and tokens with their uses. */
async function forgetInFiles(
  context: Context,
  place: string,
  texts: readonly string[],
  dryRun: boolean,
): Promise<Pick<Aftermath, "savedViews" | "tokens">> {
  const fileOf = (what: Parameters<typeof companionFile>[2]): Promise<string> => companionFile(context, place, what);
  const files = { tokens: await fileOf("tokens.ndjson"), uses: await fileOf("token-uses.ndjson") };
  return {
    savedViews: await createSavedViews(await fileOf("views.json")).forget(texts, { dryRun }),
    tokens: await forgetTokens(files, texts, { dryRun }),
  };
}
