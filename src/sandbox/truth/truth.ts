import {
  day as dayLength,
  type Moment,
  readFlag,
  readList,
  readMoment,
  readOneOf,
  readOptions,
  readText,
  type Shape,
} from "../../base/index.ts";
import type { FormVersion, Interaction, Org } from "../model.ts";
import { readOrg } from "../org/org-options.ts";
import { type AccessRestrictions, accessRestrictionsOf, redactedForm } from "../restricted-access.ts";
import { expectedJourney, noJourney } from "./journey.ts";
import { type Names, namesOf } from "./names.ts";
import { completedAt, expectedEvaluation, expectedSurvey, labelledQuestions, submittedAt } from "./responses.ts";
import { type ExpectedResponse, type ExpectedRow, inOrder } from "./row.ts";

/** Which responses: completed or submitted in [from, to), as the org stands at `now`. */
export interface TruthRange {
  readonly from: Moment;
  readonly to: Moment;
  readonly now: Moment;
  /** Up to when analytics has heard of surveys (`sandbox.heard()`): later answers cannot be found. @default now */
  readonly heard?: Moment;
}

interface CheckedRange {
  readonly from: number;
  readonly to: number;
  readonly now: number;
  readonly heard?: number;
}

const rangeShape: Shape<CheckedRange> = { from: readMoment, to: readMoment, now: readMoment, heard: readMoment };

/** Which of the responses, as `extract` is asked. */
export interface TruthOptions {
  /** @default both */
  readonly sources?: readonly ("survey" | "evaluation")[];
  /** CSAT labels, which choose evaluations. @default ["csat"] */
  readonly labels?: readonly string[];
  /** Evaluations that were not released, too. @default false */
  readonly unreleased?: boolean;
}

const optionsShape: Shape<TruthOptions> = {
  sources: readList(readOneOf(["survey", "evaluation"])),
  labels: readList(readText),
  unreleased: readFlag,
};

/**
 * The rows that `afterword extract` must find in a range, by submit date and then id. Made from what was written down
 * with the interactions, never by the code that it judges.
 * @throws {UsageError} for arguments that do not fit
 */
export function truth(org: Org, given: TruthRange, options: TruthOptions = {}): ExpectedRow[] {
  const range = readOptions<CheckedRange>(given, "truth: range", rangeShape, ["from", "to", "now"]);
  const context = createTruthContext(
    readOrg(org, "truth: org"),
    range,
    readOptions(options, "truth: options", optionsShape),
  );
  const last = Math.min(org.lastDay, Math.floor(Math.min(range.to, range.now) / dayLength));
  const rows: ExpectedRow[] = [];
  for (let day = org.firstDay; day <= last; day++)
    for (const interaction of org.day(day)) rows.push(...rowsOf(context, interaction));
  return rows.sort((a, b) => compare(a.submit_date, b.submit_date) || compare(a.response_id, b.response_id));
}

interface TruthContext extends CheckedRange {
  readonly sources: readonly string[];
  readonly unreleased: boolean;
  readonly names: Names;
  readonly form: (id: string) => FormVersion;
  readonly labelled: (id: string) => ReadonlySet<string>;
  readonly hides: AccessRestrictions["hides"];
  readonly missing: (interaction: Interaction) => boolean;
}

function createTruthContext(org: Org, range: CheckedRange, options: TruthOptions): TruthContext {
  const { sources = ["survey", "evaluation"], labels = ["csat"], unreleased = false } = options;
  const { hides, redacts } = accessRestrictionsOf(org);
  const forms = new Map(org.forms.map((form) => [form.id, redacts(form) ? redactedForm(form) : form]));
  const labelled = new Map(org.forms.map((form) => [form.id, labelledQuestions(form, labels)]));
  return {
    ...range,
    sources,
    unreleased,
    names: namesOf(org),
    form: (id) => forms.get(id) ?? unknown(id),
    labelled: (id) => labelled.get(id) ?? new Set(),
    hides,
    missing: ({ mayBeMissing }) => mayBeMissing && org.switches.has("missing-interactions"),
  };
}

function rowsOf(context: TruthContext, interaction: Interaction): ExpectedRow[] {
  const { from, to, now, names, sources } = context;
  if (context.hides(interaction)) return [];
  const linked = context.missing(interaction) ? null : interaction;
  const inRange = (time: number | null): time is number => time !== null && time >= from && time < to;
  const rows: ExpectedRow[] = [];
  const add = (response: ExpectedResponse) => {
    const journey = linked ? expectedJourney(linked, response.agent_id, names, now) : noJourney;
    rows.push(inOrder(response, journey, linked !== null));
  };
  if (sources.includes("survey"))
    for (const survey of interaction.surveys) {
      const completed = completedAt(survey, now, context.heard ?? now);
      if (inRange(completed)) add(expectedSurvey(survey, context.form(survey.formId), completed, names));
    }
  if (sources.includes("evaluation"))
    for (const evaluation of interaction.evaluations) {
      const submitted = submittedAt(evaluation, now, context.unreleased);
      if (!inRange(submitted)) continue;
      const labelled = context.labelled(evaluation.formId);
      const row = expectedEvaluation(evaluation, context.form(evaluation.formId), submitted, labelled, linked, names);
      if (Object.keys(row.csat_scores).length > 0) add(row);
    }
  return rows;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const unknown = (id: string): never => {
  throw new Error(`The org has no form ${id}.`);
};
