import { DecodeError, PermissionError, RequestError } from "../base/index.ts";
import type { Endpoint, Genesys, Input } from "../genesys/index.ts";
import { type Need, permissionOf } from "./needs.ts";

/** One permission, and whether the OAuth client has it. */
export interface Check {
  readonly permission: string;
  /** Each of these serves in its place; Genesys does not report which of them a client has. */
  readonly alternatives: readonly string[];
  /** Its purpose. */
  readonly purpose: string;
  readonly state: "works" | "missing" | "unknown";
  /** What an extraction lacks without it; null where it works. */
  readonly without: string | null;
  /** Genesys' refusal, or why the check failed; null where it works. */
  readonly reason: string | null;
}

/** A check, and its source. */
export interface Checked {
  readonly check: Check;
  readonly result: ProbeResult<unknown>;
  /** Whether another endpoint serves where this one is closed; null where that is unknown. */
  readonly substituted: boolean | null;
}

/** Whether the client may have what it needs: one request, and another where that is refused and a substitute may serve. */
export async function checkNeed(
  genesys: Genesys,
  need: Need,
  now: number,
  signal: AbortSignal | undefined,
): Promise<Checked> {
  const { purpose, endpoint, substitute } = need;
  const permission = permissionOf(need);
  const about = { permission, alternatives: endpoint.permissions.slice(1), purpose };
  const result = await ask(genesys, endpoint, need.input(now), signal);
  if (result.state === "works") {
    return { check: { ...about, state: "works", without: null, reason: null }, result, substituted: false };
  }
  const other =
    result.state === "missing" && substitute
      ? await ask(genesys, substitute.endpoint, substitute.input, signal)
      : undefined;
  const without = other?.state === "works" && substitute ? substitute.without : need.without;
  const substituted = other?.state === "unknown" ? null : other?.state === "works";
  return { check: { ...about, ...result, without }, result, substituted };
}

/** What asking showed: an answer (null where there is nothing of that id), a refusal, or an inconclusive result. */
export type ProbeResult<Answer> =
  | { readonly state: "works"; readonly answer: Answer | null }
  | { readonly state: "missing"; readonly reason: string }
  | { readonly state: "unknown"; readonly reason: string };

/**
 * Asks once, and takes a failure of this request alone as an answer. A failure of every request — credentials, the
 * network, an interrupt — is thrown.
 */
export async function ask<Answer>(
  genesys: Genesys,
  endpoint: Endpoint<Answer>,
  input: Input,
  signal: AbortSignal | undefined,
): Promise<ProbeResult<Answer>> {
  try {
    return { state: "works", answer: await genesys.ask(endpoint, input, signal) };
  } catch (error) {
    if (error instanceof PermissionError) return { state: "missing", reason: error.message };
    if (!(error instanceof RequestError || error instanceof DecodeError)) throw error;
    const askedById = /\{\w+Id\}/.test(endpoint.path) || input.query?.["id"] !== undefined;
    if (askedById && error instanceof RequestError && error.gone) return { state: "works", answer: null };
    return { state: "unknown", reason: error.message };
  }
}
