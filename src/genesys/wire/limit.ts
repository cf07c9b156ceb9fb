import { z } from "zod";
import { list, number, text } from "./loose.ts";

/** `Limit`: one number of the org's limits, such as `client.credentials.token.rate.per.minute`. */
export const limit = z.looseObject({ key: text, namespace: text, value: number });

/** `LimitsEntityListing`, which is not paged. */
export const limitListing = z.looseObject({ entities: list(limit) });
