import { z } from "zod";
import { summarize } from "../analytics/interaction-summary.ts";
import { evaluationDocument } from "../documents/evaluation.ts";
import { list, noBody } from "../parameters.ts";
import { badRequest, notFound } from "../refusals.ts";
import { evaluationStateAt } from "../response-state.ts";
import { endpoint } from "./endpoint.ts";

const expandable = ["agent", "assignee", "evaluator", "evaluationForm"];

/** One evaluation with its answers; people and form are ids unless `expand` names them. */
export const evaluation = [
  endpoint({
    method: "GET",
    path: "/api/v2/quality/conversations/{conversationId}/evaluations/{evaluationId}",
    permissions: { any: ["quality:evaluation:view", "quality:evaluation:assign", "quality:evaluation:release"] },
    query: z.strictObject({ expand: list(expandable.length).optional() }),
    body: noBody,
    answer: ({ params, query, context }) => {
      const { expand = [] } = query;
      const unknownName = expand.find((name) => !expandable.includes(name));
      if (unknownName !== undefined) throw badRequest("expand", `invalid value ${JSON.stringify(unknownName)}`);

      const found = context.org.evaluation(params.evaluationId);
      const state = found && evaluationStateAt(found.evaluation, context.now, "time");
      if (!state || state.deleted || found.interaction.id !== params.conversationId)
        throw notFound("evaluation", params.evaluationId);
      return evaluationDocument(found.evaluation, summarize(found.interaction), state, context, {
        names: { agent: expand.includes("agent"), evaluator: expand.includes("evaluator") },
        form: expand.includes("evaluationForm") ? "full" : "named",
        answers: "all",
      });
    },
  }),
];
