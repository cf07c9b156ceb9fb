import { type Clock, hour, RequestError, second, systemClock } from "../../base/index.ts";
import { type Endpoint, type Input, type Paged, subject } from "../endpoint.ts";
import type { Genesys } from "../genesys.ts";
import type { JobReceipt, JobState } from "../wire/job.ts";
import type { CursorListing } from "../wire/listing.ts";
import { duration, plain } from "../words.ts";
import { byCursor } from "./by-cursor.ts";

/** The three endpoints of one kind of job. */
interface JobEndpoints {
  readonly submit: Endpoint<JobReceipt>;
  readonly state: Endpoint<JobState>;
  readonly results: Paged<CursorListing, "cursor">;
}

interface JobOptions {
  /** @default the system's clock */
  readonly clock?: Clock;
  /** Milliseconds that a job may take. @default one hour */
  readonly longest?: number;
  /** Told before each look at the job, with the seconds until then. */
  readonly onWait?: (seconds: number) => void;
}

/**
 * Submits a job, waits until Genesys has done it, and reads its results by cursor.
 * @throws {RequestError} when the job fails, is cancelled, expires or takes too long
 */
export async function* byJob(
  genesys: Genesys,
  endpoints: JobEndpoints,
  input: Input,
  signal?: AbortSignal,
  { clock = systemClock, longest = hour, onWait }: JobOptions = {},
): AsyncGenerator<readonly unknown[], void, undefined> {
  const { jobId } = await genesys.ask(endpoints.submit, input, signal);
  const path = { jobId };
  const end = clock.now() + longest;
  for (let wait = second; ; wait = Math.min(wait * 1.5, 30 * second)) {
    const { state, errorMessage } = await genesys.ask(endpoints.state, { path }, signal);
    const status = state?.toUpperCase() ?? "";
    if (status === "FULFILLED") break;
    if (["FAILED", "CANCELLED", "EXPIRED"].includes(status)) throw ended(endpoints, jobId, status, errorMessage);
    if (clock.now() >= end) throw ended(endpoints, jobId, `not done after ${duration(longest)}`);
    onWait?.(wait / second);
    await clock.sleep(wait, signal);
  }
  yield* byCursor(genesys, endpoints.results, { path }, signal);
}

function ended({ submit }: JobEndpoints, jobId: string, state: string, said?: string | null): RequestError {
  const reason = said ? `${state}: ${plain(said)}` : state;
  return new RequestError(
    `The job ${plain(jobId, 60)} of ${subject(submit)} is ${reason.replace(/\.?$/, ".")}`,
    "Ask for a shorter range, or try again later.",
    200,
  );
}
