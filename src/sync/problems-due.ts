import { day, hour, isoTime } from "../base/index.ts";
import { hydrate } from "../extract/index.ts";
import { endpoints } from "../genesys/index.ts";
import type { EvaluationSighting } from "./documents/sightings.ts";
import { readInteractions } from "./link.ts";
import { createWindowRun, keepIn, type Session } from "./session.ts";
import { readSql } from "./sql.ts";
import { readEvaluations } from "./sweeps/read-evaluations.ts";

const due = readSql("problems-due");

/**
 * Reads again, once a day for a month, each document with a problem: what is stored is not asked for otherwise, and one
 * value of it that was damaged on the way would stay so for good.
 */
export async function readDueProblems(session: Session): Promise<void> {
  const { warehouse, store, clock, job, forms } = session;
  const organization = store.organizationId;
  const now = clock.now();
  const problems = await warehouse.query(due, {
    organization,
    day_before: isoTime(now - 20 * hour),
    month_before: isoTime(now - 30 * day),
  });
  if (problems.length === 0) return;
  const ids = {
    survey: new Set<string>(),
    evaluation: new Set<string>(),
    interaction: new Set<string>(),
    form: new Set<string>(),
  };
  const isKnown = (kind: unknown): kind is keyof typeof ids => typeof kind === "string" && kind in ids;
  for (const { kind, id } of problems) {
    const [, of, named] = /^of (\S+) (.*)$/.exec(String(id)) ?? [];
    if (isKnown(kind)) ids[kind].add(String(id));
    else if (isKnown(of)) ids[of].add(named ?? "");
  }
  await readInteractions(session, createWindowRun(session), [...ids.interaction]);
  const surveys = [...(await store.fetchedAt("survey", [...ids.survey])).keys()];
  await hydrate(
    job,
    surveys.map((id) => ({ kind: "survey" as const, id })),
    async ({ id }) =>
      keepIn(store)("survey", id, await job.genesys.ask(endpoints.survey, { path: { surveyId: id } }, job.signal)),
  );
  for (const kind of ["survey", "evaluation"] as const) {
    const known = [...(await store.fetchedAt(`${kind}-form`, [...ids.form])).keys()];
    await forms.reload(kind, known);
  }
  // What is not stored is due until it is, by due-answers.ts.
  const evaluations = [...(await store.fetchedAt("evaluation", [...ids.evaluation])).keys()];
  const sightings = await store.read("evaluation-sighting", evaluations);
  await readEvaluations(
    session,
    [...sightings].map(([id, sighting]) => ({ kind: "evaluation", id, sighting: sighting as EvaluationSighting })),
  );
  await store.flush();
  // Looked at: what has come right is there no more, what has not is let be for a day.
  await warehouse.transaction(async (tx) => {
    await tx.run(
      `UPDATE problem SET last_seen = CAST($now AS TIMESTAMP)
       WHERE organization_id = $organization AND kind || ' ' || id IN (SELECT unnest($names))`,
      { organization, now: isoTime(now), names: problems.map(({ kind, id }) => `${String(kind)} ${String(id)}`) },
    );
  });
}
