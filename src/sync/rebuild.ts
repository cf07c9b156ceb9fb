import { randomUUID } from "node:crypto";
import { type Clock, systemClock } from "../base/index.ts";
import { type Problem, toInteractionUrl } from "../collect/index.ts";
import type { Warehouse } from "../warehouse/index.ts";
import type { Definition } from "./definition.ts";
import { rederive } from "./derive/derive.ts";
import { createFlaws } from "./documents/flaws.ts";
import { defaultPrivacy, openKeepRules, type Privacy } from "./documents/privacy.ts";
import { trimDocuments } from "./documents/trim.ts";
import { finishErasures } from "./erase/complete.ts";
import { purgeErased } from "./erase/purge-erased.ts";
import { removeErased } from "./erase/remove-erased.ts";
import { createLeases } from "./leases.ts";
import { repeating } from "./repeating.ts";
import { countWithoutDocument } from "./retention/count-without-document.ts";
import { forgetAgents, forgetNames } from "./retention/forget-agents.ts";
import { forgetDocuments } from "./retention/forget-documents.ts";
import { forgetTexts } from "./retention/forget-texts.ts";

/** How a rebuild runs. */
export interface RebuildOptions extends Partial<Privacy> {
  /** @default the system's */
  readonly clock?: Clock;
  readonly signal?: AbortSignal | undefined;
  /** Called after each batch with how many responses have been derived. */
  readonly onDerived?: (responses: number) => void;
  /** Id of the only organization to rebuild. @default every one */
  readonly organization?: string | undefined;
}

/** What a rebuild has done. */
export interface RebuildResult {
  /** How many responses were derived. */
  readonly responses: number;
  /** How many of them stay as they were derived before, since their documents are not kept any more. */
  readonly kept: number;
  /** Problems of stored documents: the rows of the rest were made. */
  readonly problems: readonly Problem[];
  /** How many of these were not known before. */
  readonly newProblems: number;
}

/**
 * Derives every row again from the stored documents, without a request to Genesys. Stopped at any point, the next sync or
 * rebuild goes on from there. On a server it waits for a sync that derives rows, and syncs wait for it.
 */
export async function rebuild(
  warehouse: Warehouse,
  definition: Definition,
  { clock = systemClock, signal, onDerived, organization, ...privacy }: RebuildOptions = {},
): Promise<RebuildResult> {
  let responses = 0;
  let newProblems = 0;
  let kept = 0;
  const problems: Problem[] = [];
  const rules = await openKeepRules(warehouse, { ...defaultPrivacy, ...privacy }, clock.now());
  const organizations = await warehouse.query("SELECT * FROM organization ORDER BY organization_id");
  for (const { organization_id, interaction_url } of organizations) {
    if (organization !== undefined && organization_id !== organization) continue;
    const organizationId = String(organization_id);
    const flaws = createFlaws(organizationId);
    // Nothing is asked of Genesys, so that its time is not known: the lease goes by the clock of this machine.
    const leases = createLeases(warehouse, { organizationId, owner: randomUUID(), clock, signal });
    const twice = repeating(leases.warehouse);
    await leases.alone("rows", async () => {
      // A document of what was erased may have been put back, out of a copy.
      await removeErased(leases.warehouse, organizationId, rules, signal);
      await trimDocuments(twice, organizationId, rules, signal);
      await finishErasures({
        ...{ warehouse: leases.warehouse, organization: organizationId, rules, definition, clock, signal },
      });
      await forgetTexts(twice, organizationId, rules, signal);
      await forgetAgents(twice, organizationId, rules, signal);
      kept += await countWithoutDocument(warehouse, organizationId);
      await rederive(twice, {
        organizationId,
        definition,
        interactionUrl: toInteractionUrl(typeof interaction_url === "string" ? interaction_url : null),
        now: clock.now(),
        clock,
        flaws,
        rules,
        signal,
        onDerived(more) {
          responses += more;
          onDerived?.(responses);
        },
      });
      await forgetDocuments(twice, organizationId, rules, signal);
      await forgetNames(leases.warehouse, organizationId, rules, signal);
    });
    problems.push(...flaws.found());
    newProblems += flaws.countNew();
  }
  await purgeErased(warehouse, signal);
  return { responses, kept, problems, newProblems };
}
