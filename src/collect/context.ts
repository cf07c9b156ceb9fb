import { createFormRoutes, type FormRoutes } from "./bulk/form-routes.ts";
import type { FetchContext } from "./fetch-context.ts";
import type { FormKind } from "./form-versions.ts";
import { createForms, type Forms } from "./forms.ts";
import { createInteractions, type Interactions } from "./interactions.ts";
import { createNames, type NameLookup } from "./names.ts";

/** The shared state of a run, with its findings so far. Everything in it is asked for once. */
export interface Context extends FetchContext {
  readonly interactions: Interactions;
  readonly forms: Forms;
  readonly names: NameLookup;
  /** How the responses of each form are read. */
  readonly routes: Readonly<Record<FormKind, FormRoutes>>;
}

export const createContext = (fetching: FetchContext): Context => ({
  ...fetching,
  interactions: createInteractions(fetching),
  forms: createForms(fetching),
  names: createNames(fetching),
  routes: {
    survey: createFormRoutes("survey", fetching.findings, fetching.clock),
    evaluation: createFormRoutes("evaluation", fetching.findings, fetching.clock),
  },
});

/** The same context with interactions of its own, which are let go with it. */
export const withoutInteractions = <Whole extends Context>(context: Whole): Whole => ({
  ...context,
  interactions: createInteractions(context),
});
