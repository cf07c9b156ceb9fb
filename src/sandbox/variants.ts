/**
 * What the documentation of Genesys leaves open. The sandbox answers the first way by default and the second way where
 * the variant is asked for, so that a client can be shown to survive both.
 */
export const wireVariants = {
  "absent-surveys-404": "An interaction without surveys is answered 404 instead of an empty array.",
  "absolute-uris": "Links of listings (`nextUri` and the others) carry the host instead of starting with /api/v2.",
  "empty-conversations":
    "A details query that finds nothing says `conversations: []` instead of leaving the field out.",
  "missing-conversations-404": "Details by ids answer 404 where one of the ids is unknown, instead of leaving it out.",
  "bad-client-401": "A wrong secret or client is answered 401 instead of 400.",
  "search-upper-case": "The evaluation search knows a status only as FINISHED; Finished finds nothing.",
  "search-mixed-case": "The evaluation search knows a status only as Finished; FINISHED finds nothing.",
  "search-question-scores": "Results of the evaluation search carry the scores of every question, not only totals.",
  "deleted-in-search": "Deleted evaluations still appear in the evaluation search, with nothing that says so.",
  "thin-embedded-forms": "The form inside a survey is a reference without questions.",
  "implied-media-type": "Aggregates are always grouped by mediaType too, asked for or not.",
  "uncounted-groups": "Aggregates return groups in which no metric counted anything, with empty data.",
  "unnamed-limit": "A 429 does not say which limit was hit.",
} as const;

export type WireVariant = keyof typeof wireVariants;
