import { day, hour, isoTime } from "../base/index.ts";
import { withoutInteractions } from "../collect/index.ts";
import type { Row } from "../warehouse/index.ts";
import type { SyncContext } from "./context.ts";
import type { StoredKind } from "./documents/documents.ts";
import { readInteractions } from "./link.ts";
import { readSurveysAgain } from "./re-read.ts";
import { readSql } from "./sql.ts";
import { readEvaluations } from "./sweeps/read-evaluations.ts";

const due = readSql("problems-due");

/**
 * Reads again, once a day for a month, each document with a problem: a stored document is not asked for otherwise, and
 * one value of it that was damaged on the way would stay so for good.
 */
export async function readDueProblems(context: SyncContext): Promise<void> {
  const { warehouse, store, clock } = context;
  const organization = store.organizationId;
  const now = clock.now();
  const problems = await warehouse.query(due, {
    organization,
    day_before: isoTime(now - 20 * hour),
    month_before: isoTime(now - 30 * day),
  });
  if (problems.length === 0) return;
  const asked = await readAgain(context, new Set(problems.map(thingOf).filter((thing) => thing !== null)));
  await store.flush();
  // A solved problem is no longer there; one that remains is left alone for a day.
  const names = problems.flatMap((problem) =>
    asked.has(thingOf(problem) ?? "") ? [`${problem["kind"]} ${problem["id"]}`] : [],
  );
  await warehouse.transaction(async (tx) => {
    await tx.run(
      `UPDATE problem SET last_seen = CAST($now AS TIMESTAMP)
       WHERE organization_id = $organization AND kind || ' ' || id IN (SELECT unnest($names))`,
      { organization, now: isoTime(now), names },
    );
  });
}

/** The document of a problem, as `survey 123`; null where it is not one document. */
function thingOf({ kind, id }: Row): string | null {
  const named = kind === "row" ? (/^of (.*)$/s.exec(String(id))?.[1] ?? "") : `${String(kind)} ${String(id)}`;
  return /^(?:survey|evaluation|interaction|form) /.test(named) ? named : null;
}

/**
 * Asks for the stored documents of these. A missing one stays due until it is stored, by due-answers.ts.
 * @returns the documents that it asked for
 */
async function readAgain(context: SyncContext, things: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const { store, forms } = context;
  const asked = new Set<string>();
  const stored = async (kind: StoredKind, thing: string): Promise<string[]> => {
    const ids = [...things].flatMap((one) => (one.startsWith(`${thing} `) ? [one.slice(thing.length + 1)] : []));
    const found = [...(await store.fetchedAt(kind, ids)).keys()];
    for (const id of found) asked.add(`${thing} ${id}`);
    return found;
  };
  await readInteractions(withoutInteractions(context), await stored("interaction", "interaction"));
  await readSurveysAgain(context, await stored("survey", "survey"));
  for (const kind of ["survey", "evaluation"] as const) await forms.reload(kind, await stored(`${kind}-form`, "form"));
  const stubs = await store.read("evaluation-sighting", await stored("evaluation", "evaluation"));
  await readEvaluations(
    context,
    [...stubs].map(([id, stub]) => ({ kind: "evaluation", id, stub })),
  );
  return asked;
}
