import { expect, test } from "vitest";
import { day, isoTime } from "../../src/base/index.ts";
import { type ExpectedRow, type FaultName, type Org, truth, type WireVariant } from "../../src/sandbox/index.ts";
import { createJudgedOrg } from "../orgs/judged-org.ts";
import { everything, seeds } from "../seeds.ts";
import { openSandboxed, present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

/*
 * Evaluations in bulk under everything that can go wrong, and under each way that Genesys may take of what is not documented:
 * whatever is extracted and synced is the truth. Each seed plays every fault, and over the seeds each fault meets every way.
 */

const faults: readonly FaultName[] = [
  ...(["moving-keys", "short-pages", "server-errors", "revoked-tokens", "rate-limit-bursts"] as const),
  ...(["truncated-answers", "dropped-answers", "errors-in-200", "late-retry-after", "epoch-reset"] as const),
  ...(["shifting-pages", "repeated-pages", "wrong-totals", "shuffled-rows", "lower-case-enums"] as const),
  ...(["gzip", "unasked-gzip", "late-data"] as const),
];
const ways: readonly (readonly WireVariant[])[] = [
  ...([[], ["wrong-evaluation-answers"], ["search-question-scores"], ["search-ignores-answers"]] as const),
  // Where a search may not be paged beyond its first 100 results, its total alone shows that a page is the last.
  ...([["empty-question-search"], ["search-questions-400"], ["capped-results", "search-total"]] as const),
  ...([
    ["search-total"],
    ["absent-search-results"],
    ["search-upper-case"],
    ["search-mixed-case"],
    ["smaller-pages"],
  ] as const),
];

const tried = seeds(10, 1).flatMap((seed) =>
  faults.slice(0, everything ? faults.length : 2).map((fault, at) => {
    const way = ways[(at + (seed - 1)) % ways.length] ?? [];
    return [seed, fault, way] as const;
  }),
);

const since = present - 10 * day;
const orgs = new Map<number, Org>();
function orgOf(seed: number): Org {
  const org = orgs.get(seed) ?? createJudgedOrg({ "Call handling": 360 }, { seed });
  orgs.set(seed, org);
  return org;
}

interface Shown {
  readonly response_id: string;
  readonly evaluator_csat_score: unknown;
  readonly total_score: unknown;
  readonly answers: readonly Pick<ExpectedRow["answers"][number], "question_id" | "answer" | "value">[];
}

/** What a person reads of an evaluation; texts and marks are what the bulk route does not have. */
const shown = ({ response_id, evaluator_csat_score, total_score, answers }: Shown): Shown => ({
  ...{ response_id, evaluator_csat_score, total_score },
  answers: answers.map(({ question_id, answer, value }) => ({ question_id, answer, value })),
});

async function synced({ warehouse }: Synced): Promise<readonly Shown[]> {
  const rows = await warehouse.query(
    `SELECT response_id, evaluator_csat_score, total_score, answers FROM csat_response
     WHERE submit_date >= CAST($since AS TIMESTAMP) ORDER BY submit_date, response_id`,
    { since: isoTime(since) },
  );
  return rows.map(({ response_id, evaluator_csat_score, total_score, answers }) =>
    shown({
      ...{ response_id: String(response_id), evaluator_csat_score, total_score },
      answers: JSON.parse(String(answers)),
    }),
  );
}

test.each(tried)("seed %i, %s, %s: extracted = synced = truth", async (seed, fault, way) => {
  const options = { org: orgOf(seed), faults: [fault], variants: way };
  const range = { from: since, to: present };
  const texts = way.includes("search-question-scores") ? "all" : "never";

  await using extracting = await openSandboxed(options);
  const { records, missing, problems } = await extracting.extract({ range, sources: ["evaluations"], texts });
  expect([missing, problems]).toEqual([[], []]);
  const expected = (heard: ReturnType<typeof extracting.sandbox.heard>, now: number) =>
    truth(options.org, { ...range, now, heard }, { sources: ["evaluation"] }).map(shown);
  expect(records.map(shown)).toEqual(expected(extracting.sandbox.heard(), extracting.clock.now()));

  await using syncing = await openSynced(options);
  const result = await syncing.sync({ since, sources: ["evaluations"], texts });
  expect([result.missing, result.problems, result.skipped]).toEqual([[], [], []]);
  expect(await synced(syncing)).toEqual(expected(syncing.sandbox.heard(), syncing.clock.now()));
});
