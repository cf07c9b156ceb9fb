import type { Clock } from "../base/index.ts";
import { byPage, type Genesys } from "../genesys/index.ts";
import type { Findings } from "./findings.ts";
import type { ExtractRequest, Progress } from "./request.ts";

/** What every step of one run shares. */
export interface FetchContext {
  readonly genesys: Genesys;
  readonly request: ExtractRequest;
  readonly findings: Findings;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /** Counts the responses found, fetched or linked since the last call. */
  readonly count: (more: Partial<Progress>) => void;
  /** Called with every document, unchanged, once it has been decoded. @default nobody keeps them */
  readonly keep?: Keep;
  /** Resolves when there is room for more documents; asked before a request that brings them. @default there always is */
  readonly room?: () => Promise<void>;
  /**
   * Stores what was learned of the routes; called before `keep` is given the documents that show that what was read of a form in
   * bulk cannot be believed. @default nobody remembers it
   */
  readonly onDoubt?: () => Promise<void>;
}

/** The pages of a listing; what it promises and does not give is noted. */
export const readPages = (
  { genesys, findings, signal }: FetchContext,
  ...[endpoint, input]: [Parameters<typeof byPage>[1], Parameters<typeof byPage>[2]]
): ReturnType<typeof byPage> => byPage(genesys, endpoint, input, signal, { onShortfall: findings.note });

/** The documents that arrive in a run, under the ids by which they are asked for. */
export type DocumentKind =
  | "survey"
  | "evaluation"
  | "interaction"
  | "survey-form"
  | "evaluation-form"
  | "form-lead"
  | "user"
  | "queue"
  | "wrap-up-code"
  | "division"
  | "team";

export type Keep = (kind: DocumentKind, id: string, document: unknown) => void;

/**
 * Documents asked for at once. The client bounds requests in flight by itself; this only keeps enough of them waiting
 * and the pile of started work small.
 */
export const concurrency = 16;
