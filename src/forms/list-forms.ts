import type { Interval } from "../base/index.ts";
import { isPartial, type PartialError } from "../collect/index.ts";
import type { ScoreSettings } from "../csat/index.ts";
import type { Genesys, Spent } from "../genesys/index.ts";
import { type AnswerCounts, countAnswers } from "./answer-counts.ts";
import { type ListedForm, makeForm } from "./listed-form.ts";
import { type Measures, type Proposal, propose } from "./proposals.ts";
import { type FormEntry, listPublished, readVersions } from "./versions.ts";

export interface FormsRequest {
  /** Answers given in it are counted. */
  readonly range: Interval;
  readonly sources: readonly ("surveys" | "evaluations")[];
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
  readonly skipped: readonly { readonly source: FormsRequest["sources"][number]; readonly error: PartialError }[];
  readonly spent: Spent;
}

/**
 * The published forms of an org with what Afterword makes of their questions: a handful of requests, for any number of
 * responses. A source that cannot be read is skipped and named; if that is all of them, its error is thrown.
 */
export async function listForms(genesys: Genesys, request: FormsRequest, signal?: AbortSignal): Promise<FormList> {
  const notes: string[] = [];
  const missing: string[] = [];
  const skipped: FormList["skipped"][number][] = [];
  const forms: ListedForm[] = [];
  const seen: string[] = [];
  for (const source of new Set(request.sources)) {
    try {
      const published = await listPublished(genesys, source === "surveys" ? "survey" : "evaluation", signal);
      seen.push(...published.map(({ name, contextId }) => `"${name ?? contextId}"`));
      const wanted = published.filter((entry) => matches(request, entry));
      const counts = wanted.length > 0 ? await countsOf(source, genesys, request, wanted, signal) : uncounted;
      if (counts.problem !== null) notes.push(counts.problem);
      for (const entry of await complete(genesys, wanted, counts, request, signal)) {
        if (typeof entry === "string") missing.push(entry);
        else forms.push(entry);
      }
    } catch (error) {
      if (!isPartial(error)) throw error;
      skipped.push({ source, error });
    }
  }
  const [first] = skipped;
  if (first && skipped.length === new Set(request.sources).size) throw first.error;
  if (request.forms.length > 0 && forms.length === 0) {
    notes.push(`No published form has such a name or id. There are: ${seen.join(", ") || "none"}.`);
  }
  return { forms, proposals: propose(forms, request.measures ?? {}), notes, missing, skipped, spent: genesys.spent() };
}

const uncounted: AnswerCounts = { of: () => null, problem: null };

async function countsOf(
  source: FormsRequest["sources"][number],
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

const matches = ({ forms }: FormsRequest, { name, contextId, versions }: FormEntry): boolean =>
  forms.length === 0 ||
  [name, contextId, ...versions.map(({ id }) => id)].some((known) =>
    forms.some((wanted) => wanted.toLowerCase() === known?.toLowerCase()),
  );
