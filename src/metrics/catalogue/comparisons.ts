import { anyQuestion, entry } from "./entry.ts";

/** A total score of an evaluation, 0 to 100, from which it counts as good next to a survey. */
export const goodScore = 80;

/** Questions that compare: agents and queues, rules of attribution, tables of one report, surveys with journeys and evaluations. */
export const comparisons = {
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
      satisfied_good: "count",
      satisfied_poor: "count",
      unsatisfied_good: "count",
      unsatisfied_poor: "count",
    },
    { parameters: { good_score: goodScore }, grouped: false },
  ),
} as const;
