import { ask, type Filter, groupedBy } from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { ReportDocument } from "../document.ts";

/** How often each value of the headline's scale was given; nothing where scales of several lengths are pooled. */
export async function readDistribution(
  reader: Reader,
  filter: Filter,
  points: number | null,
  signal?: AbortSignal,
): Promise<ReportDocument["distribution"]> {
  const about = new Set((filter.questions ?? []).map((id) => id.toLowerCase()));
  const rows = (await ask(reader, "distribution", { filter, signal })).filter(
    (row) =>
      row.role === "csat" &&
      (points === null || row.points === points) &&
      (about.size === 0 ? row.headline : about.has(row.question_id?.toLowerCase() ?? "")),
  );
  if (new Set(rows.map((row) => row.points)).size > 1) return [];
  return [...groupedBy(rows, ({ value }) => value)]
    .flatMap(([value, own]) => {
      const texts = new Set(own.map(({ answer }) => answer));
      const answer = texts.size === 1 ? (own[0]?.answer ?? null) : null;
      return value === null ? [] : [{ value, answer, n: own.reduce((sum, { answers }) => sum + answers, 0) }];
    })
    .sort((a, b) => a.value - b.value);
}
