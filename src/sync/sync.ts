import { randomUUID } from "node:crypto";
import { day, exitCodes, type Interval, isoTime, systemClock } from "../base/index.ts";
import { createFindings, createServerClock, describeSkew } from "../collect/index.ts";
import type { Genesys } from "../genesys/index.ts";
import type { Warehouse } from "../warehouse/index.ts";
import { recall, type SyncContext } from "./context.ts";
import { definitionId } from "./definition.ts";
import { markReleased, rederive, storedDefinition } from "./derive/derive.ts";
import { trimDocuments } from "./documents/trim.ts";
import { nameMissing } from "./due-answers.ts";
import { describeFinished, finishErasures } from "./erase/complete.ts";
import { purgeErased } from "./erase/purge-erased.ts";
import { renewDueCopies } from "./erase/renew-copies.ts";
import { recallFormRoutes } from "./form-routes.ts";
import { dropFutureCoverage } from "./future-coverage.ts";
import { interleave } from "./interleave.ts";
import { wasCutShort } from "./missing-names.ts";
import { openContext } from "./open-context.ts";
import { addOrganization, askOrganization, describeJoined } from "./organization.ts";
import { keepProblems, readProblems } from "./problems.ts";
import { createProgress } from "./progress.ts";
import { readDue } from "./read-due.ts";
import { repeating } from "./repeating.ts";
import type { SyncOptions, SyncRequest, SyncResult } from "./request.ts";
import { forgetAgents, forgetNames } from "./retention/forget-agents.ts";
import { forgetDocuments } from "./retention/forget-documents.ts";
import { forgetTexts } from "./retention/forget-texts.ts";
import { beginRun, failedEnd, type Run } from "./runs.ts";
import { byServer, readSince } from "./since.ts";
import { readSource } from "./sources.ts";

/**
 * Brings a warehouse up to date with Genesys: responses that are new since the last sync, those that were answered,
 * changed, released or deleted late, and those that were open. Stopped at any point, the next one goes on from there;
 * stored documents are not asked for again.
 *
 * Throws PermissionError where nothing may be read, CredentialsError, UnreachableError, InterruptedError when `signal`
 * aborts, and UsageError for a warehouse of another organization.
 */
export async function sync(
  genesys: Genesys,
  warehouse: Warehouse,
  request: SyncRequest,
  options: SyncOptions = {},
): Promise<SyncResult> {
  const { clock = systemClock, runId = randomUUID() } = options;
  const run = await beginRun(warehouse, { id: runId, sources: request.sources, genesys, clock });
  try {
    const { result, newProblems } = await readInto(run, genesys, request, options);
    await run.end({
      outcome: result.complete ? "done" : "incomplete",
      exitCode: result.complete ? exitCodes.done : exitCodes.incomplete,
      message: describeMissing(result, newProblems),
      counts: {
        documents: result.documents,
        responses: result.responses,
        unlinked: result.unlinked,
        problems: newProblems,
      },
    });
    return result;
  } catch (error) {
    // That it cannot be recorded is not what went wrong.
    await run.end(failedEnd(error)).catch(() => {});
    throw error;
  }
}

/** What is missing since this run; null where nothing is. */
function describeMissing({ skipped, missing, unlinked }: SyncResult, newProblems: number): string | null {
  const counted = (n: number, one: string, many: string): string[] => (n === 0 ? [] : [n === 1 ? one : `${n} ${many}`]);
  const sentences = [
    ...skipped.map(({ error }) => error.message),
    ...missing,
    ...counted(unlinked, "1 response is not linked.", "responses are not linked."),
    ...counted(newProblems, "1 document could not be read.", "documents could not be read."),
  ];
  return sentences.join(" ") || null;
}

