import { day } from "../../../base/index.ts";
import type { Interaction } from "../../model.ts";
import { type ApiContext, startedInteraction } from "../api-context.ts";
import { surveyDocument } from "../documents/survey.ts";
import { noBody, noParameters } from "../parameters.ts";
import { notAuthorized, notFound } from "../refusals.ts";
import { surveyStateAt } from "../response-state.ts";
import { endpoint } from "./endpoint.ts";

const permissions = { any: ["quality:survey:view"] };

/** Of the variant `survey-retention`: short, so that a small org has older ones. */
const retention = 14 * day;

const isForgotten = ({ start }: Interaction, { now, hasVariant }: ApiContext): boolean =>
  hasVariant("survey-retention") && now - start > retention;

function surveysOf(interaction: Interaction, context: ApiContext) {
  if (isForgotten(interaction, context)) return [];
  return interaction.surveys.flatMap((survey) => {
    const state = surveyStateAt(survey, context.now, "time");
    return state && !state.deleted ? [surveyDocument(survey, interaction, state, context)] : [];
  });
}

/** Survey documents have no mark of being redacted: those of a division that the client's roles do not reach are refused. */
function assertVisible(interaction: Interaction, { find }: ApiContext): void {
  if (find.hides(interaction)) throw notAuthorized("surveys of this division");
}

export const surveys = [
  endpoint({
    method: "GET",
    path: "/api/v2/quality/conversations/{conversationId}/surveys",
    permissions,
    query: noParameters,
    body: noBody,
    answer: ({ params, context }) => {
      const interaction = startedInteraction(context, params.conversationId);
      if (!interaction) throw notFound("conversation", params.conversationId);
      assertVisible(interaction, context);
      const found = surveysOf(interaction, context);
      if (found.length === 0 && context.hasVariant("absent-surveys-404"))
        throw notFound("surveys of conversation", params.conversationId);
      return found;
    },
  }),
  endpoint({
    method: "GET",
    path: "/api/v2/quality/surveys/{surveyId}",
    permissions,
    query: noParameters,
    body: noBody,
    answer: ({ params, context }) => {
      const found = context.org.survey(params.surveyId);
      const state = found && surveyStateAt(found.survey, context.now, "time");
      if (!state || state.deleted || isForgotten(found.interaction, context)) throw notFound("survey", params.surveyId);
      assertVisible(found.interaction, context);
      return surveyDocument(found.survey, found.interaction, state, context);
    },
  }),
];
