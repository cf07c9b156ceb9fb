import type { Piece } from "./pieces.ts";
import { mean, type RuleName, ruleNames, type TruthCredit, type TruthResponse } from "./responses.ts";
import { groupRows, sum, type TruthRow } from "./rows.ts";
import { isHeadline } from "./scores.ts";

/** Credits of the lead's answers, by every rule at once. */
export function creditsTruth(pieces: readonly Piece[], unit: "agent" | "queue"): readonly TruthRow[] {
  const entries = pieces.flatMap(({ response }) => {
    const lead = response.answers.find((answer) => answer.role === "csat" && isHeadline(answer));
    if (!lead || response.source !== "survey" || response.status !== "Finished") return [];
    const shares = new Map<string | null, Record<RuleName, number>>();
    for (const rule of ruleNames)
      for (const { agentId, queueId, weight } of creditsOf(response, rule)) {
        const id = unit === "agent" ? agentId : queueId;
        const share = shares.get(id) ?? { genesys: 0, last: 0, first: 0, longest: 0, all: 0 };
        share[rule] += weight;
        if (weight > 0) shares.set(id, share);
      }
    return [...shares].map(([id, share]) => ({ id, share, points: lead.points, favourable: lead.favourable === true }));
  });
  return groupRows(entries, ({ id, points }) => ({ group_id: id, points })).map(({ key, items }) => {
    const row: Record<string, TruthRow[string]> = { ...key };
    for (const rule of ruleNames) {
      const name = rule === "all" ? "all_legs" : rule;
      row[name] = sum(items, ({ share }) => share[rule]);
      row[`${name}_favourable`] = sum(items, ({ share, favourable }) => (favourable ? share[rule] : 0));
    }
    row["all_legs_squares"] = sum(items, ({ share }) => share.all ** 2);
    const happy = items.filter(({ favourable }) => favourable);
    row["all_legs_squares_favourable"] = sum(happy, ({ share }) => share.all ** 2);
    row["all_legs_answers"] = items.filter(({ share }) => share.all > 0).length;
    // Nobody is not somebody whom one rule credits with what another shares out.
    const somebody = key.group_id !== null;
    row["last_all_legs"] = somebody ? sum(items, ({ share }) => share.last * share.all) : 0;
    row["last_all_legs_favourable"] = somebody ? sum(happy, ({ share }) => share.last * share.all) : 0;
    row["compared"] = somebody ? items.filter(({ share }) => share.last > 0 || share.all > 0).length : 0;
    return row;
  });
}

/** Where a rule finds nobody, the answer is nobody's. */
function creditsOf({ credits }: TruthResponse, rule: RuleName): readonly TruthCredit[] {
  const given = credits[rule].filter(({ weight }) => weight > 0);
  return given.length > 0 ? given : [{ agentId: null, queueId: null, weight: 1 }];
}

export const creditsIdentity = ["group_id", "points"] as const;

/** Sums for what satisfaction goes together with: the customer's whole journey, and within queue and media. */
export function driversTruth(pieces: readonly Piece[]): readonly TruthRow[] {
  const scored = pieces.filter(({ response }) => response.status === "Finished" && response.csat !== null);
  const drivers = { wait: "wait", talk: "talk", hold: "hold", transfers: "transfers" } as const;
  return Object.entries(drivers).flatMap(([driver, name]) => {
    const known = scored.flatMap(({ response, queueId }) => {
      const [x, y] = [response.journey[name], response.csat];
      return x === null || y === null ? [] : [{ x, y, stratum: { queueId, media: response.media } }];
    });
    if (known.length === 0) return [];
    const strata = groupRows(known, ({ stratum }) => stratum).map(({ items }) => items);
    /** Of deviations from each stratum's own means. */
    const within = (product: (dx: number, dy: number) => number): number =>
      sum(strata, (items) => {
        const [mx, my] = [sum(items, ({ x }) => x) / items.length, sum(items, ({ y }) => y) / items.length];
        return sum(items, ({ x, y }) => product(x - mx, y - my));
      });
    return [
      {
        driver,
        n: known.length,
        strata: strata.length,
        x: sum(known, ({ x }) => x),
        y: sum(known, ({ y }) => y),
        xx: sum(known, ({ x }) => x * x),
        yy: sum(known, ({ y }) => y * y),
        xy: sum(known, ({ x, y }) => x * y),
        within_xx: within((dx) => dx * dx),
        within_yy: within((_, dy) => dy * dy),
        within_xy: within((dx, dy) => dx * dy),
      },
    ];
  });
}

