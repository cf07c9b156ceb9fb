import { endpoints } from "../genesys/index.ts";
import type { FetchContext } from "./fetch-context.ts";
import { rethrowUnlessPartial } from "./findings.ts";
import type { SurveyCandidate } from "./stubs.ts";

/** So many interactions are looked at before all of them are: the filter may not be heeded, so that most have no survey. */
const maxProbes = 25;

/**
 * The surveys of interactions that analytics returns as surveyed, where it names no survey of any: each interaction is asked for its
 * own. None where those looked at first have none.
 */
export async function findUnlistedSurveys(context: FetchContext, ids: readonly string[]): Promise<SurveyCandidate[]> {
  const { genesys, findings, signal } = context;
  const every = Math.max(1, Math.floor(ids.length / maxProbes));
  const probes = ids.filter((_, index) => index % every === 0).slice(0, maxProbes);
  try {
    for (const conversationId of probes) {
      const surveys = await genesys.ask(endpoints.conversationSurveys, { path: { conversationId } }, signal);
      if (surveys.length === 0) continue;
      findings.note(
        `Analytics does not name the surveys of interactions: each of ${ids.length} was asked for its own.`,
      );
      return ids.map((id) => ({ surveyId: null, conversationId: id, formId: null, queueId: null }));
    }
    return [];
  } catch (error) {
    rethrowUnlessPartial(error);
    findings.miss(`Analytics returns ${ids.length} interactions as surveyed and names no survey. ${error.message}`);
    return [];
  }
}
