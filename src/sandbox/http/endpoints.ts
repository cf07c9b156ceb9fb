import { activity } from "./endpoints/activity.ts";
import { conversationAggregates } from "./endpoints/conversation-aggregates.ts";
import { conversationDetails } from "./endpoints/conversation-details.ts";
import { conversationQuery } from "./endpoints/conversation-query.ts";
import { evaluation } from "./endpoints/evaluation.ts";
import { evaluationAggregates } from "./endpoints/evaluation-aggregates.ts";
import { evaluationListing } from "./endpoints/evaluation-listing.ts";
import { evaluationSearch } from "./endpoints/evaluation-search.ts";
import { evaluationForms, surveyForms } from "./endpoints/forms.ts";
import { limits } from "./endpoints/limits.ts";
import { organization } from "./endpoints/organization.ts";
import { routing } from "./endpoints/routing.ts";
import { surveyAggregates } from "./endpoints/survey-aggregates.ts";
import { surveys } from "./endpoints/surveys.ts";
import { users } from "./endpoints/users.ts";

/** Every endpoint that the sandbox serves besides `/oauth/token`. */
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
