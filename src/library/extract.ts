import {
  type Interval,
  type Period,
  readClock,
  readFlag,
  readFunction,
  readOneOf,
  readOptions,
  readPeriod,
  readSignal,
  type Shape,
} from "../base/index.ts";
import {
  type ExtractRequest as CheckedRequest,
  type Extraction,
  type ExtractOptions,
  extract as extractChecked,
  type Plan,
  plan as planChecked,
  refuseUnknownNames,
  toInteractionUrl,
  defaultRequest as usualRequest,
} from "../extract/index.ts";
import type { Genesys } from "../genesys/index.ts";
import { checkedGenesys, patternOf } from "./handles.ts";
import { readRedaction, readScores, readSources, readWords } from "./shapes.ts";

/**
 * The request. Every list is a filter: an empty one lets everything pass. Keys that are left out are as in
 * `defaultRequest`.
 */
export interface ExtractRequest extends Partial<Omit<CheckedRequest, "range">> {
  /** Responses completed (survey) or submitted (evaluation) in it, whenever their interaction was. */
  readonly range: Period;
}

type Changes = Partial<Omit<CheckedRequest, "range">>;

const changesShape: Shape<Changes> = {
  sources: readSources,
  media: readWords,
  queues: readWords,
  forms: readWords,
  labels: readWords,
  questions: readWords,
  unreleased: readFlag,
  texts: readOneOf(["all", "never", "low"]),
  redaction: readRedaction,
  scores: readScores,
  interactionUrl: readFunction(),
};

const optionsShape: Shape<ExtractOptions> = { signal: readSignal, clock: readClock, onProgress: readFunction() };

/**
 * The default request of `extract`: both sources of the range, unfiltered, with evaluations' questions labelled `csat`;
 * `changes` replace single keys.
 * @throws {UsageError} for a range that is none, and changes that do not fit
 */
export function defaultRequest(range: Period, changes: Changes = {}): ExtractRequest & { readonly range: Interval } {
  return usualRequest(
    readPeriod(range, "defaultRequest: range"),
    readOptions<Changes>(changes, "defaultRequest", changesShape),
  );
}

/**
 * Every CSAT answer of a range, linked to the interaction that earned it: finds the responses, reads their answers, and
 * joins interactions, forms and names. A failure of a part delivers the rest and names what is missing.
 * @throws {UsageError} for options that do not fit, and for a queue or form that the org does not have
 * @throws {PermissionError} where nothing that was asked for may be read
 * @throws {CredentialsError} {@link UnreachableError} and, when `signal` aborts, {@link InterruptedError}
 */
export async function extract(
  genesys: Genesys,
  request: ExtractRequest,
  options: ExtractOptions = {},
): Promise<Extraction> {
  const [client, wanted, rest] = checked("extract", genesys, request, options);
  await refuseUnknownNames(client, wanted, rest.signal);
  return extractChecked(client, wanted, rest);
}

/**
 * The cost of an extraction: finds the responses, reads none, and returns how many requests and minutes reading would
 * take.
 * @throws {UsageError} and what `extract` throws
 */
export async function plan(genesys: Genesys, request: ExtractRequest, options: ExtractOptions = {}): Promise<Plan> {
  return planChecked(...checked("plan", genesys, request, options));
}

function checked(name: string, genesys: Genesys, request: ExtractRequest, options: ExtractOptions) {
  const client = checkedGenesys(genesys, name);
  const shape: Shape<Changes & { range: Interval }> = { range: readPeriod, ...changesShape };
  const { range, ...changes } = readOptions(request, name, shape, ["range"]);
  return [
    client,
    usualRequest(range, { interactionUrl: toInteractionUrl(patternOf(client)), ...changes }),
    readOptions<ExtractOptions>(options, `${name}: options`, optionsShape),
  ] as const;
}
