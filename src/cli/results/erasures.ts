import type { AfterwordError } from "../../base/index.ts";
import type { Erasure, RenewedCopies } from "../../sync/index.ts";
import type { Log } from "../log/log.ts";
import { plural } from "../screen/messages.ts";

/** What was done outside the tables. */
export interface Aftermath extends RenewedCopies {
  readonly dryRun: boolean;
  readonly savedViews: number;
  /** Tokens of who was erased. */
  readonly tokens: number;
  /** Why the file, or the server, still has deleted rows; null where it has not. */
  readonly failure: AfterwordError | null;
  /** Tables of a server that this role may not vacuum. */
  readonly refused: readonly string[];
}

/** What `afterword erase --json` prints: counts, and of a dry run the ids of responses. */
export const erasuresDocument = (erasures: readonly Erasure[], after: Aftermath) => ({
  dry_run: after.dryRun,
  erasures: erasures.map(({ id, organization, kind, erasedAt, counts, responses, unsearched, again }) => ({
    erasure_id: id,
    organization_id: organization.id,
    organization_name: organization.name,
    kind,
    erased_at: erasedAt,
    erased_before: again,
    ...counts,
    unsearched_interactions: unsearched,
    ...(after.dryRun ? { response_ids: responses } : {}),
  })),
  saved_views: after.savedViews,
  tokens: after.tokens,
  purged: after.dryRun ? null : after.failure === null && after.refused.length === 0,
  not_vacuumed: after.refused,
  copies_renewed: after.renewed,
  copies_outdated: after.outdated.map(({ path }) => path),
});

/** The receipt for people: what kind, when and how many; nothing of what it was. */
export function describeErasures(erasures: readonly Erasure[], after: Aftermath): string {
  const lines = erasures.flatMap((erasure): string[] => {
    const { id, organization, kind, erasedAt, counts, responses, again } = erasure;
    const where = organization.name ?? organization.id;
    const parts =
      kind === "agent"
        ? [plural(counts.responses, "response"), plural(counts.documents, "document")]
        : [
            plural(counts.interactions, "interaction"),
            plural(counts.responses, "response"),
            plural(counts.answers, "answer"),
            plural(counts.documents, "document"),
          ];
    const all = new Intl.ListFormat("en").format([...parts, plural(counts.problems, "problem")]);
    const what = kind === "agent" ? `an agent, out of ${all}` : `${article[kind]}: ${all}`;
    if (after.dryRun)
      return [`Would erase from ${where} ${what}.`, ...responses.map((response) => `  response ${response}`)];
    return [
      isNothing(erasure)
        ? again
          ? `${where} holds nothing of this ${kind}: it was erased before, completely.`
          : `${where} held nothing of this ${kind}. It is marked, so that no later sync stores it.`
        : `Erased from ${where} ${what}.`,
      `  ${erasedAt}, receipt ${id}`,
    ];
  });
  if (after.savedViews > 0)
    lines.push(`${after.dryRun ? "Would remove" : "Removed"} ${plural(after.savedViews, "saved view")}.`);
  if (after.tokens > 0) lines.push(`${after.dryRun ? "Would remove" : "Removed"} ${plural(after.tokens, "token")}.`);
  for (const path of after.renewed) lines.push(`Renewed the published copy ${path}.`);
  return `${lines.join("\n")}\n`;
}

const isNothing = ({ counts }: Erasure): boolean => Object.values(counts).every((count) => count === 0);

/** A mistyped id or number is nobody's, and whoever was meant is stored still: that nothing was found must not pass for success. */
export function warnOfNothing(log: Log, erasures: readonly Erasure[]): void {
  const [first] = erasures;
  if (first === undefined || !erasures.every((one) => isNothing(one) && !one.again)) return;
  log.warning("unmatched", `Nothing that is stored belongs to this ${first.kind}.`, { hint: howToName[first.kind] });
}

/** What is hashed with a key that is no longer there can be compared with no address. */
export function warnOfUnsearched(log: Log, erasures: readonly Erasure[]): void {
  for (const { organization, unsearched } of erasures.filter((one) => one.unsearched > 0))
    log.warning(
      "unsearched",
      `Whether ${plural(unsearched, "interaction")} of ${organization.name ?? organization.id} ${unsearched === 1 ? "is" : "are"} this customer's cannot be known: ` +
        "addresses in them were hashed with an earlier key of the warehouse.",
      { hint: "Put that key back and erase again, or erase interactions by their id." },
    );
}

const howToName = {
  interaction: 'An interaction is named by its id, which the column "interaction_id" of an export has.',
  customer: "Numbers are compared with their country code: +49 30 123456, not 030 123456.",
  agent: 'An agent is named by id, not by name: the column "agent_id" of an export has it.',
} as const;

const article = { interaction: "an interaction", customer: "a customer" } as const;

/** What erasing did not reach, for whoever answers for it. */
export function warnOfRest(log: Log, { failure, refused, outdated, others }: Aftermath, onServer: boolean): void {
  if (failure !== null)
    log.warning("incomplete", `Deleted from every table, and not from the disk yet. ${failure.message}`, {
      hint: failure.hint,
    });
  for (const { path, reason } of outdated)
    log.warning("incomplete", `The published copy ${path} still has what was erased. ${reason.message}`, {
      hint: `Renew it with "afterword sync --publish ${path}", or delete it.`,
    });
  for (const { path, from } of others)
    log.warning(
      "copy",
      `${path} was published from ${from}, of which this warehouse is a copy, and is left as it is.`,
      {
        hint: "Erase there, too.",
      },
    );
  if (refused.length > 0)
    log.warning("vacuum", `This role may not vacuum ${refused.join(", ")}: deleted rows stay in their pages.`, {
      hint: `Let the owner run VACUUM ${refused.join(", ")}.`,
    });
  log.info(
    "rest",
    onServer
      ? "Beyond the reach of this command: the server's journal (WAL), its replicas and backups, the free space of its pages until " +
          "something takes it (or VACUUM FULL), rows that other transactions still see, saved views of other users, exports, reports and logs."
      : "Beyond the reach of this command: backups of the file, exports, reports and logs.",
  );
}
