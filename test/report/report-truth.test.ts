import { expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { createReport } from "../../src/report/index.ts";
import { truthHandled } from "../../src/sandbox/index.ts";
import { changeTruth, gainTruth } from "../truth/changes.ts";
import { openMeasured } from "../truth/metrics-measured.ts";
import { hourOfWeek, periodOf } from "../truth/periods.ts";
import { type Piece, piecesOf, type TruthFilter } from "../truth/pieces.ts";
import { mean } from "../truth/responses.ts";

/** A share or a mean of pieces, each counting as much as its weight. */
function average(pieces: readonly Piece[], measure: (piece: Piece) => number | null): number | null {
  const known = pieces.flatMap((piece) => {
    const value = measure(piece);
    return value === null ? [] : [[piece.weight, value] as const];
  });
  const weight = known.reduce((sum, [own]) => sum + own, 0);
  return weight === 0 ? null : known.reduce((sum, [own, value]) => sum + own * value, 0) / weight;
}

const satisfied = ({ response }: Piece): number | null =>
  response.satisfied === null ? null : Number(response.satisfied);
const nps = ({ response: { nps: score } }: Piece): number | null =>
  score === null ? null : Number(score >= 9) - Number(score <= 6);

/** Every answer to the questions of a role, in the place of the response that gave it. */
const ofRole = (pieces: readonly Piece[], role: "ces" | "resolution"): readonly number[] =>
  pieces.flatMap(({ response }) =>
    response.answers.flatMap((answer) =>
      answer.role === role && answer.favourable !== null ? [Number(answer.favourable)] : [],
    ),
  );

function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  const [mx, my] = [mean(pairs.map(([x]) => x)) ?? 0, mean(pairs.map(([, y]) => y)) ?? 0];
  const add = (product: (x: number, y: number) => number) =>
    pairs.reduce((sum, [x, y]) => sum + product(x - mx, y - my), 0);
  const spread = Math.sqrt(add((x) => x * x) * add((_, y) => y * y));
  return spread === 0 ? null : add((x, y) => x * y) / spread;
}

/** Wilson's interval of a share of weighted answers: of so many equal ones as have the same weight. */
function wilson(pieces: readonly Piece[]): readonly [number, number] {
  const weights = pieces.map(({ weight }) => weight);
  const n = weights.reduce((sum, one) => sum + one, 0) ** 2 / weights.reduce((sum, one) => sum + one ** 2, 0);
  const [p, z] = [average(pieces, satisfied) ?? 0, 1.959963984540054];
  const [middle, half] = [p + z ** 2 / (2 * n), z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))];
  return [(middle - half) / (1 + z ** 2 / n), (middle + half) / (1 + z ** 2 / n)];
}

const near = (value: number | null) => (value === null ? null : expect.closeTo(value, 9));

