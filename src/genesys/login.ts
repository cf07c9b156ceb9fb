import { CredentialsError, readJson, type Secret, UnreachableError } from "../base/index.ts";
import { describeForeignReply, networkFailure, notGenesys } from "./foreign-reply.ts";
import { oneLine } from "./message-text.ts";
import { isCutRefusal } from "./refusals.ts";
import { brokenJson, readFailure } from "./retry-policy.ts";
import type { Outcome } from "./retry-until-answered.ts";
import type { Token } from "./token.ts";
import type { Answer, Call } from "./transport.ts";
import { oauthError, tokenAnswer } from "./wire/platform.ts";

/** The request for a token by the client-credentials grant. */
export function loginCall(login: string, clientId: string, clientSecret: Secret): Omit<Call, "timeout"> {
  const secret = clientSecret.reveal();
  const credentials = Buffer.from(`${clientId}:${secret}`).toString("base64");
  return {
    method: "POST",
    url: new URL(`${login.replace(/\/+$/, "")}/oauth/token`),
    headers: { authorization: `Basic ${credentials}`, "content-type": "application/x-www-form-urlencoded" },
    body: "grant_type=client_credentials",
    secrets: [secret, credentials],
  };
}

/**
 * The meaning of the login host's answer.
 * @throws {CredentialsError} for any 4xx with an OAuth `error`: the client is refused, and asking again changes nothing
 * @throws {UnreachableError} where the host is not Genesys' login, or cannot be reached at all
 */
export function readLogin(answer: Answer, host: string, clientId: string, now: number): Outcome<Token> {
  const failure = readFailure(answer, now);
  if (failure) return failure;
  if (answer.kind !== "reply") throw networkFailure(answer, host);
  const document = readJson(answer.text);
  const refused = oauthError.safeParse(document);
  if (answer.status >= 400 && refused.success) {
    const { error, description, error_description: longer } = refused.data;
    throw refusedClient(answer.blank(error), answer.blank(description ?? longer ?? ""), clientId);
  }
  const did = describeForeignReply(answer);
  if (did !== null) throw notGenesys(host, did);
  const token = tokenAnswer.safeParse(document);
  if (answer.status < 300 && token.success) {
    if (!sendable.test(token.data.access_token)) throw unsendable(host);
    return { kind: "done", document: { value: token.data.access_token, lasts: lifeOf(token.data.expires_in) } };
  }
  if ((answer.status < 300 && document === undefined) || isCutRefusal(answer)) return brokenJson;
  throw new UnreachableError(
    `${host} answered ${answer.status} to the request for a token, but gave none: it is not Genesys Cloud's login.`,
    "Check the region (GENESYS_ENVIRONMENT) and GENESYS_GATEWAY_URL.",
  );
}

/** How long Genesys' tokens last where an OAuth client does not set it. Seconds. */
const usualLife = 86_400;

/**
 * OAuth 2 recommends that a token's life is stated, and asks for no more (RFC 6749, 5.1). A token that ends before the time
 * that is assumed for it is refused with 401, and replaced.
 */
function lifeOf(stated: unknown): number {
  const seconds = typeof stated === "string" ? Number(stated) : stated;
  return typeof seconds === "number" && seconds > 0 ? seconds : usualLife;
}

/** The characters that a header can carry (RFC 9110, 5.5), without spaces: no token of any kind has them. */
const sendable = /^[\x21-\x7e]+$/;

const unsendable = (host: string): CredentialsError =>
  new CredentialsError(
    `${host} gave a token that no request can carry: it holds spaces, line ends or letters beyond ASCII.`,
    "Check the region (GENESYS_ENVIRONMENT) and GENESYS_GATEWAY_URL: a gateway between may have changed the token.",
  );

/** The two sentences that Genesys uses were seen live by others; they are not documented. */
function refusedClient(error: string, description: string, clientId: string): CredentialsError {
  if (/client not found/i.test(description)) {
    return new CredentialsError(
      `Genesys does not know the OAuth client ${oneLine(clientId, 60)}: client not found.`,
      "Check the client id (GENESYS_CLIENT_ID or the profile) and the region: an OAuth client belongs to one region.",
    );
  }
  if (/authentication failed/i.test(description)) {
    return new CredentialsError(
      `Genesys refused the secret of the OAuth client ${oneLine(clientId, 60)}: authentication failed.`,
      "Check the client secret (GENESYS_CLIENT_SECRET or the profile); a new one can be made under Admin > Integrations > OAuth.",
    );
  }
  return new CredentialsError(
    `Genesys refused the OAuth client ${oneLine(clientId, 60)}: ${oneLine([error, description].filter(Boolean).join(", "))}.`,
    "Check under Admin > Integrations > OAuth that it is active, and that its grant type is Client Credentials.",
  );
}
