import type { Models } from "purecloud-platform-client-v2";
import { expectTypeOf, test } from "vitest";
import type { aggregate } from "../analytics/aggregate.ts";
import type { limitsDocument } from "../endpoints/limits.ts";
import type { listing } from "../listing.ts";
import type { ErrorBody } from "../refusals.ts";
import type { conversationDocument } from "./conversation.ts";
import type { divisionDocument, queueDocument, teamDocument, userDocument, wrapUpCodeDocument } from "./directory.ts";
import type { evaluationDocument } from "./evaluation.ts";
import type { evaluationForm, surveyForm } from "./form.ts";
import type { surveyDocument } from "./survey.ts";

/* The compiler checks, as it checks this file: what the sandbox sends are the official SDK's models, field by field. */

/** As it arrives: an undefined field is absent there, and nothing is read-only. */
type Sent<Thing> = Thing extends readonly (infer Item)[]
  ? Sent<Item>[]
  : Thing extends object
    ? {
        -readonly [Key in keyof Thing as Thing[Key] extends undefined ? never : Key]: Sent<
          Exclude<Thing[Key], undefined>
        >;
      }
    : Thing;

/** Fields that the model does not know, as `field`, `field.field` …; never where there are none. */
type Strange<Thing, Model> = Thing extends readonly (infer Item)[]
  ? Model extends readonly (infer ItemModel)[]
    ? Strange<Item, ItemModel>
    : "array"
  : Thing extends object
    ? string extends keyof Model
      ? never
      : {
          [Key in keyof Thing & string]: Key extends keyof Model
            ? Strange<Thing[Key], Exclude<Model[Key], undefined>> extends infer Inner extends string
              ? `${Key}.${Inner}`
              : never
            : Key;
        }[keyof Thing & string]
    : never;

/** Predicates of visibility conditions are strings on the wire; the SDK types them as objects. */
type WithoutConditions<Thing> = Thing extends readonly (infer Item)[]
  ? WithoutConditions<Item>[]
  : Thing extends object
    ? { [Key in keyof Thing as Exclude<Key, "visibilityCondition">]: WithoutConditions<Thing[Key]> }
    : Thing;

type Wire<Render extends (...given: never[]) => unknown> = WithoutConditions<Sent<ReturnType<Render>>>;

/** Demands an argument that cannot be given unless the thing is the model. */
function agree<Thing, Model>(
  ..._disagreement: [Thing] extends [Model]
    ? [Strange<Thing, Model>] extends [never]
      ? []
      : [Strange<Thing, Model>]
    : [never]
): void {}

test("documents are the SDK's models and have no field of their own", () => {
  agree<Wire<typeof surveyDocument>, Models.Survey>();
  agree<Wire<typeof surveyForm>, Models.SurveyForm>();
  agree<Wire<typeof evaluationForm>, Models.EvaluationFormResponse>();
  agree<Wire<typeof conversationDocument>, Models.AnalyticsConversationWithoutAttributes>();
  agree<Wire<typeof userDocument>, Models.User>();
  agree<Wire<typeof queueDocument>, Models.Queue>();
  agree<Wire<typeof wrapUpCodeDocument>, Models.WrapupCode>();
  agree<Wire<typeof divisionDocument>, Models.AuthzDivision>();
  agree<Wire<typeof teamDocument>, Models.Team>();
  agree<Omit<Wire<typeof evaluationDocument>, "evaluationForm">, Models.EvaluationResponse>();
  agree<Wire<typeof aggregate>, Models.SurveyAggregateQueryResponse>();
  agree<Wire<typeof aggregate>, Models.EvaluationAggregateQueryResponse>();
  agree<Omit<Wire<typeof listing<Models.User>>, "entities">, Models.UserEntityListing>();
  agree<Wire<typeof limitsDocument>, Models.LimitsEntityListing>();
  agree<Sent<Omit<ErrorBody, "errors">>, Omit<Models.ErrorBody, "errors">>();
});

test("the check bites", () => {
  expectTypeOf<
    Strange<{ id: string; agents: { nick: string }[] }, { id?: string; agents?: { id?: string }[] }>
  >().toEqualTypeOf<"agents.nick">();
  // @ts-expect-error a number where the model has text
  agree<{ id: number }, { id?: string }>();
  // @ts-expect-error a field that the model does not have
  agree<{ id: string; nick: string }, { id?: string }>();
});
