import type { Org } from "../../src/sandbox/index.ts";
import { namesOf } from "../../src/sandbox/truth/names.ts";
import type { Piece } from "./pieces.ts";
import { groupRows, type TruthRow } from "./rows.ts";

/** What customers wrote, the newest first; with `low` what those answered who were not satisfied. */
export function commentsTruth(
  { users, queues }: Org,
  pieces: readonly Piece[],
  { search = "", low = false }: { readonly search?: string; readonly low?: boolean } = {},
): readonly TruthRow[] {
  return pieces
    .filter(({ response }) => response.source === "survey" && response.status === "Finished")
    .filter(({ response }) => (response.comment ?? "").toLowerCase().includes(search.toLowerCase()))
    .filter(({ response }) => (low ? response.satisfied === false : (response.comment ?? "").trim() !== ""))
    .toSorted(({ response: a }, { response: b }) => {
      return (b.times.completed ?? 0) - (a.times.completed ?? 0) || (a.id < b.id ? -1 : 1);
    })
    .map(({ response, queueId }) => ({
      response_id: response.id,
      interaction_id: response.interactionId,
      submit_date: new Date(response.times.completed ?? 0).toISOString(),
      survey_type: response.surveyType,
      form_name: response.form.name,
      agent_id: response.agentId,
      agent_name: users.find(({ id }) => id === response.agentId)?.name ?? null,
      queue_id: queueId,
      queue_name: queues.find(({ id, deleted }) => id === queueId && !deleted)?.name ?? null,
      media_type: response.media,
      csat_score: response.csat,
      satisfied: response.satisfied,
      nps_score: response.nps,
      comment: response.comment,
    }));
}

/** What was asked: each version of each question that somebody answered on a scale. */
export function questionsTruth(
  pieces: readonly Piece[],
  basis: "completed" | "interaction" = "completed",
): readonly TruthRow[] {
  const answers = pieces
    .filter(({ response }) => response.source === "survey" && response.status === "Finished")
    .flatMap(({ response, bucket, group }) =>
      response.answers.filter(({ value }) => value !== null).map((answer) => ({ answer, response, bucket, group })),
    );
  const key = ({ answer, response, bucket, group }: (typeof answers)[number]) => ({
    bucket,
    group_id: group,
    form_id: response.form.id,
    form_context_id: response.form.contextId,
    question_id: answer.contextId,
    form_name: response.form.name,
    text: answer.text,
    role: answer.role,
    lead: answer.lead,
    points: answer.points,
    scale_min: answer.low,
    scale_max: answer.high,
    in_form: true,
  });
  return groupRows(answers, key).map(({ key: own, items }) => {
    const times = items.map(({ response }) => response.times[basis] ?? 0);
    return {
      ...own,
      first_answer: new Date(Math.min(...times)).toISOString(),
      last_answer: new Date(Math.max(...times)).toISOString(),
      answers: items.length,
    };
  });
}

export const questionsIdentity = ["bucket", "group_id", "form_id", "question_id"] as const;
/** What the org has no word for. */
export const questionsUnproved = ["direction", "best", "satisfied_from", "options"] as const;

/** What Genesys calls today what responses name: deleted queues and codes have no name, codes of its own are known. */
export function namesTruth(org: Org, pieces: readonly Piece[]) {
  const { users, queues, divisions, forms } = org;
  const { wrapUpCode } = namesOf(org);
  const names = new Map<string, string | null>();
  const add = (kind: string, ids: readonly (string | null)[], nameOf: (id: string) => string | null | undefined) => {
    for (const id of ids) if (id !== null) names.set(`${kind} ${id}`, nameOf(id) ?? null);
  };
  for (const { response } of pieces) {
    const credits = Object.values(response.credits).flat();
    const { answers, divisions: inside, form, wrapUps } = response;
    const nameIn = (list: readonly { readonly id: string; readonly name: string }[]) => (id: string) =>
      list.find((one) => one.id === id)?.name;
    add("agent", [...credits.map(({ agentId }) => agentId), response.agentId], nameIn(users));
    add(
      "queue",
      credits.map(({ queueId }) => queueId),
      nameIn(queues.filter(({ deleted }) => !deleted)),
    );
    add("division", inside, nameIn(divisions));
    add("wrap-up", wrapUps, wrapUpCode);
    const versions = forms.filter(({ contextId }) => contextId === form.contextId);
    add("form", [form.contextId], () => versions.at(-1)?.name);
    const questions = versions.flatMap(({ groups }) => groups.flatMap((group) => group.questions));
    add(
      "question",
      answers.map(({ contextId }) => contextId),
      (id) => {
        return questions.findLast(({ contextId }) => contextId === id)?.text;
      },
    );
  }
  return names;
}
