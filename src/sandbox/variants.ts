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
  "hidden-release-dates": "The date of a scheduled release is absent until it has come.",
  "deleted-in-search": "Deleted evaluations still appear in the evaluation search, with nothing that says so.",
  "thin-embedded-forms": "The form inside a survey is a reference without questions.",
  "only-asked-groups": "Aggregates are grouped by what is asked for alone, not by mediaType too.",
  "uncounted-groups": "Aggregates return groups in which no metric counted anything, with empty data.",
  "unnamed-limit": "A 429 does not say which limit was hit.",
  "limit-per-token": "The allowance is that of each token, not of the client.",
  "unnamed-permissions": "A 403 names the missing permissions in its message alone, not in `messageParams`.",
  "fewer-ids": "Look-ups take 20 ids at most where their limit is not documented.",
  "cut-details": "Details by ids return the first 20 interactions, and nothing says that there are more.",
  "unbroken-customers": "In details a customer is in conversation all the time; a hold is the agent's alone.",
  "limited-groups": "Aggregates of more than 20 groups are refused with 400.",
  "cut-groups": "Every aggregate returns its first 20 groups, and nothing says that there are more.",
  "start-time-basis":
    "Without an alternate time dimension survey and evaluation aggregates count by the interaction's start.",
  "counted-when-created": "Evaluation aggregates count an evaluation when it is created, not when it is finished.",
  "question-aggregates-400":
    "Survey aggregates that name a question, a group of them or an answer are refused with 400.",
  "empty-question-aggregates":
    "Survey aggregates that name a question, a group of them or an answer are answered 200 and find nothing.",
  "unnamed-answers": "Groups of survey aggregates never name a question, a group of them or an answer.",
  "lost-answers":
    "Survey aggregates grouped by answer leave out one answer in twenty, which aggregates grouped otherwise count.",
  "uncounted-texts":
    "Only answers chosen from options count as responses to a question: no text, and no recommendation from 0 to 10.",
  "texts-always-counted":
    "A question for free text counts as answered in every finished survey, whether or not anything was written.",
  "counted-not-applicable":
    "A question that is marked as not applicable counts as answered, without an answer and without a score.",
  "scored-recommendations": "The score of a question for a recommendation is its answer from 0 to 10.",
  "wrong-survey-answers":
    "Of one survey form, survey aggregates name another option than the chosen one in one answer in twenty.",
  "promoter-classes":
    "surveyPromoterScore is -1, 0 or 1 for detractor, passive and promoter, not the answer from 0 to 10.",
  "promoter-words":
    "Survey aggregates call surveyPromoterScore detractor, passive or promoter; details keep the answer from 0 to 10.",
  "search-questions-400": "The evaluation search refuses criteria on questions with 400.",
  "empty-question-search": "The evaluation search finds nothing where a criterion is on a question.",
  "search-ignores-answers":
    "The evaluation search finds whatever contains the question, whichever answer or score is asked for.",
  "wrong-evaluation-answers":
    "Of one evaluation form, the evaluation search finds one answer in twenty under another option than the chosen one.",
  "search-total": "The evaluation search says how many there are (`total`).",
  "absent-search-results": "An evaluation search that finds nothing leaves `results` out instead of saying `[]`.",
  "listing-by-submission": "Times in the evaluation listing compare with the submission, not with the assignment.",
  "listing-question-scores": "The evaluation listing carries the scores of every question on demand, not only totals.",
  "listing-by-team": "The evaluation listing takes a team alone, too.",
  "smaller-pages":
    "Pages hold 50 things at most where their limit is not documented; larger ones are refused with 400.",
  "capped-results":
    "The details query and the evaluation search refuse pages beyond their first 100 results, not 100,000 and 10,000.",
  "time-ranges":
    "Filters compare times with a range of milliseconds since 1970; an ISO interval as their value is refused with 400.",
  "lasting-surveys": "A survey that nobody finishes stays Sent or InProgress; it never becomes Expired.",
  "survey-retention":
    "Surveys of interactions that began more than 14 days ago are gone from the quality API; analytics still names them.",
  "scoring-index": "`isScoringIndex` is true on evaluations that are no calibration copies.",
} as const;

/** Name of a variant, as `wireVariants` explains it. */
export type WireVariant = keyof typeof wireVariants;
