import type { Columns } from "./rows.ts";

/** A named question to the warehouse: its SQL stands in catalogue/, under its name. */
export interface Entry {
  /** What it answers, for docs/metrics.md. */
  readonly about: string;
  readonly columns: Columns;
  /** Parameters of its own, with what they are where nobody says. */
  readonly parameters: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** Whether it reads the responses that a filter chooses; else it has parameters only. */
  readonly filtered: boolean;
  /** Whether it can be asked by group and by period. */
  readonly grouped: boolean;
}

const entry = <const Names extends Columns, const Own extends Entry["parameters"] = Record<never, never>>(
  about: string,
  columns: Names,
  more: Partial<Pick<Entry, "filtered" | "grouped">> & { readonly parameters?: Own } = {},
) => ({ about, columns, filtered: true, grouped: true, ...more, parameters: more.parameters ?? noParameters<Own>() });

/** Where none are given, `Own` has no key. */
const noParameters = <Own>(): Own => ({}) as Own;

/** From when on the interactions began whose surveys may still be answered: of all, where nobody says. */
const openFrom = { open_since: "1970-01-01T00:00:00.000Z" };

/** The answers that headlines count, where no questions are asked for. */
const anyQuestion = { any_about: true, about: [] } as const;

const place = { bucket: "text", group_id: "text" } as const;

