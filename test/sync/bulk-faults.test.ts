import { expect, test } from "vitest";
import { day, isoTime } from "../../src/base/index.ts";
import { type ExpectedRow, type FaultName, type Org, truth, type WireVariant } from "../../src/sandbox/index.ts";
import { createChoiceOrg } from "../orgs/choice-surveys.ts";
import { everything, seeds } from "../seeds.ts";
import { openSandboxed, present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

/*
 * Answers in bulk under everything that can go wrong, and under each way that Genesys may take of what is not documented:
 * whatever is extracted and synced is the truth. Each seed plays every fault, and over the seeds each fault meets every way.
 */

const faults: readonly FaultName[] = [
  ...(["revoked-tokens", "rate-limit-bursts", "server-errors", "truncated-answers", "dropped-answers"] as const),
  ...(["errors-in-200", "late-retry-after", "epoch-reset"] as const),
  ...(["shifting-pages", "repeated-pages", "moving-keys", "short-pages", "wrong-totals", "shuffled-rows"] as const),
  ...(["lower-case-enums", "gzip", "unasked-gzip", "late-data"] as const),
];
// Not `cut-groups`: 20 groups are less than an hour of these orgs has, and what is missing then is named.
const ways: readonly (WireVariant | null)[] = [
  ...([null, "question-aggregates-400", "empty-question-aggregates", "unnamed-answers", "lost-answers"] as const),
  ...(["wrong-survey-answers", "uncounted-texts", "texts-always-counted", "counted-not-applicable"] as const),
];

const tried = seeds(10, 1).flatMap((seed) =>
  faults.slice(0, everything ? faults.length : 3).map((fault, at) => {
    const way = ways[(at + (seed - 1) + (at === 0 ? 5 : 0)) % ways.length] ?? null;
    return [seed, fault, way] as const;
  }),
);

const days = 5;
const since = present - (days + 1) * day;
const orgs = new Map<number, Org>();
function orgOf(seed: number): Org {
  const org = orgs.get(seed) ?? createChoiceOrg({ seed, surveys: 420, days, present, writesOneIn: 4 });
  orgs.set(seed, org);
  return org;
}

interface Shown {
  readonly response_id: string;
  readonly csat_score: unknown;
  readonly comment: unknown;
  readonly answers: readonly Pick<ExpectedRow["answers"][number], "question_id" | "answer" | "value">[];
}

/** What a person reads of a response; whole totals and marks are what the bulk route does not have. */
const shown = ({ response_id, csat_score, comment, answers }: Shown): Shown => ({
  ...{ response_id, csat_score, comment },
  answers: answers.map(({ question_id, answer, value }) => ({ question_id, answer, value })),
});

async function synced({ warehouse }: Synced): Promise<readonly Shown[]> {
  const rows = await warehouse.query(
    `SELECT response_id, csat_score, comment, answers FROM csat_response
     WHERE submit_date >= CAST($since AS TIMESTAMP) ORDER BY submit_date, response_id`,
    { since: isoTime(since) },
  );
  return rows.map(({ response_id, csat_score, comment, answers }) =>
    shown({
      ...{ response_id: String(response_id), csat_score, comment },
      answers: JSON.parse(String(answers)),
    }),
  );
}

test.each(tried)("seed %i, %s, %s: extracted = synced = truth", async (seed, fault, way) => {
  const options = { org: orgOf(seed), faults: [fault], variants: way === null ? [] : [way] };
  const range = { from: since, to: present };

  await using extracting = await openSandboxed(options);
  const { records, missing, problems } = await extracting.extract({ range, sources: ["surveys"] });
  expect([missing, problems]).toEqual([[], []]);
  const expected = (heard: ReturnType<typeof extracting.sandbox.heard>, now: number) =>
    truth(options.org, { ...range, now, heard }, { sources: ["survey"] }).map(shown);
  expect(records.map(shown)).toEqual(expected(extracting.sandbox.heard(), extracting.clock.now()));

  await using syncing = await openSynced(options);
  const result = await syncing.sync({ since, sources: ["surveys"] });
  expect([result.missing, result.problems, result.skipped]).toEqual([[], [], []]);
  expect(await synced(syncing)).toEqual(expected(syncing.sandbox.heard(), syncing.clock.now()));
});
