import { createSurveyRoutes, type SurveyRoutes } from "./bulk/survey-routes.ts";
import type { FetchContext } from "./fetch-context.ts";
import { createForms, type Forms } from "./forms.ts";
import { createInteractions, type Interactions } from "./interactions.ts";
import { createNames, type NameLookup } from "./names.ts";

/** The shared state of a run, with its findings so far. Everything in it is asked for once. */
export interface Context extends FetchContext {
  readonly interactions: Interactions;
  readonly forms: Forms;
  readonly names: NameLookup;
  readonly surveyRoutes: SurveyRoutes;
}

export const createContext = (fetching: FetchContext): Context => ({
  ...fetching,
  interactions: createInteractions(fetching),
  forms: createForms(fetching),
  names: createNames(fetching),
  surveyRoutes: createSurveyRoutes(fetching.findings),
});

/** The same context with interactions of its own, which are let go with it. */
export const withoutInteractions = <Whole extends Context>(context: Whole): Whole => ({
  ...context,
  interactions: createInteractions(context),
});
