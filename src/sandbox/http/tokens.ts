import { createHash } from "node:crypto";
import { type Clock, second } from "../../base/index.ts";
import type { Answer } from "./answer.ts";
import { Refusal } from "./refusals.ts";

export interface Tokens {
  /** Answers `POST /oauth/token`, the client-credentials grant. */
  login(request: LoginRequest): Answer;
  /** The client behind an `Authorization` header; throws the documented 401s. */
  identify(authorization: string | undefined): string;
  /** Every token given out so far, expired and revoked ones too. */
  issued(): readonly string[];
  /** Makes a token useless at once, as an administrator would. */
  revoke(authorization: string | undefined): void;
}

interface LoginRequest {
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

interface TokenOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly lifeSeconds: number;
  /** Status of a wrong client or secret: 400 or 401, which is not documented. */
  readonly refusedStatus: number;
  readonly clock: Clock;
}

/** Tokens of one OAuth client. A new token does not end the ones before it. */
export function createTokens({ clientId, clientSecret, lifeSeconds, refusedStatus, clock }: TokenOptions): Tokens {
  const expiries = new Map<string, number>();
  const issued: string[] = [];

  const refuse = (error: string, description: string, status = refusedStatus): Answer => ({
    status,
    body: { error, description, error_description: description },
  });

  return {
    login({ authorization, contentType, body }) {
      if (!contentType?.toLowerCase().startsWith("application/x-www-form-urlencoded"))
        return refuse("invalid_request", "content type must be application/x-www-form-urlencoded", 400);
      const grant = new URLSearchParams(body).get("grant_type");
      if (grant !== "client_credentials")
        return refuse(grant === null ? "invalid_request" : "unsupported_grant_type", "grant type not supported", 400);
      const [scheme, encoded = ""] = (authorization ?? "").split(" ");
      const [id, ...rest] = Buffer.from(encoded, "base64").toString("utf8").split(":");
      if (scheme?.toLowerCase() !== "basic" || id !== clientId) return refuse("invalid_client", "client not found");
      if (rest.join(":") !== clientSecret) return refuse("invalid_client", "authentication failed");

      const token = createHash("sha512")
        .update(`${clientSecret} ${issued.length + 1}`)
        .digest("base64url");
      issued.push(token);
      expiries.set(token, clock.now() + lifeSeconds * second);
      return { status: 200, body: { access_token: token, token_type: "bearer", expires_in: lifeSeconds } };
    },

    identify(authorization) {
      const token = bearer(authorization);
      if (token === null)
        throw new Refusal(
          401,
          "authentication.required",
          "No authentication bearer token specified in authorization header.",
        );
      const expiry = expiries.get(token);
      if (expiry === undefined) throw new Refusal(401, "bad.credentials", "Invalid login credentials.");
      if (clock.now() >= expiry) throw new Refusal(401, "credentials.expired", "The supplied credentials are expired.");
      return clientId;
    },

    issued: () => issued,

    revoke(authorization) {
      expiries.delete(bearer(authorization) ?? "");
    },
  };
}

function bearer(authorization: string | undefined): string | null {
  const [scheme, token] = (authorization ?? "").split(" ");
  return scheme?.toLowerCase() === "bearer" && token ? token : null;
}
