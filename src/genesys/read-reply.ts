import { readDocument } from "./decode.ts";
import type { Endpoint, Input } from "./endpoint.ts";
import { thingOf } from "./endpoint.ts";
import { describeForeignReply, networkFailure, notGenesys, refusedInBetween } from "./foreign-reply.ts";
import { findInvalidReply, type InvalidReply } from "./invalid-reply.ts";
import { isCutRefusal, readErrorBody, refusal } from "./refusals.ts";
import { brokenJson, type Failure, readFailure, unusableReply } from "./retry-policy.ts";
import type { Outcome } from "./retry-until-answered.ts";
import type { Answer, Reply } from "./transport.ts";

interface ReplyContext {
  readonly host: string;
  readonly now: number;
  /** Whether it may be this request alone that something else than Genesys answers, with this status. */
  readonly mayBeThisRequest: (status: number) => boolean;
  /** Called for a refusal that is cut in the middle: whether the whole of it is worth another attempt. */
  readonly mayComeWhole: () => boolean;
}

/** The token is refused: another one may not be. */
interface Unauthorized {
  readonly kind: "unauthorized";
}

/**
 * The meaning of an answer of the API for the request: a document, a refusal, or a failure that is worth another
 * attempt.
 * @throws {UnreachableError} where the host is not Genesys, or cannot be reached at all
 */
export function readReply(
  answer: Answer,
  endpoint: Endpoint<unknown>,
  input: Input,
  context: ReplyContext,
): Outcome<unknown> | Unauthorized {
  const { host, now, mayBeThisRequest, mayComeWhole } = context;
  const failure = readFailure(answer, now);
  if (failure) return failure;
  if (answer.kind !== "reply") throw networkFailure(answer, host);
  if (answer.status === 401) return { kind: "unauthorized" };
  const did = describeForeignReply(answer);
  if (did !== null) {
    const { status } = answer;
    if (!mayBeThisRequest(status)) throw notGenesys(host, did);
    if (status < 400) return { ...unusableReply(`something else than Genesys ${did}`), status, foreign: true };
    return { kind: "refused", error: refusedInBetween(thingOf(endpoint, input), did, status), foreign: true };
  }
  if (isCutRefusal(answer) && mayComeWhole()) return { ...brokenJson, status: answer.status };
  if (answer.status >= 300) return { kind: "refused", error: refusal(endpoint, input, answer) };
  const document = readDocument(answer.text);
  if (document === undefined) return brokenJson;
  const invalid = findInvalidReply(endpoint, input, document);
  if (invalid === null) return { kind: "done", document };
  if (invalid.kind === "error" && invalid.status !== null)
    return readReply({ ...answer, status: invalid.status }, endpoint, input, context);
  return failureOf(invalid, answer);
}

const failureOf = (invalid: InvalidReply, answer: Reply): Failure =>
  unusableReply(
    invalid.kind === "damage" ? invalid.reason : `it answers with an error: ${readErrorBody(answer).words}`,
  );
