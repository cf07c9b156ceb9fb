import type { ReportDocument } from "../document.ts";
import type { Phrases } from "../phrases.ts";
import { creditRules, gainWords } from "../text/attribution.ts";
import { groupName } from "../text/groups.ts";
import { escaped, numeric, table } from "./table.ts";

/** Agents under every rule. */
export function credits({ attribution }: ReportDocument, phrases: Phrases): string {
  const { texts, share } = phrases;
  const rows = (attribution ?? []).map((credit) => [
    escaped(groupName(credit, phrases)),
    ...creditRules.map((rule) => share(credit[rule])),
    gainWords(credit, phrases),
  ]);
  const titles = creditRules.map((rule) => texts.attributionRules[rule]);
  return table([texts.groupings.agent, ...numeric(...titles, texts.gain)], rows);
}

/** Hours of the week in which somebody answered. */
export const hours = ({ hours: cells }: ReportDocument, { texts, formats, share }: Phrases): string =>
  table(
    [texts.weekday, texts.hour, ...numeric(texts.csatShort)],
    cells
      .filter(({ csat }) => csat.value !== null)
      .map(({ weekday, hour, csat }) => [formats.weekday(weekday), formats.hour(hour), share(csat)]),
  );

export const drivers = ({ drivers: found }: ReportDocument, { texts, correlation }: Phrases): string =>
  table(
    [texts.driver, ...numeric(texts.raw, texts.within)],
    found.map(({ driver, raw, within }) => [texts.driverNames[driver], correlation(raw), correlation(within)]),
  );

export const quality = ({ survey_quality: found }: ReportDocument, { texts, formats, correlation }: Phrases): string =>
  table(
    [texts.evaluated, ...numeric(texts.raw, texts.differentAgents)],
    found.map((one) => [texts.evaluatedBy[one.by], correlation(one.correlation), formats.count(one.different_agents)]),
  );

export function comments({ low_comments: comments }: ReportDocument, phrases: Phrases): string {
  const { texts, formats } = phrases;
  const { queue, agent } = texts.groupings;
  return table(
    [texts.when, queue, agent, ...numeric(texts.score), texts.comment, texts.interaction],
    comments.map((one) => [
      one.submit_date === null ? "–" : formats.minuteOfYear(one.submit_date),
      escaped(one.queue_name ?? "–"),
      escaped(one.agent_name ?? "–"),
      phrases.commentScore(one),
      one.comment === null ? "–" : escaped(one.comment),
      one.interaction_id === null ? "–" : `\`${one.interaction_id.replaceAll("`", "")}\``,
    ]),
  );
}
