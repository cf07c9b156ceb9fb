import { DecodeError, PermissionError, RequestError } from "../base/index.ts";
import type { Endpoint, Genesys, Input } from "../genesys/index.ts";

/** What asking showed: an answer (null where there is nothing of that id), a refusal, or nothing that tells. */
export type Told<Answer> =
  | { readonly state: "works"; readonly answer: Answer | null }
  | { readonly state: "missing"; readonly reason: string }
  | { readonly state: "unknown"; readonly reason: string };

/**
 * Asks once, and takes what goes wrong with this request alone as an answer. What would go wrong with every request —
 * credentials, the network, an interrupt — is thrown.
 */
export async function ask<Answer>(
  genesys: Genesys,
  endpoint: Endpoint<Answer>,
  input: Input,
  signal: AbortSignal | undefined,
): Promise<Told<Answer>> {
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
