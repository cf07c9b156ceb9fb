import { isoTime } from "../../base/index.ts";
import type { Problem } from "../../collect/index.ts";
import type { Transaction } from "../../warehouse/index.ts";

/** The document that a problem is about. */
export type Flawed = Pick<Problem, "kind" | "id">;

/**
 * Problems of stored documents and their rows. They are written in the transaction that writes the rest: a kill loses
 * neither the one nor the other.
 */
export interface Flaws {
  /** Stores the problems that were found, and deletes those of the other documents that were checked. */
  write(tx: Transaction, looked: readonly Flawed[], found: readonly Problem[], now: number): Promise<void>;
  /** The problems of this run, as far as it has not solved them. */
  readonly found: () => readonly Problem[];
  /** How many of them were not known before. */
  readonly countNew: () => number;
}

const nameOf = ({ kind, id }: Flawed): string => `${kind} ${id}`;

export function createFlaws(organization: string): Flaws {
  const run = new Map<string, { readonly problem: Problem; readonly isNew: boolean }>();
  /** The documents that may have a stored problem: looking into the table for every batch would cost 2 ms each. */
  let suspects: Set<string> | null = null;

  async function readSuspects(tx: Transaction): Promise<Set<string>> {
    const rows = await tx.query("SELECT kind, id FROM problem WHERE organization_id = $organization", { organization });
    return new Set(rows.map(({ kind, id }) => `${kind} ${id}`));
  }

  return {
    async write(tx, looked, found, now) {
      suspects ??= await readSuspects(tx);
      const names = [...new Set([...looked.map(nameOf).filter((name) => suspects?.has(name)), ...found.map(nameOf)])];
      if (names.length === 0) return;
      const ofThese = "organization_id = $organization AND kind || ' ' || id IN (SELECT unnest($names))";
      const rows = await tx.query(`SELECT kind, id, first_seen FROM problem WHERE ${ofThese}`, { organization, names });
      const first = new Map(rows.map(({ kind, id, first_seen }) => [`${kind} ${id}`, first_seen ?? null]));
      await tx.run(`DELETE FROM problem WHERE ${ofThese}`, { organization, names });
      for (const name of names) run.delete(name);
      const problems = [...new Map(found.map((problem) => [nameOf(problem), problem])).values()];
      await tx.put(
        "problem",
        problems.map(({ kind, id, reason }) => ({
          organization_id: organization,
          kind,
          id,
          reason,
          json: null,
          first_seen: first.get(nameOf({ kind, id })) ?? isoTime(now),
          last_seen: isoTime(now),
        })),
      );
      for (const problem of problems) {
        suspects.add(nameOf(problem));
        run.set(nameOf(problem), { problem, isNew: !first.has(nameOf(problem)) });
      }
    },
    found: () => [...run.values()].map(({ problem }) => problem),
    countNew: () => [...run.values()].filter(({ isNew }) => isNew).length,
  };
}
