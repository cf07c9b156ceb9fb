import { activity } from "./activity.ts";
import { conversationAggregates } from "./conversation-aggregates.ts";
import { conversationDetails } from "./conversation-details.ts";
import { conversationQuery } from "./conversation-query.ts";
import { evaluation } from "./evaluation.ts";
import { evaluationAggregates } from "./evaluation-aggregates.ts";
import { evaluationListing } from "./evaluation-listing.ts";
import { evaluationSearch } from "./evaluation-search.ts";
import { evaluationForms, surveyForms } from "./forms.ts";
import { limits } from "./limits.ts";
import { organization } from "./organization.ts";
import { routing } from "./routing.ts";
import { surveyAggregates } from "./survey-aggregates.ts";
import { surveys } from "./surveys.ts";
import { users } from "./users.ts";

/** Every endpoint that the sandbox serves, except `/oauth/token`. */
export const endpoints = [
  ...activity,
  ...conversationAggregates,
  ...conversationDetails,
  ...conversationQuery,
  ...evaluation,
  ...evaluationAggregates,
  ...evaluationForms,
  ...evaluationListing,
  ...evaluationSearch,
  ...limits,
  ...organization,
  ...routing,
  ...surveyAggregates,
  ...surveyForms,
  ...surveys,
  ...users,
];
