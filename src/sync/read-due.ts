import type { Interval } from "../base/index.ts";
import { isPartial } from "../collect/index.ts";
import type { SyncContext } from "./context.ts";
import { readable, readDueAnswers } from "./due-answers.ts";
import { readAgainSingly } from "./form-routes.ts";
import { readMissingForms } from "./missing-forms.ts";
import { forgetRepair, readMissingInteractions, readMissingNames } from "./missing-names.ts";
import { readDueProblems } from "./problems-due.ts";
import type { ProgressReporter } from "./progress.ts";
import { readDueInteractions, readOverdueSurveys } from "./re-read.ts";
import { readHandled } from "./sweeps/handled.ts";
import { keepListedSurveys } from "./sweeps/listed-surveys.ts";

interface Due {
  readonly range: Interval;
  /** Whether an earlier run was cut short, so that interactions and names may be missing. */
  readonly resumed: boolean;
  readonly progress: ProgressReporter;
  readonly finish: () => Promise<void>;
}

/**
 * Reads what no sweep of this run brought: what may have changed since it was read, and what was missing. Of a source that may not be
 * read nothing is asked for.
 */
export async function readDue(all: SyncContext, { range, resumed, progress, finish }: Due): Promise<void> {
  const sources = [...readable(all)];
  const context: SyncContext = { ...all, request: { ...all.request, sources } };
  const { warehouse, store, findings } = context;
  const readsSurveys = sources.includes("surveys");
  /** A part that cannot be read is named, and the rest goes on. */
  async function attempt(what: string, read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      if (!isPartial(error)) throw error;
      findings.miss(`${what} could not be read. ${error.message}`);
    }
  }

  // Finding what is due looks through whole tables: 85 MB at a million responses, measured alone, and the step from 372 to 419 after
  // the sweeps of such a sync, which was at 200 once its file had been opened anew.
  await warehouse.freeMemory?.();
  progress.step("interactions");
  await attempt("Interactions that may have changed", () => readDueInteractions(context));
  if (readsSurveys) await attempt("Surveys that only interactions list", () => keepListedSurveys(context));
  await finish();
  if (resumed) {
    await attempt("Interactions that an earlier sync left out", () => readMissingInteractions(context));
    await finish();
    await attempt("Names that an earlier sync left out", () => readMissingNames(context));
  }
  await attempt("Forms that are missing", () => readMissingForms(context));
  await attempt("Documents with problems", () => readDueProblems(context));
  progress.step("answers that are due");
  await attempt("What was read in bulk and is doubted", () => readAgainSingly(context));
  if (readsSurveys) await attempt("Surveys that never ended", () => readOverdueSurveys(context));
  await readDueAnswers(context);
  await finish();
  if (resumed) await warehouse.transaction((tx) => forgetRepair(tx, store.organizationId));
  // Last: no response waits for it, and counting a month of a large organization may take Genesys its time.
  if (all.request.sources.includes("surveys")) await readHandled(context, range, progress);
}
