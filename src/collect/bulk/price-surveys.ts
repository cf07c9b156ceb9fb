import { contextOf, type Form } from "../../csat/index.ts";
import type { Context } from "../context.ts";
import { countTexts, nothingCounted, type TextCounts } from "./count-texts.ts";
import { expectSpared, leastUnproven } from "./expect-spared.ts";
import { countsEveryText, enoughTexts, type FormRoute, type FormRoutes, sampleSize } from "./form-routes.ts";
import { groupRequests } from "./grouped-answers.ts";
import { createReckoning, percent, type RoutesPrice, type Share, type WantedTexts, wantedShare } from "./price.ts";
import { asksWhy, surveysPerRequest, whyInVain } from "./read-by-route.ts";

/** Surveys to read, as far as they are counted. */
export interface CountedSurveys extends Omit<WantedTexts, "texts"> {
  /** By form version. */
  readonly counts: ReadonlyMap<string | null, number>;
  readonly batches: readonly Batch[];
  /** When the last of them were answered. */
  readonly end: number;
}

/** What reading surveys takes, by the routes of their forms; asks for the forms, and for how many texts there are where it matters. */
export async function priceSurveys(context: Context, counted: CountedSurveys): Promise<RoutesPrice> {
  const { forms, routes, request } = context;
  await forms.load("survey", counted.counts.keys());
  const counts = [...counted.counts].map(([id, surveys]) => ({ form: forms.get(id), surveys }));
  const wanted = { texts: request.texts, dissatisfied: counted.dissatisfied };
  const written = await countWritten(context, counts, counted.end, wanted);
  return reckonSurveys({ ...wanted, counts, batches: counted.batches, routes: routes.survey, counted: written });
}

/** Only where texts are wanted, of forms that may be read in bulk and ask for one, and where as many come as in bulk are worth it. */
async function countWritten(
  context: Context,
  counts: readonly SurveyCount[],
  end: number,
  wanted: WantedTexts,
): Promise<TextCounts> {
  const open = counts.filter(
    ({ form }) =>
      form &&
      whySingle(form, context.routes.survey.of(contextOf(form)), wanted, context.routes.survey.closed()) === null,
  );
  const asking = open.flatMap(({ form }) =>
    form?.questions.some(({ type }) => type === "freeTextQuestion") ? form : [],
  );
  const least = context.routes.survey.anyProven() ? surveysPerRequest : leastUnproven;
  return wanted.texts === "never" || asking.length === 0 || sum(open) < least
    ? nothingCounted
    : countTexts(context, end, asking);
}

/** Surveys of one form version that are to be read. */
export interface SurveyCount {
  /** Null where it is not known. */
  readonly form: Form | null;
  readonly surveys: number;
}

/** Surveys that are read together: a share of all, answered in so many windows. */
export interface Batch {
  readonly share: number;
  readonly windows: number;
}

interface SurveyPricing extends WantedTexts {
  readonly counts: readonly SurveyCount[];
  /** In the order in which they are read. */
  readonly batches: readonly Batch[];
  readonly routes: FormRoutes;
  readonly counted: TextCounts;
}

/** What `readSurveysByRoute` takes for these. */
export function reckonSurveys(pricing: SurveyPricing): RoutesPrice {
  const { counts, batches, routes, counted } = pricing;
  const reckoning = createReckoning("surveys", routes);
  const refusal = routes.closed() ?? counted.refusal;
  const forms = counts.map(({ form, surveys }) => {
    const why = form === null ? null : whySingle(form, routes.of(contextOf(form)), pricing, refusal);
    return { form, surveys, why, eligible: form === null || why !== null ? null : form };
  });
  const eligible = forms.flatMap(({ eligible: form, surveys }) =>
    form === null ? [] : [{ form, surveys, texts: textShare(form, routes.of(contextOf(form)), pricing) }],
  );
  const all = sum(forms);
  const expected = new Map(eligible.map(({ form }) => [contextOf(form), form]));
  /** A form that proves itself on the way shows as many texts in its sample as analytics counts in it. */
  const routeOf = (contextId: string): FormRoute => {
    const form = expected.get(contextId);
    const route = form ? reckoning.route(form) : routes.of(contextId);
    if (!form || route.route === "bulk" || route.compared < sampleSize) return route;
    const written = Math.round((counted.share(form) ?? 0) * sampleSize);
    return { ...route, route: "bulk", countedTexts: written, shownTexts: written };
  };
  let requests = 0;
  for (const { share, windows } of batches) {
    for (const { form, surveys, why, eligible } of forms)
      if (eligible === null) reckoning.readSingly(form, surveys * share, why);
    const isProven = routes.anyProven() || eligible.some(({ form }) => reckoning.isProven(form));
    const some = eligible.map(({ form, surveys }) => ({ form, surveys: surveys * share }));
    const spared = expectSpared(some, routeOf, pricing.texts);
    const cost = costOfGroups(eligible, share, windows);
    const isWorth =
      all * share >= (isProven ? surveysPerRequest : leastUnproven) &&
      cost.most <= Math.floor(spared / surveysPerRequest);
    if (isWorth) requests += cost.usual;
    for (const { form, surveys, texts } of eligible) {
      if (isWorth) reckoning.readInBulk(form, surveys * share, texts);
      else reckoning.readSingly(form, surveys * share, null);
    }
  }
  return reckoning.price(requests);
}

const sum = (some: readonly { readonly surveys: number }[]): number =>
  some.reduce((all, { surveys }) => all + surveys, 0);

function whySingle(form: Form, route: FormRoute, { texts }: WantedTexts, refusal: string | null): string | null {
  if (route.route === "single") return route.reason;
  return refusal ?? (texts === "all" ? whyInVain(form, route) : null);
}

function costOfGroups(
  eligible: readonly { readonly form: Form; readonly surveys: number }[],
  share: number,
  windows: number,
): { readonly usual: number; readonly most: number } {
  const answers = eligible.reduce((all, { form, surveys }) => all + surveys * form.questions.length, 0) * share;
  const recommending = eligible.filter(({ form }) => form.questions.some(({ type }) => type === "npsQuestion"));
  const queries = [answers, ...(recommending.length > 0 ? [sum(recommending) * share] : [])];
  const each = queries.map((groups) => groupRequests(groups / windows));
  const ofAll = (of: "usual" | "most"): number => windows * each.reduce((all, one) => all + one[of], 0);
  return { usual: ofAll("usual"), most: ofAll("most") };
}

/** In how many of a form's surveys something may be written that is wanted. */
function textShare(form: Form, route: FormRoute, { counted, ...wanted }: SurveyPricing): Share {
  const { share, basis } = wantedShare(wanted, form);
  if (share === 0) return { share, basis };
  if (form.questions.some((question) => asksWhy(question, route))) return { share, basis };
  if (!form.questions.some(({ type }) => type === "freeTextQuestion")) return { share: 0, basis: null };
  const written = counted.share(form);
  const isCounted =
    written !== null && (route.route === "bulk" ? countsEveryText(route) : written * sampleSize >= enoughTexts);
  const basisOfTexts = isCounted
    ? `Analytics counts something written in ${percent(written)} of them.`
    : "Analytics counts no text of most, so that any of them may have one.";
  return {
    share: isCounted ? share * written : share,
    basis: [basisOfTexts, basis].filter((one) => one !== null).join(" "),
  };
}
