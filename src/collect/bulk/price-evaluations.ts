import { contains, type Interval, readTime } from "../../base/index.ts";
import { contextOf, type Form } from "../../csat/index.ts";
import type { Context } from "../context.ts";
import type { EvaluationCandidate } from "../stubs.ts";
import { answerSearches } from "./answer-searches.ts";
import { carriesAnswers } from "./bulk-evaluation.ts";
import { sparedPerRequest, whyInVain } from "./evaluations-by-route.ts";
import type { FormRoutes } from "./form-routes.ts";
import { createReckoning, type RoutesPrice, type WantedTexts, wantedShare } from "./price.ts";
import { costOf } from "./search-answers.ts";

/** Evaluations that are searched for together: of one form version, listed by one search in one window. */
export interface EvaluationCount {
  /** Null where it is not known. */
  readonly form: Form | null;
  readonly evaluations: number;
  /** Whether the rows of the search have the answers. */
  readonly carries: boolean;
  /** Whether the search has listed them as they are: others are read by themselves. */
  readonly isListed: boolean;
}

/** Evaluations that were found, as they would be searched for together in these windows. */
export function countEvaluations(
  { forms }: Pick<Context, "forms">,
  found: readonly EvaluationCandidate[],
  windows: readonly Interval[],
): EvaluationCount[] {
  const counts = new Map<string, EvaluationCount>();
  for (const { formId, searched = null } of found) {
    const submitted = readTime(searched?.row.submittedDate);
    const window = submitted === null ? -1 : windows.findIndex((one) => contains(one, submitted));
    const carries = searched !== null && carriesAnswers(searched);
    const key = JSON.stringify([formId, window, searched?.systemSubmitted ?? null, carries]);
    const evaluations = (counts.get(key)?.evaluations ?? 0) + 1;
    counts.set(key, { form: forms.get(formId), evaluations, carries, isListed: window >= 0 });
  }
  return [...counts.values()];
}

interface EvaluationPricing extends Omit<WantedTexts, "texts"> {
  readonly request: Context["request"];
  /** In the order in which they are read. */
  readonly counts: readonly EvaluationCount[];
  readonly routes: FormRoutes;
}

/** What `fetchEvaluationsByRoute` takes for these. */
export function priceEvaluations({ counts, routes, request, dissatisfied }: EvaluationPricing): RoutesPrice {
  const wanted = { texts: request.texts, dissatisfied };
  const reckoning = createReckoning("evaluations", routes);
  let requests = 0;
  for (const { form, evaluations, carries, isListed } of counts) {
    const why = form === null ? null : whySingle(form, carries, routes, request);
    if (form === null || why !== null || !isListed) {
      reckoning.readSingly(form, evaluations, why);
      continue;
    }
    const cost = carries ? 0 : costOf(answerSearches(form) ?? [], evaluations);
    if (sparedPerRequest * cost > evaluations - reckoning.sample(form, evaluations)) {
      reckoning.readSingly(form, evaluations, null);
      continue;
    }
    requests += cost;
    const isTextRead = carries && wanted.texts === "all";
    reckoning.readInBulk(form, evaluations, isTextRead ? { share: 0, basis: null } : wantedShare(wanted, form));
  }
  return reckoning.price(requests);
}

function whySingle(form: Form, carries: boolean, routes: FormRoutes, request: Context["request"]): string | null {
  const route = routes.of(contextOf(form));
  if (route.route === "single") return route.reason;
  return routes.closed() ?? whyInVain(form, carries, request, route.uncounted);
}
