import { isoTime, readTime } from "../../base/index.ts";
import { chunks } from "../../collect/index.ts";
import type { Value, Warehouse } from "../../warehouse/index.ts";
import { type KeepRules, keepUnreadable } from "../documents/kept-document.ts";
import { findDocuments } from "../documents/lookup.ts";
import { rewriteDocuments, rewrittenColumns } from "../documents/rewrite-documents.ts";
import { rewriteProblems } from "../documents/rewrite-problems.ts";
import { readSql } from "../sql.ts";
import { takeTurn } from "../take-turn.ts";

const toForget = readSql("texts-to-forget");

/** Documents rewritten in one transaction. */
const batchSize = 200;

/**
 * Takes the free texts out of the stored documents of responses that are older than these are kept, and notes the responses, so that
 * their rows lose them too. Nothing brings them back: a rebuild derives from the documents, and one that comes again comes without.
 * Stopped at any point it goes on from there.
 */
export async function forgetTexts(
  warehouse: Warehouse,
  organization: string,
  rules: KeepRules,
  signal?: AbortSignal,
): Promise<void> {
  if (rules.textsFrom === Number.NEGATIVE_INFINITY) return;
  const before = isoTime(rules.textsFrom);
  const old = await warehouse.query(toForget, { organization, before });
  for (const some of chunks(old, batchSize)) {
    const times = new Map(some.map((row) => [nameOf(row["source"], row["response_id"]), timeOf(row["time"])]));
    const wanted = some.map(({ source, response_id: id }) => ({
      kind: source === "survey" ? ("survey" as const) : ("evaluation" as const),
      id: String(id),
    }));
    await warehouse.transaction(async (tx) => {
      if (warehouse.shared) await takeTurn(tx, organization);
      const rows = await findDocuments(tx, organization, wanted, rewrittenColumns);
      await rewriteDocuments(tx, rows, {
        ...{ organization, rules, isShared: warehouse.shared !== undefined },
        timeOf: ({ kind, id }) => times.get(nameOf(kind, id)) ?? null,
      });
    }, signal);
  }
  // What could not be read has the time at which it was last seen, where it has none of its own.
  await rewriteProblems(warehouse, organization, rules, (kind, document, row) =>
    keepUnreadable(kind, document, rules, timeOf(row["last_seen"])),
  );
}

const nameOf = (source: Value | undefined, id: Value | undefined): string => `${source} ${id}`;
const timeOf = (time: Value | undefined): number | null => readTime(String(time));
