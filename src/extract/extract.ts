import { type Clock, systemClock } from "../base/index.ts";
import {
  bySource,
  type Context,
  createContext,
  createFindings,
  createServerClock,
  describeSkew,
  type ExtractRequest,
  eventTimeWindows,
  type Progress,
  type Report,
  readSurveysByRoute,
  requestsPerMinute,
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
  /** Surveys that would be read, a request each. */
  readonly surveys: number;
  /** Evaluations that would be read, a request each at most. */
  readonly evaluations: number;
  /** Requests that discovery has spent already. */
  readonly spent: Spent;
  /** Requests that reading and linking would still take. */
  readonly requests: number;
  /** Minutes that these take at the client's allowance. */
  readonly minutes: number;
}

/** Names of people, queues, codes, divisions and teams, and the versions of forms: a handful, however many responses. */
const handful = 15;

/** Finds the responses, reads none of them, and returns what reading would cost. */
export async function plan(genesys: Genesys, request: ExtractRequest, options: ExtractOptions = {}): Promise<Plan> {
  const context = startRun(genesys, request, options);
  const found = { surveys: 0, evaluations: 0 };
  await bySource(context, async (source) => {
    if (source === "surveys") found.surveys = (await findSurveys(context)).length;
    else found.evaluations = (await findEvaluations(context)).length;
  });
  const responses = found.surveys + found.evaluations;
  const requests = responses === 0 ? 0 : responses + handful;
  const spent = genesys.spent();
  const minutes = requests / (spent.allowed ?? requestsPerMinute);
  return { ...context.findings.report(), ...found, spent, requests, minutes };
}

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
  return createContext({ genesys, request, findings, clock, signal, count, keep: reportValues(findings) });
}
