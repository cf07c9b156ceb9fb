import { endpoints, evaluationRow, type Genesys, named } from "../genesys/index.ts";
import { ask, type ProbeResult } from "./check.ts";

/** A useful fact other than the permissions: known, or the reason why not. Not to know it is no failure. */
export interface Known<Value> {
  readonly value: Value | null;
  readonly reason: string | null;
}

export interface Whose {
  readonly organization: Reference;
  readonly client: Reference;
}

interface Reference {
  readonly id: string | null;
  readonly name: string | null;
}

export interface Divisions {
  readonly names: readonly string[];
  /** There are more than one answer holds. */
  readonly more: boolean;
}

export interface Limit {
  readonly key: string;
  readonly value: number;
}

export interface Redacted {
  readonly count: number;
  /** How many evaluations were looked at: the latest of the last 7 days. */
  readonly of: number;
}

/** Whose token it is. */
export async function askWhose(genesys: Genesys, signal: AbortSignal | undefined): Promise<Known<Whose>> {
  return known(await ask(genesys, endpoints.tokenInfo, {}, signal), (info) => ({
    organization: reference(info.organization),
    client: reference(info.OAuthClient),
  }));
}

const reference = (
  one: { readonly id?: string | null | undefined; readonly name?: string | null | undefined } | null | undefined,
): Reference => ({ id: one?.id ?? null, name: one?.name ?? null });

/** The divisions of the org, whichever the roles reach; one page is enough for nearly every org. */
export async function askDivisions(genesys: Genesys, signal: AbortSignal | undefined): Promise<Known<Divisions>> {
  const result = await ask(genesys, endpoints.divisions, { query: { pageSize: 100 } }, signal);
  return known(result, ({ entities, nextUri }) => ({
    names: (entities ?? []).flatMap((item) => named.safeParse(item).data?.name ?? []),
    more: nextUri != null,
  }));
}

/** The limits on requests with one token: the names are those of Genesys' documentation and forum. */
export async function askLimits(genesys: Genesys, signal: AbortSignal | undefined): Promise<Known<readonly Limit[]>> {
  const result = await ask(genesys, endpoints.limits, { path: { namespaceName: "platform.api" } }, signal);
  return known(result, ({ entities }) =>
    (entities ?? []).flatMap(({ key, value }) =>
      key?.endsWith("token.rate.per.minute") && value != null ? [{ key, value }] : [],
    ),
  );
}

/** How many of the evaluations that a search answered hide their answers from the client. */
export function countRedacted(
  result: ProbeResult<unknown> = { state: "unknown", reason: "It was not asked." },
): Known<Redacted> {
  return known(result, (answer) => {
    const { results } = endpoints.evaluationsSearch.answer.parse(answer);
    const rows = (results ?? []).flatMap((row) => evaluationRow.safeParse(row).data ?? []);
    return { count: rows.filter(({ redacted }) => redacted === true).length, of: rows.length };
  });
}

function known<Answer, Value>(result: ProbeResult<Answer>, read: (answer: Answer) => Value): Known<Value> {
  if (result.state !== "works") return { value: null, reason: result.reason };
  if (result.answer === null) return { value: null, reason: "Genesys has none." };
  return { value: read(result.answer), reason: null };
}
