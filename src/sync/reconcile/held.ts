import { z } from "zod";
import { readStored } from "../../base/index.ts";
import { chunks } from "../../collect/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import { readSql } from "../sql.ts";
import type { Kind } from "./listed.ts";

/** A response as the warehouse has it. */
export interface Held {
  readonly status: string | null;
  /** Whether it has the document that ends it. */
  readonly settled: boolean;
  readonly deleted: boolean;
  readonly redacted: boolean;
  readonly calibration: boolean;
  readonly score: number | null;
  /** Answers of its record that have no row, or rows of none. */
  readonly lacksAnswers: boolean;
}

const held = readSql("reconcile-held");

/** Responses looked up in one statement. */
const idsPerQuery = 1_000;

const storedAnswers = z.array(z.unknown());

/** The rows of these responses, by id. */
export async function readHeld(
  reader: Pick<Reader, "query">,
  organization: string,
  kind: Kind,
  all: readonly string[],
): Promise<ReadonlyMap<string, Held>> {
  const found = new Map<string, Held>();
  for (const ids of chunks(all, idsPerQuery)) {
    for (const row of await reader.query(held, { organization, source: kind, ids })) {
      const id = String(row["response_id"]);
      const answers = readStored(storedAnswers, row["answers"], `column answers of response ${id}`);
      found.set(id, {
        status: typeof row["status"] === "string" ? row["status"] : null,
        settled: row["settled"] === true,
        deleted: row["deleted"] === true,
        redacted: row["redacted"] === true,
        calibration: row["calibration"] === true,
        score: typeof row["total_score"] === "number" ? row["total_score"] : null,
        lacksAnswers: answers.length !== Number(row["answer_rows"]),
      });
    }
  }
  return found;
}