test.each([
  { seed: 11, rule: "genesys", timeZone: "America/New_York" },
  { seed: 11, rule: "all", timeZone: "Australia/Lord_Howe" },
  { seed: 12, rule: "longest", timeZone: "Europe/Berlin" },
] as const)(
  "the numbers of a report are the truth's: seed $seed, rule $rule, $timeZone",
  async ({ seed, rule, timeZone }) => {
    await using measured = await openMeasured({ seed, perDay: 20 });
    const { org, now, responses, synced } = measured;
    const range = { from: now - 30 * day, to: now - 30 * 60_000 };
    const completeness = { sentence: "complete", completeTo: now };
    const request = {
      ...{ filter: { range, rule }, local: { timeZone, firstDayOfWeek: 1 } },
      ...{ completeness, definitionId: null, now },
    };
    const report = await createReport(synced.warehouse, { ...request, by: "team" });

    const filter: TruthFilter = { range, rule };
    const surveys = piecesOf(org, responses, { filter: { ...filter, sources: ["surveys"] } });
    const leads = surveys.filter(({ response }) => response.csat !== null);
    expect(leads.length).toBeGreaterThan(100);
    expect(report.responses).toBe(surveys.length);
    expect(report.interactions).toBe(new Set(surveys.map(({ response }) => response.interactionId)).size);
    expect(report.csat).toMatchObject({ value: near(average(leads, satisfied)), n: leads.length });
    for (const [channel, type] of [
      ["web", "Web"],
      ["voice", "Voice"],
    ] as const) {
      const own = leads.filter(({ response }) => response.surveyType === type);
      expect(report.csat_by_channel[channel]).toMatchObject({ value: near(average(own, satisfied)), n: own.length });
    }
    expect(report.mean_satisfaction.value).toEqual(near(average(leads, ({ response }) => response.csat)));
    const native = average(leads, ({ response }) => response.answers.find(({ lead }) => lead)?.value ?? null);
    expect(report.mean_satisfaction).toMatchObject({ native: near(native), scale: [1, 5] });
    const worst = average(leads, ({ response }) => Number(response.answers.find(({ lead }) => lead)?.unfavourable));
    expect(report.bottom_box.value).toEqual(near(worst));
    expect(report.csat_index.value).toEqual(near(average(surveys, ({ response }) => response.index)));
    expect(report.genesys_score.value).toEqual(near(average(surveys, ({ response }) => response.total)));
    expect(report.nps).toMatchObject({
      value: near(average(surveys, nps)),
      n: surveys.filter(({ response }) => response.nps !== null).length,
    });
    for (const [role, figure] of [["ces", report.ces] as const, ["resolution", report.resolution] as const])
      expect(figure).toMatchObject({ value: near(mean(ofRole(surveys, role))), n: ofRole(surveys, role).length });
    const judged = piecesOf(org, responses, { filter: { ...filter, sources: ["evaluations"] } });
    expect(report.evaluations).toBe(judged.length);
    for (const [byMachine, figure] of [[false, report.evaluator_csat] as const, [true, report.machine_csat] as const]) {
      const own = judged.filter(({ response }) => (response.evaluatorId === null) === byMachine);
      const scored = own.filter(({ response }) => response.evaluatorCsat !== null);
      expect(figure).toMatchObject({
        ...{ value: near(average(scored, ({ response }) => response.evaluatorCsat)), n: scored.length },
      });
    }

    const cohort = piecesOf(org, responses, { filter: { ...filter, sources: ["surveys"] }, basis: "ended" });
    const reached = cohort.filter(({ response }) =>
      ["Sent", "InProgress", "Finished", "Expired"].includes(response.status),
    );
    const isFinished = ({ response }: Piece): boolean => response.status === "Finished";
    expect(report.response_rate).toMatchObject({
      value: near(average(reached, (piece) => Number(isFinished(piece)))),
      finished: reached.filter(isFinished).length,
      delivered: reached.length,
      open: cohort.filter(({ response }) => ["Pending", "Sent", "InProgress"].includes(response.status)).length,
    });
    const begun = cohort.filter(({ response }) => response.started && response.status !== "InProgress");
    const whole = begun.filter((piece) => isFinished(piece) && !piece.response.partial);
    expect(report.completion).toMatchObject({ value: near(whole.length / begun.length), n: begun.length });
    const commented = surveys.filter(({ response }) => response.comment?.trim());
    expect(report.comment_rate).toMatchObject({ value: near(commented.length / surveys.length), n: surveys.length });

    if (rule === "genesys") {
      const days = { from: Math.ceil(range.from / day) * day, to: Math.floor(range.to / day) * day };
      const created = piecesOf(org, responses, { filter: { range: days, sources: ["surveys"] }, basis: "ended" });
      const sent = new Set(
        responses
          .filter(({ status }) => ["Sent", "InProgress", "Finished", "Expired"].includes(status))
          .flatMap(({ source, interactionId }) => (source === "survey" ? interactionId : [])),
      );
      const asked = created.flatMap(({ response }) =>
        response.status !== "Error" || !sent.has(response.interactionId) ? [response] : [],
      );
      const handled = truthHandled(org, { ...days, now }).filter(({ dimension }) => dimension === "all");
      const all = handled.reduce((sum, { interactions }) => sum + interactions, 0);
      expect(report.coverage).toMatchObject({ value: near(asked.length / all), surveys: asked.length, handled: all });
      for (const by of ["queue", "agent", "media"] as const) {
        const { groups } = await createReport(synced.warehouse, { ...request, by });
        const parts = piecesOf(org, asked, { by });
        const counts = truthHandled(org, { ...days, now }).filter(
          ({ dimension, id }) => dimension === by && id !== null,
        );
        const ids = new Set([...parts.map(({ group }) => group), ...counts.map(({ id }) => id)]);
        expect(
          groups
            ?.filter(({ coverage }) => coverage !== null)
            .map(({ id }) => id)
            .toSorted(),
        ).toEqual([...ids].filter((id) => id !== null).toSorted());
        for (const { id, coverage } of groups ?? []) {
          if (id === null) continue;
          const surveys = parts.filter(({ group }) => group === id).length;
          const own = counts.filter((one) => one.id === id);
          const handled = own.length === 0 ? null : own.reduce((sum, { interactions }) => sum + interactions, 0);
          expect([by, id, coverage]).toEqual([
            ...[by, id],
            { value: near(handled === null ? null : surveys / handled), surveys, handled },
          ]);
        }
      }
    } else {
      const { groups } = await createReport(synced.warehouse, { ...request, by: "queue" });
      expect(groups?.every(({ coverage }) => coverage === null)).toBe(true);
    }

    for (const [by, groups] of [
      ["team", report.groups],
      ["queue", report.queues],
      ["agent", report.agent_groups],
    ] as const) {
      const parts = piecesOf(org, responses, { filter: { ...filter, sources: ["surveys"] }, by });
      const rates = piecesOf(org, responses, { filter: { ...filter, sources: ["surveys"] }, by, basis: "ended" });
      const ids = new Set(parts.filter(({ response }) => response.csat !== null).map(({ group }) => group));
      expect(new Set(groups?.filter(({ responses: n }) => n).map(({ id }) => id))).toEqual(ids);
      for (const id of ids) {
        const own = parts.filter(({ group }) => group === id);
        const [low, high] = wilson(own.filter(({ response }) => response.satisfied !== null));
        const to = rates.filter(
          ({ group, response }) =>
            group === id && ["Sent", "InProgress", "Finished", "Expired"].includes(response.status),
        );
        expect(groups?.find((one) => one.id === id)).toMatchObject({
          responses: own.filter(({ response }) => response.csat !== null).length,
          csat: { value: near(average(own, satisfied)), low: near(low), high: near(high) },
          mean_satisfaction: { value: near(average(own, ({ response }) => response.csat)) },
          nps: { value: near(average(own, nps)) },
          response_rate: { value: near(average(to, (piece) => Number(isFinished(piece)))), n: to.length },
        });
      }
    }

    // Fifteen days and the fifteen before them: more have not been played.
    const half = { from: range.to - 15 * day, to: range.to };
    const changed = await createReport(synced.warehouse, { ...request, filter: { range: half, rule } });
    const dayOf = ({ response }: Piece) => periodOf(response.times.completed ?? 0, "day", timeZone, 1);
    const compared = changed.compared_with;
    const earlier = { from: Date.parse(compared?.from ?? ""), to: Date.parse(compared?.to ?? "") };
    const sides = [earlier, half].map((own) => ({ ...filter, range: own, sources: ["surveys"] as const }));
    const changes = [
      { by: null, id: null, change: changed.changes.csat },
      ...changed.queues.map(({ id, change }) => ({ by: "queue" as const, id, change })),
      ...(changed.agent_groups ?? []).map(({ id, change }) => ({ by: "agent" as const, id, change })),
    ];
    let verified = 0;
    for (const { by, id, change } of changes) {
      const [before = [], after = []] = sides.map((own) =>
        piecesOf(org, responses, { filter: own, by }).filter(({ group }) => group === id),
      );
      const truth = changeTruth(before, after, dayOf);
      if (truth === null) continue;
      verified += 1;
      expect([by, id, change]).toMatchObject([
        ...[by, id],
        {
          ...{ difference: near(truth.difference), day_factor: near(truth.dayFactor) },
          ...{ low: expect.closeTo(truth.low, 5), high: expect.closeTo(truth.high, 5) },
        },
      ]);
    }
    expect(verified).toBeGreaterThan(5);

    const creditedBy = (one: "last" | "all", id: string | null) =>
      piecesOf(org, responses, { filter: { range, rule: one, sources: ["surveys"] }, by: "agent" }).filter(
        ({ group }) => group === id,
      );
    let gains = 0;
    for (const { id, gain, all } of report.attribution ?? []) {
      const truth = id === null ? null : gainTruth(creditedBy("last", id), creditedBy("all", id));
      if (truth === null) expect([id, gain.value]).toEqual([id, null]);
      else {
        const bounds = truth.certain
          ? { low: null, high: null }
          : { low: expect.closeTo(truth.low, 6), high: expect.closeTo(truth.high, 6) };
        expect([id, gain]).toEqual([id, { value: expect.closeTo(truth.value, 9), n: truth.n, ...bounds }]);
        gains += 1;
      }
      // The same figure in every table, n being responses.
      if (rule === "all" && id !== null && (all.n ?? 0) > 0)
        expect(report.agent_groups?.find((one) => one.id === id)?.csat).toEqual({
          ...{ value: near(all.value), n: all.n, low: near(all.low), high: near(all.high) },
          ...(all.effective_n === undefined ? {} : { effective_n: near(all.effective_n) }),
        });
    }
    expect(gains).toBeGreaterThan(1);

    // With what nobody is credited with, each rule shares out all answers.
    for (const one of ["genesys", "last", "first", "longest"] as const)
      expect(report.attribution?.reduce((sum, credit) => sum + (credit[one].n ?? 0), 0)).toBeCloseTo(leads.length, 6);

    const unit = report.trend.unit === "week" ? "week" : "day";
    const bucket = (time: number) => periodOf(time, unit, timeZone, 1);
    const daily = piecesOf(org, responses, { filter: { ...filter, sources: ["surveys"] }, bucket });
    for (const { label, csat, responses: n } of report.trend.points) {
      const own = daily.filter((piece) => piece.bucket === label && piece.response.csat !== null);
      expect([label, n, csat.value]).toEqual([label, own.length, near(average(own, satisfied))]);
    }
    const hourly = piecesOf(org, responses, {
      ...{ filter: { ...filter, sources: ["surveys"] }, basis: "interaction" },
      bucket: (time) => hourOfWeek(time, timeZone),
    });
    for (const { weekday, hour: at, csat } of report.hours) {
      const own = hourly.filter((piece) => piece.bucket === `${weekday} ${at}`);
      expect([weekday, at, csat.value]).toEqual([weekday, at, near(average(own, satisfied))]);
    }
    expect(report.hours.length).toBeGreaterThan(24);

    const drivers = piecesOf(org, responses, { filter: { ...filter, sources: ["surveys"] }, basis: "interaction" });
    for (const { driver, raw } of report.drivers) {
      const pairs = drivers.flatMap(({ response }) => {
        const [x, y] = [response.journey[driver], response.csat];
        return x === null || y === null ? [] : [[x, y] as const];
      });
      expect(raw).toMatchObject({ r: near(correlation(pairs)), n: pairs.length });
    }
    expect(report.drivers).toHaveLength(4);
    const low = leads.filter(({ response }) => response.satisfied === false);
    expect(report.low_comments.map(({ response_id }) => response_id)).toEqual(
      low
        .toSorted((a, b) => (b.response.times.completed ?? 0) - (a.response.times.completed ?? 0))
        .slice(0, 5)
        .map(({ response }) => response.id),
    );
  },
);