/** A total score from which an evaluation is good: docs/report-json.md. */
const goodTotal = 80;

/** A survey, and what evaluators gave the same interaction: each agent's mean, people and machines apart. */
export function surveyQualityTruth(pieces: readonly Piece[], all: readonly TruthResponse[]): readonly TruthRow[] {
  const judged = groupRows(
    all.filter(({ source, total }) => source === "evaluation" && total !== null),
    ({ interactionId, agentId, evaluatorId }) => ({ interactionId, agentId, by_machine: evaluatorId === null }),
  );
  const pairs = pieces.flatMap(({ response }) =>
    response.status !== "Finished" || response.csat === null || response.agentId === null
      ? []
      : judged
          .filter(({ key }) => key.interactionId === response.interactionId)
          .map(({ key, items }) => ({
            by_machine: key.by_machine,
            same_agent: key.agentId === response.agentId,
            x: sum(items, ({ total }) => total ?? 0) / items.length,
            y: response.csat ?? 0,
            satisfied: response.satisfied,
          })),
  );
  const countOf = (items: readonly (typeof pairs)[number][], isSatisfied: boolean, isGood: boolean): number =>
    items.filter(({ x, satisfied }) => satisfied === isSatisfied && x >= goodTotal === isGood).length;
  return groupRows(pairs, ({ by_machine, same_agent }) => ({ by_machine, same_agent })).map(({ key, items }) => ({
    ...key,
    satisfied_good: countOf(items, true, true),
    satisfied_poor: countOf(items, true, false),
    unsatisfied_good: countOf(items, false, true),
    unsatisfied_poor: countOf(items, false, false),
    pairs: items.length,
    x: sum(items, ({ x }) => x),
    y: sum(items, ({ y }) => y),
    xx: sum(items, ({ x }) => x * x),
    yy: sum(items, ({ y }) => y * y),
    xy: sum(items, ({ x, y }) => x * y),
  }));
}

/**
 * Questions whose options are bare numbers, so that only convention decides which end is good, with the other answers.
 */
export function directionsTruth(pieces: readonly Piece[]): readonly TruthRow[] {
  const pairs = pieces
    .filter(({ response }) => response.source === "survey" && response.status === "Finished")
    .flatMap(({ response: { form, answers } }) =>
      answers.flatMap((answer) => {
        const question = form.groups.flatMap(({ questions }) => questions).find(({ id }) => id === answer.questionId);
        if (answer.satisfaction === null || !question?.options.every(({ text }) => /^\d+$/.test(text))) return [];
        const others = answers.filter((other) => other !== answer);
        const against = {
          csat: mean(others.flatMap(({ satisfaction }) => satisfaction ?? [])),
          nps: mean(others.flatMap(({ role, value }) => (role === "nps" && value !== null ? value / 10 : []))),
        };
        return (["csat", "nps"] as const).flatMap((role) => {
          const [x, y] = [answer.satisfaction, against[role]];
          return x === null || y === null ? [] : [{ key: { question_id: answer.contextId, against: role }, x, y }];
        });
      }),
    );
  return groupRows(pairs, ({ key }) => key).map(({ key, items }) => ({
    ...key,
    pairs: items.length,
    x: sum(items, ({ x }) => x),
    y: sum(items, ({ y }) => y),
    xx: sum(items, ({ x }) => x * x),
    yy: sum(items, ({ y }) => y * y),
    xy: sum(items, ({ x, y }) => x * y),
  }));
}
