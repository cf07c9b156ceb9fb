import { contextOf, type Form } from "../../csat/index.ts";
import type { Source, Texts } from "../request.ts";
import {
  describeRoute,
  type FormRoute,
  type FormRoutes,
  recheckEvery,
  sampleSize,
  startingRoute,
} from "./form-routes.ts";

/*
 * What a run would spend is reckoned by the rules of the routes themselves, from what can be counted. A form that has still to
 * prove itself is reckoned as if it did: what the run spends if none does is the price of reading one by one.
 */

/** What reading the responses of one form takes. */
export interface FormPrice {
  readonly source: Source;
  /** Null for responses whose form is not known. */
  readonly formContextId: string | null;
  readonly formName: string | null;
  /** Responses to read: as many requests, one by one. */
  readonly responses: number;
  /** Of these, about how many are read by themselves. */
  readonly single: number;
  readonly inBulk: boolean;
  /** Why, and from what it is estimated. */
  readonly reason: string;
}

/** What reading answers takes, by the routes of their forms. */
export interface RoutesPrice {
  /** Those for single responses, and those for many at once. */
  readonly requests: number;
  readonly forms: readonly FormPrice[];
}

export const noPrice: RoutesPrice = { requests: 0, forms: [] };

/** Which texts are wanted, and what is known of whom they are from. */
export interface WantedTexts {
  readonly texts: Texts;
  /** The share of the responses whose lead question is not answered with satisfaction, by the form's context id; null where it is not known. */
  readonly dissatisfied: (contextId: string) => number | null;
}

/** A share of the responses of a form, and from what it is estimated; null where there is nothing to say. */
export interface Share {
  readonly share: number;
  readonly basis: string | null;
}

/** The share of the texts of a form that are wanted. */
export function wantedShare({ texts, dissatisfied }: WantedTexts, form: Form): Share {
  if (texts !== "low") return { share: texts === "all" ? 1 : 0, basis: null };
  const share = dissatisfied(contextOf(form));
  return share === null
    ? { share: 1, basis: "How many customers were not satisfied is not known, so every text is counted." }
    : { share, basis: `${percent(share)} of the customers were not satisfied, by the responses that are stored.` };
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

interface Reckoned {
  readonly form: Form | null;
  responses: number;
  single: number;
  /** Of them, those that are asked for in bulk. */
  together: number;
  route: FormRoute | null;
  /** Why nothing of it is read in bulk, as far as the route does not say it. */
  why: string | null;
  basis: string | null;
}

const tooFew = "Too few of them come together: in bulk they would cost no less.";

/** Adds up what the forms of one source take. */
export function createReckoning(source: Source, routes: FormRoutes) {
  const forms = new Map<string | null, Reckoned>();
  const of = (form: Form | null): Reckoned => {
    const contextId = form && contextOf(form);
    const known = forms.get(contextId);
    if (known) return known;
    const route = contextId === null ? null : routes.of(contextId);
    const made: Reckoned = { form, responses: 0, single: 0, together: 0, route, why: null, basis: null };
    forms.set(contextId, made);
    return made;
  };
  return {
    /** The route of a form as it would be after what was reckoned before. */
    route: (form: Form): FormRoute => of(form).route ?? startingRoute,
    /** Whether a form has proved itself, or would have by what was reckoned before. */
    isProven: (form: Form): boolean => (of(form).route?.compared ?? 0) >= sampleSize,
    /** Of so many responses that come together, those that are read both ways. */
    sample: (form: Form, responses: number): number =>
      Math.min(responses, Math.max(0, sampleSize - (of(form).route?.compared ?? 0))),
    readSingly(form: Form | null, responses: number, why: string | null): void {
      const one = of(form);
      one.responses += responses;
      one.single += responses;
      one.why = why ?? one.why;
    },
    /** Reads them in bulk, but for a sample and those in which something is written that is wanted. */
    readInBulk(form: Form, responses: number, { share, basis }: Share): void {
      const one = of(form);
      if (one.route === null) return;
      const sample = this.sample(form, responses);
      one.route = { ...one.route, compared: one.route.compared + sample };
      one.responses += responses;
      one.together += responses;
      one.single += sample + (responses - sample) * (1 / recheckEvery + (1 - 1 / recheckEvery) * share);
      one.basis = basis;
    },
    /** With the requests that were reckoned for many responses at once. */
    price(requests: number): RoutesPrice {
      const prices = [...forms.values()].filter(({ responses }) => responses > 0).map(toPrice);
      return { requests: Math.ceil(requests) + prices.reduce((sum, { single }) => sum + single, 0), forms: prices };
    },
  };

  function toPrice({ form, responses, single, together, why, basis }: Reckoned): FormPrice {
    const contextId = form && contextOf(form);
    const inBulk = Math.round(single) < Math.round(responses);
    const route = contextId === null ? "Their form cannot be read." : describeRoute(routes.of(contextId));
    const sentences = together > 0 ? [route, basis] : [why ?? routes.closed() ?? (contextId === null ? route : tooFew)];
    return {
      ...{ source, formContextId: contextId, formName: form?.name ?? null, inBulk },
      ...{ responses: Math.round(responses), single: Math.round(single) },
      reason: sentences.filter((sentence) => sentence !== null).join(" "),
    };
  }
}

export type Reckoning = ReturnType<typeof createReckoning>;
