import { PermissionError } from "../base/index.ts";
import type { Interactions } from "./interactions.ts";
import type { Job } from "./job.ts";

/** Asks for the interactions that are not known yet; where that is not permitted, their responses stay unlinked and say why. */
export async function link(
  job: Job,
  interactions: Interactions,
  ids: Iterable<string | null | undefined>,
): Promise<void> {
  const wanted = [...ids].filter((id): id is string => !!id);
  try {
    await interactions.load(wanted);
  } catch (error) {
    if (!(error instanceof PermissionError)) throw error;
    interactions.refuse(wanted, error.message);
    job.findings.miss(`Interactions could not be read. ${error.message}`);
  }
}
