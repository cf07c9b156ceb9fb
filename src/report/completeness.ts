import type { Standing } from "./document.ts";
import type { Completeness } from "./request.ts";

/** How far one organization has been read, as `status` of the sync says it; times are ISO 8601. */
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
}

/** How far the whole warehouse is, though it may hold several organizations. */
export const completenessOf = (organizations: readonly ReadState[]): Completeness => {
  const starts = organizations.flatMap(({ since }) => (since === null ? [] : [Date.parse(since)]));
  const ends = organizations.map(({ completeTo }) => (completeTo === null ? null : Date.parse(completeTo)));
  return {
    sentence: organizations.map(({ completeness }) => completeness).join("; ") || "nothing has been read yet",
    readFrom: starts.length === 0 ? null : Math.max(...starts),
    completeTo: ends.length === 0 || ends.includes(null) ? null : Math.min(...ends.map((end) => end ?? 0)),
    standing: standingOf(organizations),
  };
};

/** What the sentence is made of, for other languages. */
function standingOf(organizations: readonly ReadState[]): Standing {
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
  };
}
