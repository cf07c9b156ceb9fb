import { day } from "../../src/base/index.ts";
import { type Asking, ask, type Bucket, catalogue, type QuestionName } from "../../src/metrics/index.ts";
import type { Org, SandboxOptions } from "../../src/sandbox/index.ts";
import { openSynced, type Synced } from "../servers/synced.ts";
import { type Piece, piecesOf, type TruthAsking } from "./pieces.ts";
import { firstQuiet, type TruthResponse, truthResponses } from "./responses.ts";
import { differences, type TruthRow } from "./rows.ts";

/** A Wednesday after three changes of clocks: of 8 March (New York), 29 March (Berlin) and 5 April 2026 (Lord Howe). */
export const afterChanges = Date.parse("2026-04-08T10:00:00Z");

/** The question to both sides: the periods stand for themselves, the truth finds its own. */
export interface Question extends TruthAsking {
  readonly buckets?: readonly Bucket[];
}

/** An org that was synced whole, with its truth. */
export interface Measured extends AsyncDisposable {
  readonly org: Org;
  readonly synced: Synced;
  readonly now: number;
  readonly responses: readonly TruthResponse[];
  pieces(asking?: Question): readonly Piece[];
  /** How the rows of a question differ from the truth, in words. */
  wrong<Name extends QuestionName>(
    name: Name,
    identity: readonly string[],
    question: Question,
    truth: (pieces: readonly Piece[]) => readonly TruthRow[],
    parameters?: Asking<Name>["parameters"],
    /** Columns that the org has no word for. */
    unproved?: readonly string[],
  ): Promise<readonly string[]>;
}

/** @param days how many are synced; of all, unless given */
export async function openMeasured(options: SandboxOptions, days = Number.POSITIVE_INFINITY): Promise<Measured> {
  const synced = await openSynced({ days: 34, ...options }, afterChanges);
  const { org } = synced.sandbox;
  synced.clock.advance(firstQuiet(org, synced.clock.now()) - synced.clock.now());
  const now = synced.clock.now();
  const { problems, missing, skipped } = await synced.sync({
    since: Math.max((org.firstDay - 1) * day, now - days * day),
  });
  if (problems.length + missing.length + skipped.length > 0) throw new Error("The sync is not complete.");
  const responses = truthResponses(org, now);
  const pieces = (asking: Question = {}): readonly Piece[] => piecesOf(org, responses, asking);
  return {
    ...{ org, synced, now, responses, pieces },
    async wrong(name, identity, question, truth, parameters, unproved = []) {
      const { filter, basis, by, buckets } = question;
      const rows: readonly TruthRow[] = await ask<QuestionName>(synced.warehouse, name, {
        ...{ filter, basis, by, buckets },
        parameters,
      });
      const label = `${name} ${JSON.stringify({ ...question, buckets: buckets?.length })}: `;
      const columns = Object.keys(catalogue[name].columns).filter((column) => !unproved.includes(column));
      return differences(rows, truth(pieces(question)), columns, identity).map((difference) => label + difference);
    },
    [Symbol.asyncDispose]: () => synced[Symbol.asyncDispose](),
  };
}
