import { z } from "zod";
import { text } from "./loose.ts";

/** `AsyncQueryResponse`: the receipt of a submitted job. */
export const jobReceipt = z.looseObject({ jobId: z.string() });

/** `AsyncQueryStatus`; states are QUEUED, PENDING, FULFILLED, FAILED, CANCELLED and EXPIRED. */
export const jobState = z.looseObject({ state: text, errorMessage: text });

export type JobReceipt = z.infer<typeof jobReceipt>;
export type JobState = z.infer<typeof jobState>;