/** Every question that reports, exports and pages may ask. */
export const catalogue = {
  scores: entry(
    "How many answers a headline counts, how many are favourable and unfavourable, and the sums for their means, by role and length of scale",
    {
      ...place,
      role: "text",
      points: "number",
      answers: "count",
      weight: "count",
      weight_squares: "count",
      favourable: "count",
      unfavourable: "count",
      satisfaction: "number",
      satisfaction_squares: "number",
      value: "number",
      lowest: "number",
      highest: "number",
      scale_min: "number",
      scale_min_high: "number",
      scale_max_low: "number",
      scale_max: "number",
    },
    { parameters: { by_question: false, any_about: true, about: [] } },
  ),
  indices: entry("Sums for the means of the csat index, of evaluators' judgements and of Genesys' own score", {
    ...place,
    source: "text",
    by_machine: "flag",
    index_answers: "count",
    index_weight: "count",
    index_weight_squares: "count",
    index_sum: "number",
    index_squares: "number",
    index_low: "number",
    index_high: "number",
    evaluator_answers: "count",
    evaluator_weight: "count",
    evaluator_weight_squares: "count",
    evaluator_sum: "number",
    evaluator_squares: "number",
    evaluator_low: "number",
    evaluator_high: "number",
    total_answers: "count",
    total_weight: "count",
    total_weight_squares: "count",
    total_sum: "number",
    total_squares: "number",
    total_low: "number",
    total_high: "number",
  }),
  volume: entry(
    "How many responses and interactions there are, finished, complete and commented",
    {
      ...place,
      source: "text",
      responses: "count",
      interactions: "count",
      finished: "count",
      complete: "count",
      started: "count",
      commented: "count",
      agents: "count",
      unlinked: "count",
    },
    { parameters: openFrom },
  ),
  funnel: entry(
    "What became of the surveys of a cohort of interactions, by state",
    {
      ...place,
      survey_type: "text",
      state: "text",
      surveys: "count",
      open: "count",
      weight: "count",
      weight_squares: "count",
    },
    { parameters: openFrom },
  ),
  distribution: entry("How often each answer was given to each question that has a scale", {
    ...place,
    question_id: "text",
    role: "text",
    points: "number",
    value: "number",
    answer: "text",
    headline: "flag",
    favourable: "flag",
    unfavourable: "flag",
    answers: "count",
    weight: "count",
  }),
  comments: entry(
    "What customers wrote, the newest first",
    {
      response_id: "text",
      interaction_id: "text",
      submit_date: "time",
      survey_type: "text",
      form_name: "text",
      agent_id: "text",
      agent_name: "text",
      queue_id: "text",
      queue_name: "text",
      media_type: "text",
      csat_score: "number",
      satisfied: "flag",
      nps_score: "number",
      comment: "text",
    },
    { parameters: { search: "", low: false, limit: 50, offset: 0 }, grouped: false },
  ),
  handled: entry(
    "How many interactions agents handled, by whole days of UTC",
    {
      dimension: "text",
      group_id: "text",
      interactions: "count",
      days: "count",
      first_day: "time",
      last_day: "time",
    },
    {
      parameters: { handled_from: "1970-01-01T00:00:00.000Z", handled_to: "1970-01-01T00:00:00.000Z" },
      filtered: false,
      grouped: false,
    },
  ),
  "survey-quality": entry(
    "Sums for the correlation of surveys with evaluations of the same interaction",
    {
      by_machine: "flag",
      same_agent: "flag",
      pairs: "count",
      x: "number",
      y: "number",
      xx: "number",
      yy: "number",
      xy: "number",
    },
    { grouped: false },
  ),
  drivers: entry(
    "Sums for the correlation of satisfaction with waiting, talking, holding and transfers, raw and within queue and media",
    {
      driver: "text",
      n: "count",
      strata: "count",
      x: "number",
      y: "number",
      xx: "number",
      yy: "number",
      xy: "number",
      within_xx: "number",
      within_yy: "number",
      within_xy: "number",
    },
    { grouped: false },
  ),
  credits: entry(
    "What agents or queues are credited with under every attribution rule, and what nobody is",
    {
      group_id: "text",
      points: "number",
      genesys: "count",
      genesys_favourable: "count",
      last: "count",
      last_favourable: "count",
      first: "count",
      first_favourable: "count",
      longest: "count",
      longest_favourable: "count",
      all_legs: "count",
      all_legs_squares: "count",
      all_legs_favourable: "count",
      all_legs_squares_favourable: "count",
      all_legs_answers: "count",
      last_all_legs: "count",
      last_all_legs_favourable: "count",
      compared: "count",
    },
    { parameters: { unit: "agent", ...anyQuestion }, grouped: false },
  ),
  cells: entry(
    "Answers of the headline by agent, queue, media and version of the form, which expected values are made of",
    {
      agent_id: "text",
      queue_id: "text",
      media_type: "text",
      form_id: "text",
      version_id: "text",
      points: "number",
      answers: "count",
      favourable: "count",
    },
    { parameters: anyQuestion, grouped: false },
  ),
  overlaps: entry(
    "How many answers two cells of a report's tables have in common, which protection needs to know",
    {
      population: "text",
      points: "number",
      part: "text",
      cell: "text",
      other_part: "text",
      other_cell: "text",
      answers: "count",
    },
    { parameters: { cohort: false, by_group: false, by_question: false, any_about: true, about: [] } },
  ),
  questions: entry("The versions of the questions that were answered, how each was read, and from when on", {
    ...place,
    form_id: "text",
    form_context_id: "text",
    form_name: "text",
    question_id: "text",
    text: "text",
    role: "text",
    lead: "flag",
    points: "number",
    scale_min: "number",
    scale_max: "number",
    direction: "text",
    best: "text",
    satisfied_from: "number",
    options: "text",
    first_answer: "time",
    last_answer: "time",
    answers: "count",
  }),
  directions: entry(
    "Questions whose better end is assumed: sums for the correlation with the NPS and the other csat answers of the same responses",
    {
      question_id: "text",
      text: "text",
      against: "text",
      pairs: "count",
      x: "number",
      y: "number",
      xx: "number",
      yy: "number",
      xy: "number",
    },
    { grouped: false },
  ),
  decided: entry(
    "What is in force: the role of each question, whether it is a lead, and what its scale means",
    {
      form_id: "text",
      question_id: "text",
      role: "text",
      lead: "flag",
      scale_min: "number",
      scale_max: "number",
      points: "number",
      best: "text",
      satisfied_from: "number",
    },
    { filtered: false, grouped: false },
  ),
  answered: entry("How many answered each question, whatever it asks for", {
    ...place,
    question_id: "text",
    role: "text",
    answers: "count",
  }),
  names: entry(
    "What queues, agents, divisions, wrap-up codes, forms and questions are called",
    { kind: "text", id: "text", name: "text" },
    { filtered: false, grouped: false },
  ),
} as const satisfies Record<string, Entry>;

export type QuestionName = keyof typeof catalogue;
