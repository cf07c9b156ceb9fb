import { type Filter, familiesOf, pooled } from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { Figure, ReportDocument } from "../document.ts";
import { figure, noFigure } from "./figures.ts";
import { readScores } from "./scores.ts";

interface Measured {
  /** The length of scale that the headline has. */
  readonly points: number | null;
  readonly pool: boolean;
}

/** The headline of surveys by web and of surveys by voice. */
export async function readChannels(
  reader: Reader,
  filter: Filter,
  { points, pool }: Measured,
  signal?: AbortSignal,
): Promise<ReportDocument["csat_by_channel"]> {
  const rows = await readScores(reader, { filter, by: "survey-type", signal });
  const of = (channel: string): Figure => {
    const own = rows.filter(({ group_id }) => group_id?.toLowerCase() === channel);
    const family = pool ? pooled(own, "csat") : familiesOf(own, "csat").find((one) => one.points === points);
    return family ? figure(family.share) : noFigure;
  };
  return { web: of("web"), voice: of("voice") };
}
