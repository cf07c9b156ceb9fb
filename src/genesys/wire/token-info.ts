import { z } from "zod";
import { reference } from "./loose.ts";

/** `TokenInfo`: whose token it is. */
export const tokenInfo = z.looseObject({ organization: reference, OAuthClient: reference });
