/**
 * Milliseconds within which a complete warehouse may still lack the newest responses: a sync leaves out its last quarter of an hour,
 * and a period may grow by it.
 */
export const settleDelay = 60 * 60 * 1000;

/** What of the warehouse is not complete; a count is null where it is withheld. */
export interface WarehouseState {
  readonly unread: readonly { readonly from: string; readonly to: string }[];
  readonly not_read: readonly ("surveys" | "evaluations")[];
  /** Responses that are stored and whose rows are not derived yet, or not again: they may be missing from every number. */
  readonly underived: number | null;
  /** Surveys that may still be answered. */
  readonly open: number | null;
  readonly never_settled: number | null;
  /** Answered responses whose answers could not be read yet. */
  readonly missing: number | null;
  /** When all of it was last compared with Genesys' own counts, ISO 8601; absent where it never was. */
  readonly compared_at?: string;
  /** Responses that were lost by them; absent as above. */
  readonly lost?: number | null;
}

/** How far the warehouse is complete, as `status` reports it. */
export interface Completeness {
  readonly sentence: string;
  /** Milliseconds since 1970 UTC; null where not even its beginning has been read. */
  readonly completeTo: number | null;
  /** From when on anything was read; null where that is not known. @default null */
  readonly readFrom?: number | null;
  /** The parts of the sentence. */
  readonly state?: WarehouseState;
}

/** How far one organization has been read, as `status` of the sync reports it; times are ISO 8601. */
export interface ReadState {
  readonly since: string | null;
  readonly completeTo: string | null;
  readonly completeness: string;
  readonly sweeps: readonly {
    readonly sweep: string;
    readonly read: readonly unknown[];
    readonly gaps: readonly { readonly from: string; readonly to: string }[];
  }[];
  readonly underived: number;
  readonly open: number;
  readonly neverSettled: number;
  readonly missing: number;
  /** The last comparison with Genesys' own counts; null where there was none. */
  readonly reconciliation: { readonly at: string; readonly lost: number; readonly complete: boolean } | null;
}

/** How far the whole warehouse is, though it may hold several organizations. */
export const completenessOf = (organizations: readonly ReadState[]): Completeness => {
  const starts = organizations.flatMap(({ since }) => (since === null ? [] : [Date.parse(since)]));
  const ends = organizations.map(({ completeTo }) => (completeTo === null ? null : Date.parse(completeTo)));
  return {
    sentence: organizations.map(({ completeness }) => completeness).join("; ") || "nothing has been read yet",
    readFrom: starts.length === 0 ? null : Math.max(...starts),
    completeTo: ends.length === 0 || ends.includes(null) ? null : Math.min(...ends.map((end) => end ?? 0)),
    state: stateOf(organizations),
  };
};

/** The parts of the sentence, for other languages. */
function stateOf(organizations: readonly ReadState[]): WarehouseState {
  const swept = organizations.flatMap(({ sweeps }) => sweeps);
  const of = (source: "surveys" | "evaluations") => swept.filter(({ sweep }) => sweep === source);
  const gaps = new Map(
    [...of("surveys"), ...of("evaluations")].flatMap((sweep) =>
      sweep.gaps.map(({ from, to }) => [`${from} ${to}`, { from, to }] as const),
    ),
  );
  return {
    unread: [...gaps.values()],
    not_read: (["surveys", "evaluations"] as const).filter((source) =>
      of(source).every(({ read }) => read.length === 0),
    ),
    underived: organizations.reduce((sum, { underived }) => sum + underived, 0),
    open: organizations.reduce((sum, { open }) => sum + open, 0),
    never_settled: organizations.reduce((sum, { neverSettled }) => sum + neverSettled, 0),
    missing: organizations.reduce((sum, { missing }) => sum + missing, 0),
    ...comparedOf(organizations),
  };
}

/** The oldest comparison, where each organization was compared; one that found nothing in a part alone says nothing. */
function comparedOf(organizations: readonly ReadState[]): Pick<WarehouseState, "compared_at" | "lost"> {
  const compared = organizations.flatMap(({ reconciliation: one }) =>
    one !== null && (one.complete || one.lost > 0) ? [one] : [],
  );
  const [oldest] = compared.map(({ at }) => at).sort();
  if (oldest === undefined || compared.length < organizations.length) return {};
  return { compared_at: oldest, lost: compared.reduce((sum, { lost }) => sum + lost, 0) };
}
