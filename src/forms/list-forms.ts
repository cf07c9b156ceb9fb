import type { Interval } from "../base/index.ts";
import { type FormKind, isPartial, type PartialError } from "../collect/index.ts";
import type { ScoreSettings } from "../csat/index.ts";
import type { Genesys, Spent } from "../genesys/index.ts";
import { type AnswerCounts, countAnswers } from "./answer-counts.ts";
import { chooseForms, refuseUnknownForms } from "./chosen-forms.ts";
import { type ListedForm, makeForm } from "./listed-form.ts";
import { type Measures, type Proposal, propose } from "./proposals.ts";
import { type FormEntry, listPublished, readVersions } from "./versions.ts";

type Source = "surveys" | "evaluations";

export interface FormsRequest {
  /** Answers given in it are counted. */
  readonly range: Interval;
  readonly sources: readonly Source[];
  /** Form names (any case), version ids or context ids; all where empty. */
  readonly forms: readonly string[];
  /** The decisions that the configuration already has. */
  readonly scores: ScoreSettings;
  /** Questions that it joins already, by the name of the measure. @default none */
  readonly measures?: Measures | undefined;
}

/** The published forms, the open decisions about them, and what is missing. */
export interface FormList {
  readonly forms: readonly ListedForm[];
  readonly proposals: readonly Proposal[];
  /** Worth knowing; nothing is missing because of it. */
  readonly notes: readonly string[];
  /** What is missing, and why. */
  readonly missing: readonly string[];
  readonly skipped: readonly { readonly source: Source; readonly error: PartialError }[];
  readonly spent: Spent;
}

/**
 * The published forms of an org with what Afterword makes of their questions: a handful of requests, for any number of
 * responses. A source that cannot be read is skipped and named; if that is all of them, its error is thrown.
 * @throws {UsageError} for a form that was asked for and that the org does not have
 */
export async function listForms(genesys: Genesys, request: FormsRequest, signal?: AbortSignal): Promise<FormList> {
  const skipped: FormList["skipped"][number][] = [];
  const skip = (source: Source) => (error: unknown) => {
    if (!isPartial(error)) throw error;
    skipped.push({ source, error });
    return null;
  };
  const listings = new Map<Source, readonly FormEntry[]>();
  const sources = [...new Set(request.sources)];
  for (const source of sources) {
    const listing = await listPublished(genesys, kindOf(source), signal).catch(skip(source));
    if (listing !== null) listings.set(source, listing);
  }
  const [only, ...others] = sources;
  const notes = refuseUnknownForms([...listings.values()].flat(), request.forms, {
    noun: only === undefined || others.length > 0 ? "form" : `${kindOf(only)} form`,
    isWhole: skipped.length === 0,
  });
  const missing: string[] = [];
  const forms: ListedForm[] = [];
  for (const [source, listing] of listings) {
    const wanted = chooseForms(listing, request.forms);
    const read = await readForms(source, genesys, request, wanted, signal).catch(skip(source));
    if (read === null) continue;
    if (read.problem !== null) notes.push(read.problem);
    for (const entry of read.forms) {
      if (typeof entry === "string") missing.push(entry);
      else forms.push(entry);
    }
  }
  const [first] = skipped;
  if (first && skipped.length === sources.length) throw first.error;
  return { forms, proposals: propose(forms, request.measures ?? {}), notes, missing, skipped, spent: genesys.spent() };
}

const kindOf = (source: Source): FormKind => (source === "surveys" ? "survey" : "evaluation");

/** Forms with their questions and counts, a sentence in place of what cannot be read, and why counts are missing. */
async function readForms(
  source: Source,
  genesys: Genesys,
  request: FormsRequest,
  wanted: readonly FormEntry[],
  signal: AbortSignal | undefined,
): Promise<{ readonly forms: readonly (ListedForm | string)[]; readonly problem: string | null }> {
  const counts = wanted.length > 0 ? await countsOf(source, genesys, request, wanted, signal) : uncounted;
  return { forms: await complete(genesys, wanted, counts, request, signal), problem: counts.problem };
}

const uncounted: AnswerCounts = { of: () => null, problem: null };

async function countsOf(
  source: Source,
  genesys: Genesys,
  { range }: FormsRequest,
  wanted: readonly FormEntry[],
  signal: AbortSignal | undefined,
): Promise<AnswerCounts> {
  const contextIds = wanted.map(({ contextId }) => contextId);
  if (source === "surveys") return countAnswers(genesys, range, contextIds, signal);
  // Evaluation aggregates have no dimension for questions (official SDK, EvaluationAggregationQuery).
  const problem =
    "How often questions of evaluations were answered is not known: Genesys does not count it by question.";
  return { ...uncounted, problem };
}

/** The forms with their questions; a sentence for each whose versions are missing, in whole or in part. */
async function complete(
  genesys: Genesys,
  entries: readonly FormEntry[],
  counts: AnswerCounts,
  { scores }: FormsRequest,
  signal: AbortSignal | undefined,
): Promise<(ListedForm | string)[]> {
  const [first] = entries;
  if (!first) return [];
  const ids = entries.flatMap(({ versions }) => versions.map(({ id }) => id));
  const versions = await readVersions(genesys, first.kind, ids, scores, signal);
  return entries.flatMap((entry) => {
    const read = entry.versions.flatMap(({ id }) => versions.get(id) ?? []);
    const name = `${entry.kind} form "${entry.name ?? entry.contextId}"`;
    const lost = entry.versions.length - read.length;
    const form = read.length > 0 ? [makeForm(entry, read, counts, scores)] : [];
    return [
      ...form,
      ...(lost > 0 ? [`${lost} of ${entry.versions.length} versions of the ${name} could not be read.`] : []),
      ...(form.some(({ redacted }) => redacted) ? [`The ${name} is redacted: parts of it are withheld.`] : []),
    ];
  });
}
