import type { Models } from "purecloud-platform-client-v2";
import { expect, test } from "vitest";
import { z } from "zod";
import * as conversations from "./conversation.ts";
import * as evaluations from "./evaluation.ts";
import * as forms from "./form.ts";
import * as listings from "./listing.ts";
import * as errors from "./platform.ts";
import * as limits from "./platform.ts";
import { organization, tokenInfo } from "./platform.ts";
import * as surveys from "./survey.ts";

type Scalar = string | number | boolean;
type Given<T> = NonNullable<T>;

/** Fields of the schema that the official model lacks, or gives another simple type; `never` where all is well. */
type Strange<Schema extends z.ZodObject, Model> = {
  [Field in keyof Schema["shape"]]: Field extends keyof Model
    ? Given<Model[Field]> extends Scalar
      ? Given<Model[Field]> extends Given<z.output<Schema["shape"][Field]>>
        ? never
        : Field
      : never
    : Field;
}[keyof Schema["shape"]];

/** Asks for what no schema has, and names the fields, where the schema and the model (official SDK 262) disagree. */
type Agreeing<Schema extends z.ZodObject, Model> = [Strange<Schema, Model>] extends [never]
  ? unknown
  : { readonly notSoInTheOfficialModel: Strange<Schema, Model> };

const agrees =
  <Model>() =>
  <Schema extends z.ZodObject>(schema: Schema & Agreeing<Schema, Model>): number =>
    Object.keys(schema.shape).length;

const contract = {
  survey: agrees<Models.Survey>()(surveys.survey),
  surveyScoringSet: agrees<Models.SurveyScoringSet>()(surveys.surveyScoringSet),
  surveyQuestionGroupScore: agrees<Models.SurveyQuestionGroupScore>()(surveys.surveyQuestionGroupScore),
  surveyQuestionScore: agrees<Models.SurveyQuestionScore>()(surveys.surveyQuestionScore),

  evaluation: agrees<Models.EvaluationResponse>()(evaluations.evaluation),
  evaluationRow: agrees<Models.EvaluationSearchItemResponse>()(evaluations.evaluationRow),
  evaluationScoringSet: agrees<Models.EvaluationScoringSet>()(evaluations.evaluationScoringSet),
  evaluationQuestionGroupScore: agrees<Models.EvaluationQuestionGroupScore>()(evaluations.evaluationQuestionGroupScore),
  evaluationQuestionScore: agrees<Models.EvaluationQuestionScore>()(evaluations.evaluationQuestionScore),

  surveyForm: agrees<Models.SurveyForm>()(forms.surveyForm),
  surveyFormHistory: agrees<Models.SurveyForm>()(forms.formHistory),
  evaluationFormHistory: agrees<Models.EvaluationFormResponse>()(forms.formHistory),
  surveyQuestionGroup: agrees<Models.SurveyQuestionGroup>()(forms.surveyQuestionGroup),
  surveyQuestion: agrees<Models.SurveyQuestion>()(forms.surveyQuestion),
  evaluationForm: agrees<Models.EvaluationFormResponse>()(forms.evaluationForm),
  evaluationQuestionGroup: agrees<Models.EvaluationQuestionGroup>()(forms.evaluationQuestionGroup),
  evaluationQuestion: agrees<Models.EvaluationQuestion>()(forms.evaluationQuestion),
  answerOption: agrees<Models.AnswerOption>()(forms.answerOption),

  conversation: agrees<Models.AnalyticsConversationWithoutAttributes>()(conversations.conversation),
  participant: agrees<Models.AnalyticsParticipantWithoutAttributes>()(conversations.participant),
  session: agrees<Models.AnalyticsSession>()(conversations.session),
  segment: agrees<Models.AnalyticsConversationSegment>()(conversations.segment),
  metric: agrees<Models.AnalyticsSessionMetric>()(conversations.metric),
  surveyTotals: agrees<Models.AnalyticsSurvey>()(conversations.surveyTotals),
  evaluationTotals: agrees<Models.AnalyticsEvaluation>()(conversations.evaluationTotals),

  userListing: agrees<Models.UserEntityListing>()(listings.entityListing),
  surveyFormListing: agrees<Models.SurveyFormEntityListing>()(listings.entityListing),
  evaluationFormListing: agrees<Models.EvaluationFormResponseEntityListing>()(listings.entityListing),
  evaluationListing: agrees<Models.EvaluationEntityListing>()(listings.entityListing),
  details: agrees<Models.AnalyticsConversationQueryResponse>()(listings.conversationListing),
  search: agrees<Models.EvaluationSearchResponse>()(listings.searchListing),
  surveyAggregates: agrees<Models.SurveyAggregateQueryResponse>()(listings.aggregateListing),
  evaluationAggregates: agrees<Models.EvaluationAggregateQueryResponse>()(listings.aggregateListing),
  surveyGroup: agrees<Models.SurveyAggregateDataContainer>()(listings.aggregateGroup),
  evaluationGroup: agrees<Models.EvaluationAggregateDataContainer>()(listings.aggregateGroup),
  evaluatorActivity: agrees<Models.EvaluatorActivity>()(listings.evaluatorActivity),
  user: agrees<Models.User>()(listings.named),

  limit: agrees<Models.Limit>()(limits.limit),
  limits: agrees<Models.LimitsEntityListing>()(limits.limitListing),
  tokenInfo: agrees<Models.TokenInfo>()(tokenInfo),
  organization: agrees<Models.Organization>()(organization),
  errorBody: agrees<Models.ErrorBody>()(errors.errorBody),
};

test("every field that we read stands in the official models; the compiler is the judge", () =>
  expect(Object.values(contract).every((fields) => fields > 0)).toBe(true));

test("a field that no model has, or has with another type, does not compile", () => {
  // @ts-expect-error interaction_id is a word of tutorials, not of Genesys
  expect(agrees<Models.Survey>()(z.looseObject({ interaction_id: z.string() }))).toBe(1);
  // @ts-expect-error completedDate is text
  expect(agrees<Models.Survey>()(z.looseObject({ completedDate: z.number().nullish() }))).toBe(1);
});
