import { createForms, type Forms } from "./forms.ts";
import { createInteractions, type Interactions } from "./interactions.ts";
import type { Job } from "./job.ts";
import { createNames, type NameBook } from "./names.ts";

/** One run: the job, and what it has learned so far. Everything in it is asked for once. */
export interface Run {
  readonly job: Job;
  readonly interactions: Interactions;
  readonly forms: Forms;
  readonly names: NameBook;
}

export const createRun = (job: Job): Run => ({
  job,
  interactions: createInteractions(job),
  forms: createForms(job),
  names: createNames(job),
});
