import { day } from "../../../base/index.ts";
import type { Interaction } from "../../model.ts";
import { type Present, startedInteraction } from "../api-context.ts";
import { surveyDocument } from "../documents/survey.ts";
import { noBody, noParameters } from "../parameters.ts";
import { notAuthorized, notFound } from "../refusals.ts";
import { surveyStanding } from "../response-state.ts";
import { endpoint } from "./endpoint.ts";

const permissions = { any: ["quality:survey:view"] };

/** Of the variant `survey-retention`: short, so that a small org has older ones. */
const retention = 14 * day;

const isForgotten = ({ start }: Interaction, { now, plays }: Present): boolean =>
  plays("survey-retention") && now - start > retention;

function surveysOf(interaction: Interaction, present: Present) {
  if (isForgotten(interaction, present)) return [];
  return interaction.surveys.flatMap((survey) => {
    const standing = surveyStanding(survey, present.now, "time");
    return standing && !standing.deleted ? [surveyDocument(survey, interaction, standing, present)] : [];
  });
}

/** Survey documents have no mark of being redacted: those of a division that the client's roles do not reach are refused. */
function demandSight(interaction: Interaction, { find }: Present): void {
  if (find.hides(interaction)) throw notAuthorized("surveys of this division");
}

export const surveys = [
  endpoint({
    method: "GET",
    path: "/api/v2/quality/conversations/{conversationId}/surveys",
    permissions,
    query: noParameters,
    body: noBody,
    answer: ({ params, present }) => {
      const interaction = startedInteraction(present, params.conversationId);
      if (!interaction) throw notFound("conversation", params.conversationId);
      demandSight(interaction, present);
      const found = surveysOf(interaction, present);
      if (found.length === 0 && present.plays("absent-surveys-404"))
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
    answer: ({ params, present }) => {
      const found = present.org.survey(params.surveyId);
      const standing = found && surveyStanding(found.survey, present.now, "time");
      if (!standing || standing.deleted || isForgotten(found.interaction, present))
        throw notFound("survey", params.surveyId);
      demandSight(found.interaction, present);
      return surveyDocument(found.survey, found.interaction, standing, present);
    },
  }),
];
