import type { CsatRecord } from "../../src/csat/index.ts";
import { useFormats } from "../state/frame.ts";
import { leadOf } from "../state/rows.ts";
import { rowWords } from "../words/rows.ts";
import { useWords } from "../words/words.ts";

type Scored = Pick<CsatRecord, "csat_score" | "nps_score" | "evaluator_csat_score" | "answers">;

/** The satisfaction of a response on its own scale, as "4 of 5"; null where there is none. */
export function useScore(): (record: Scored) => string | null {
  const [words, formats] = [useWords(rowWords), useFormats()];
  return (record) => {
    const { csat_score: csat, evaluator_csat_score: evaluated } = record;
    if (csat === null) return evaluated === null ? null : words.evaluated(formats.two(evaluated));
    const lead = leadOf(record);
    if (lead === null) return words.scoreShare(formats.percent(csat));
    const [value, best] = [formats.plain(lead.value), formats.plain(lead.best)];
    return lead.isTurned ? words.scoreTurned(value, best) : words.scoreOf(value, best);
  };
}

/** A short bar of how far up its scale a satisfaction stands; the words next to it say the same. */
export function ScoreBar({ score }: { score: number | null }) {
  if (score === null) return null;
  return (
    <svg class="score-bar" viewBox="0 0 40 8" width="40" height="8" aria-hidden="true">
      <rect class="chart-step-2" width="40" height="8" rx="2" />
      <rect class={score <= 0.35 ? "score-low" : "chart-full"} width={Math.max(3, 40 * score)} height="8" rx="2" />
    </svg>
  );
}