async function readInto(
  run: Run,
  genesys: Genesys,
  request: SyncRequest,
  { clock: ours = systemClock, signal, onProgress }: SyncOptions,
): Promise<{ readonly result: SyncResult; readonly newProblems: number }> {
  if (run.warehouse.shared) genesys.share(run.warehouse.shared);
  const organization = await askOrganization(genesys, run.warehouse, signal);
  const clock = createServerClock(genesys, ours);
  const joined = await addOrganization(
    run.warehouse,
    { ...organization, clientId: genesys.clientId },
    request,
    clock.now(),
  );
  const resumed = await wasCutShort(run.warehouse, organization.id);
  await run.belongTo(organization.id, clock);
  const findings = createFindings();
  const skew = describeSkew(genesys, ours);
  if (skew !== null) findings.note(skew);
  if (joined) findings.note(describeJoined(organization, run.warehouse.place));
  const progress = createProgress(onProgress);
  await dropFutureCoverage(run.warehouse, organization.id, clock.now(), findings);
  const range: Interval = {
    from: await readSince(
      run.warehouse,
      organization.id,
      byServer(request.since, ours.now() - clock.now()),
      clock.now(),
    ),
    to: clock.now(),
  };
  const { context, derivation, rules, finish } = await openContext({
    ...{ genesys, warehouse: run.warehouse, organizationId: organization.id, owner: run.id, request, range },
    ...{ findings, progress, clock, signal },
  });
  const { warehouse, store, leases } = context;
  const twice = repeating(warehouse);
  try {
    await leases.alone("rows", async () => {
      await trimDocuments(twice, organization.id, rules, signal);
      const { definition } = request;
      for (const erased of await finishErasures({
        ...{ warehouse, organization: organization.id, rules, definition, clock, signal },
      }))
        findings.note(describeFinished(erased));
      await forgetTexts(twice, organization.id, rules, signal);
      await forgetAgents(twice, organization.id, rules, signal);
      const before = await storedDefinition(warehouse, organization.id);
      if (before !== definitionId(request.definition)) await rederive(twice, derivation);
      await markReleased(warehouse, derivation);
    });
    await recall(context, isoTime(clock.now() - day));
    await recallFormRoutes(warehouse, organization.id, context.routes);
    const problemsBefore = await readProblems(context);
    const unlinkedBefore = await countUnlinked(context);
    await finish();
    await interleave(context, (source) => readSource(source, context, range, { finish }), progress);
    await leases.alone("what is due", () => readDue(context, { range, resumed, progress, finish }));

    await nameMissing(context);
    // Once more: what is old and was read only now, or again, is not kept until the next sync. Nothing is stored after it.
    if ((await forgetAgents(twice, organization.id, rules, signal)) > 0) await finish();
    await leases.alone("rows", () => forgetDocuments(twice, organization.id, rules, signal));
    await forgetNames(warehouse, organization.id, rules, signal);
    // What came of an erased customer before their interaction showed it, or what a killed process left.
    const { failure } = await purgeErased(warehouse, signal, clock.now());
    if (failure) findings.miss(`What was erased is still in the file. ${failure.message}`);
    for (const { path } of await renewDueCopies(warehouse, signal))
      findings.miss(`The published copy ${path} still has what was erased. Publish to it again, or delete it.`);
    const report = findings.report();
    const newProblems = (await keepProblems(context, report.problems, problemsBefore)) + store.flaws.countNew();
    const unlinked = Math.max(0, (await countUnlinked(context)) - unlinkedBefore);
    const complete = newProblems === 0 && unlinked === 0 && report.missing.length === 0 && report.skipped.length === 0;
    const result: SyncResult = {
      ...report,
      problems: [...report.problems, ...store.flaws.found()],
      runId: run.id,
      organization,
      complete,
      documents: store.written(),
      responses: progress.now().derived,
      unlinked,
      spent: genesys.spent(),
    };
    return { result, newProblems };
  } catch (error) {
    // What arrived is kept, and others may go on; that they cannot is not what went wrong.
    await store.flush().catch(() => {});
    await leases.releaseAll().catch(() => {});
    throw error;
  }
}

async function countUnlinked({ warehouse, store }: SyncContext): Promise<number> {
  const [row] = await warehouse.query(
    "SELECT count(*) AS n FROM response WHERE organization_id = $organization AND listed AND NOT linked",
    { organization: store.organizationId },
  );
  return Number(row?.["n"] ?? 0);
}
