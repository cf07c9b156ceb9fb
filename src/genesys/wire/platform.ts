import { z } from "zod";
import { list, number, reference, text } from "./fields.ts";

/** `ErrorBody`, the body of a refusal by the API. */
export const errorBody = z.looseObject({
  message: text,
  code: text,
  contextId: text,
  messageParams: z.record(z.string(), z.unknown()).nullish(),
});

/** The login host's answer: a token, or an OAuth error (not an `ErrorBody`; seen live by others, not documented). */
export const tokenAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: z.unknown().optional() });
export const oauthError = z.looseObject({ error: z.string(), description: text, error_description: text });

/** `TokenInfo`: whose token it is. */
export const tokenInfo = z.looseObject({ organization: reference, OAuthClient: reference });

/** `Organization`. */
export const organization = z.looseObject({ id: text, name: text });

/** `Limit`: one number of the org's limits, such as `client.credentials.token.rate.per.minute`. */
export const limit = z.looseObject({ key: text, namespace: text, value: number });

/** `LimitsEntityListing`, which is not paged. */
export const limitListing = z.looseObject({ entities: list(limit) });
