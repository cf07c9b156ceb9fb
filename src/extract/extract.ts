import { type Clock, day, earliestTime, type Interval, systemClock } from "../base/index.ts";
import {
  bySource,
  type Context,
  countEvaluations,
  createContext,
  createFindings,
  createServerClock,
  describeSkew,
  type ExtractRequest,
  eventTimeWindows,
  type FormPrice,
  type Progress,
  priceEvaluations,
  priceSurveys,
  type Report,
  type RoutesPrice,
  readSurveysByRoute,
  requestsPerMinute,
  type SurveyCandidate,
  type SurveysRead,
} from "../collect/index.ts";
import {
  type AnsweredEvaluation,
  type AnsweredSurvey,
  type CsatRecord,
  createRedactor,
  type Form,
} from "../csat/index.ts";
import { changeFreeTexts, evaluation, type Genesys, type Spent, survey } from "../genesys/index.ts";
import { searchWindows } from "./discover-evaluations.ts";
import { findEvaluations, readEvaluations } from "./evaluations.ts";
import { findSurveys } from "./find-surveys.ts";
import { makeRecords } from "./records.ts";
import { reportValues } from "./value-problems.ts";

/** How an extraction runs. */
export interface ExtractOptions {
  readonly signal?: AbortSignal | undefined;
  /** @default the system's */
  readonly clock?: Clock;
  /** Called whenever something was found, fetched or linked. @default progress is not reported */
  readonly onProgress?: (progress: Progress) => void;
}

/** What an extraction found, with what is missing from it. */
export interface Extraction extends Report {
  /** In order of submission, each response once. */
  readonly records: readonly CsatRecord[];
  /** Evaluation forms that were met, so that a label can be chosen where none matched. */
  readonly seenForms: readonly Form[];
  readonly spent: Spent;
}

/**
 * Every CSAT answer of a range, linked to the interaction that earned it: finds the responses, reads their answers, and
 * joins interactions, forms and names. A failure of a part delivers the rest and reports what is missing.
 *
 * Throws PermissionError where nothing that was asked for may be read, CredentialsError, UnreachableError, and
 * InterruptedError when `signal` aborts.
 */
export async function extract(
  genesys: Genesys,
  request: ExtractRequest,
  options: ExtractOptions = {},
): Promise<Extraction> {
  const context = startRun(genesys, request, options);
  const surveys: AnsweredSurvey[] = [];
  const evaluations: AnsweredEvaluation[] = [];
  await bySource(context, async (source) => {
    if (source === "surveys") surveys.push(...(await readFound(context)).surveys);
    else evaluations.push(...(await readEvaluations(context, await findEvaluations(context))));
  });
  const redact = createRedactor(request.redaction);
  const records = await makeRecords(
    context,
    surveys.map((wire) => changeFreeTexts(survey, wire, redact)),
    evaluations.map((wire) => changeFreeTexts(evaluation, wire, redact)),
  );
  const { findings, forms, names } = context;
  for (const sentence of names.unnamed()) findings.note(sentence);
  const skew = describeSkew(genesys, options.clock ?? systemClock);
  if (skew !== null) findings.note(skew);
  const unlinked = records.filter(({ linked }) => !linked).length;
  if (unlinked > 0) findings.miss(`${unlinked} of ${records.length} responses could not be linked; each says why.`);
  return {
    ...findings.report(),
    records,
    seenForms: forms.all().filter(({ kind }) => kind === "evaluation"),
    spent: genesys.spent(),
  };
}

/** The answers of the surveys that discovery names. */
const readFound = async (context: Context): Promise<SurveysRead> =>
  readSurveysByRoute(context, await findSurveys(context), eventTimeWindows(context));

/** The cost of an extraction, for `--dry-run`. */
export interface Plan extends Report {
  /** Surveys that would be read. */
  readonly surveys: number;
  /** Evaluations that would be read. */
  readonly evaluations: number;
  /** Requests that finding and counting them has spent already. */
  readonly spent: Spent;
  /** Requests that reading and linking would still take, in bulk where a form may prove that it holds. */
  readonly requests: number;
  /** Minutes that these take at the client's allowance. */
  readonly minutes: number;
  /** The same with one request for each response. */
  readonly oneByOne: { readonly requests: number; readonly minutes: number };
  /** How the responses of each form would be read. */
  readonly forms: readonly FormPrice[];
}

/** Names of people, queues, codes, divisions and teams, and the versions of forms: a handful, however many responses. */
const handful = 15;

/** Finds the responses, reads none of them, and returns what reading would cost. */
export async function plan(genesys: Genesys, request: ExtractRequest, options: ExtractOptions = {}): Promise<Plan> {
  const context = startRun(genesys, request, options);
  const found = { surveys: 0, evaluations: 0 };
  const prices: RoutesPrice[] = [];
  await bySource(context, async (source) => {
    if (source === "surveys") {
      const surveys = await findSurveys(context);
      found.surveys = surveys.length;
      prices.push(await priceFoundSurveys(context, surveys));
    } else {
      const evaluations = await findEvaluations(context);
      found.evaluations = evaluations.length;
      const counts = countEvaluations(context, evaluations, searchWindows(context));
      prices.push(priceEvaluations({ counts, routes: context.routes.evaluation, request, ...nobodyKnown }));
    }
  });
  const responses = found.surveys + found.evaluations;
  const spent = genesys.spent();
  const price = (reading: number) => {
    const requests = responses === 0 ? 0 : Math.ceil(reading) + handful;
    return { requests, minutes: requests / (spent.allowed ?? requestsPerMinute) };
  };
  const reading = prices.reduce((sum, { requests }) => sum + requests, 0);
  return {
    ...{ ...context.findings.report(), ...found, spent, ...price(reading), oneByOne: price(responses) },
    forms: prices.flatMap(({ forms }) => forms),
  };
}

/** Without a warehouse nothing is known of the answers that come. */
const nobodyKnown = { dissatisfied: () => null };

function priceFoundSurveys(context: Context, surveys: readonly SurveyCandidate[]): Promise<RoutesPrice> {
  const counts = new Map<string | null, number>();
  for (const { formId } of surveys) counts.set(formId, (counts.get(formId) ?? 0) + 1);
  const windows = eventTimeWindows(context);
  const end = Math.min(context.request.range.to, context.clock.now());
  const batches = [{ share: 1, windows: windows.length }];
  return priceSurveys(context, { counts, end, batches, ...nobodyKnown });
}

/**
 * The part of a range in which something may have happened: each month of the rest would be asked for in vain. A day is left for a
 * clock that is behind.
 */
const withinTime = ({ from, to }: Interval, now: number): Interval => {
  const start = Math.max(from, earliestTime);
  return { from: start, to: Math.max(start, Math.min(to, now + day)) };
};

function startRun(genesys: Genesys, request: ExtractRequest, options: ExtractOptions): Context {
  const { signal, clock: ours = systemClock, onProgress } = options;
  const clock = createServerClock(genesys, ours);
  const progress = { found: 0, fetched: 0, linked: 0 };
  const count = ({ found = 0, fetched = 0, linked = 0 }: Partial<Progress>): void => {
    progress.found += found;
    progress.fetched += fetched;
    progress.linked += linked;
    onProgress?.({ ...progress });
  };
  const findings = createFindings();
  const bounded = { ...request, range: withinTime(request.range, clock.now()) };
  return createContext({ genesys, request: bounded, findings, clock, signal, count, keep: reportValues(findings) });
}
