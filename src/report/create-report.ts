import { type Interval, isoTime } from "../base/index.ts";
import { comparedPeriod, type Filter, headlineOf } from "../metrics/index.ts";
import type { Reader } from "../warehouse/index.ts";
import type { GroupFigures, ReportDocument } from "./document.ts";
import { onlyAsked } from "./only-asked.ts";
import { protect } from "./protect-report.ts";
import { type Completeness, openSince, type People, type ReportRequest } from "./request.ts";
import { rounded } from "./rounded.ts";
import { isOtherScale, readChanges } from "./sections/changes.ts";
import { readChannels } from "./sections/channels.ts";
import { readLowComments } from "./sections/comments.ts";
import type { Obstacle } from "./sections/compared.ts";
import { readCoverage } from "./sections/coverage.ts";
import { readCredits } from "./sections/credits.ts";
import { readDefinition } from "./sections/definition.ts";
import { readDistribution } from "./sections/distribution.ts";
import { figure, meanFigure, noFigure, npsFigure } from "./sections/figures.ts";
import { overlaps, readGroups } from "./sections/groups.ts";
import { effortFigure, familyFigures, shareOf } from "./sections/headline.ts";
import { readIndices } from "./sections/indices.ts";
import { readNames } from "./sections/names.ts";
import { readOpenCohorts } from "./sections/open-cohort.ts";
import { assumedDirections, awaitingRole, breaksOf, counted, countedNps, readQuestions } from "./sections/questions.ts";
import { readRates, readVolume } from "./sections/rates.ts";
import { readDoubtfulDirections, readDrivers, readSurveyQuality } from "./sections/relations.ts";
import { readScores } from "./sections/scores.ts";
import { readDesignEffect } from "./sections/standings.ts";
import { targetFigures } from "./sections/targets.ts";
import { readHours, readTrend } from "./sections/trend.ts";

export const named: People = { mode: "named", pseudonym: (id) => id };

/** Comments are read until it is known that they are not few. */
const mostComments = 5;

/** What was read so late that a period may still grow by it: a sync leaves out its last quarter of an hour. */
const unread = 60 * 60 * 1000;

/**
 * Everything that a report says of the responses that its filter chooses, each number with its sample and interval. Asks the
 * warehouse alone, some thirty statements, and no one else.
 */
export async function createReport(reader: Reader, request: ReportRequest): Promise<ReportDocument> {
  const { filter: asked, local, by = null, compare = "previous", pool = false, now, signal } = request;
  const { people = named, minEffect = 0.02, targets = [], completeness } = request;
  const running = asked.range.to > now;
  const filter = running ? { ...asked, range: { from: asked.range.from, to: now } } : asked;
  const compared = compare === null ? null : comparedPeriod(asked.range, compare, local.timeZone, now);
  const earlier = compared && { ...filter, range: compared };

  const [rows, rowsBefore] = [
    await readScores(reader, { filter, signal }),
    earlier ? await readScores(reader, { filter: earlier, signal }) : [],
  ];
  const [headline, before] = [headlineOf(rows, pool), headlineOf(rowsBefore, pool)];
  const head = headline.csat[0] ?? null;
  const points = pool ? null : (head?.points ?? null);
  const headBefore = before.csat.find((one) => pool || one.points === points) ?? null;

  const versions = await readQuestions(reader, filter, signal);
  const versionsBefore = earlier ? await readQuestions(reader, earlier, signal) : [];
  const open = openSince(request);
  const isOpen = await readOpenCohorts(reader, { filter, open, signal });
  const wasOpen = earlier && (await readOpenCohorts(reader, { filter: earlier, open, signal }));
  const obstacle =
    obstacleOf(running, compared ?? filter.range, filter.range, completeness) ??
    (isOpen(null) || wasOpen?.(null) ? "open" : null);
  const both = [...versionsBefore, ...versions];
  const reworded = breaksOf(counted(both, filter), points).length > 0;
  const obstacles = {
    csat: obstacle ?? (!pool && isOtherScale(before, headline) ? "families" : reworded ? "break" : null),
    nps: obstacle ?? (breaksOf(countedNps(both, filter), null).length > 0 ? "break" : null),
  };
  const breaks = breaksOf(counted(versions, filter), points);
  const called = await readNames(reader, people, signal);
  const common = {
    ...{ reader, request, filter, compared, obstacle, points, called },
    versions: { now: versions, before: versionsBefore },
  };
  const trended = { reader, filter, local, points, pool, breaks, now, open, signal };
  const rates = await readRates(reader, filter, open, signal);
  const queues = await readGroups(common, "queue");
  const groups = by === null ? null : by === "queue" ? queues : await readGroups(common, by);

  const whole = {
    csat: head ? figure(head.share) : noFigure,
    csat_by_channel: await readChannels(reader, filter, { points, pool }, signal),
    mean_satisfaction: meanFigure(head),
    bottom_box: head ? figure(head.bottom) : noFigure,
    nps: npsFigure(headline.nps),
    ces: effortFigure(headline.ces[0]),
    ces_families: headlineOf(rows).ces.map(effortFigure),
    resolution: shareOf(headline.resolution),
    resolution_families: headlineOf(rows).resolution.map(({ points: own, share }) => ({
      points: own,
      ...figure(share),
    })),
  };
  const document: ReportDocument = {
    generated_at: isoTime(now),
    definition_id: request.definitionId && (await readDefinition(reader, request.definitionId, signal)),
    range: iso(asked.range),
    time_zone: local.timeZone,
    basis: filter.basis ?? "completed",
    rule: filter.rule ?? "genesys",
    agents: people.mode,
    pooled: pool,
    filter: told(asked),
    compared_with: compared && iso(compared),
    ...(await readVolume(reader, filter, open, signal)),
    ...whole,
    families: headlineOf(rows).csat.map((family) => familyFigures(family, counted(versions, filter))),
    ...(await readIndices(reader, filter, signal)),
    ...rates,
    coverage: await readCoverage(reader, filter, signal),
    changes:
      compared === null
        ? noChanges
        : await readChanges(reader, { filter, compared, local, signal, minEffect, points }, obstacles, [
            { csat: headBefore, nps: before.nps },
            { csat: head, nps: headline.nps },
          ]),
    targets: targetFigures(targets, { ...whole, ...rates }, queues, {
      ...{ whole: isOpen(null), isOpen: await readOpenCohorts(reader, { filter, by: "queue", open, signal }) },
    }),
    design_effect: await readDesignEffect(reader, filter, points, signal),
    trend: await readTrend(trended),
    distribution: await readDistribution(reader, filter, points, signal),
    by,
    overlapping: by !== null && overlaps(by, filter),
    left_out: 0,
    groups,
    queues,
    agent_groups: people.mode === "off" ? null : by === "agent" ? groups : await readGroups(common, "agent"),
    attribution: people.mode === "off" ? null : await readCredits(reader, filter, points, called, signal),
    hours: await readHours(trended),
    drivers: await readDrivers(reader, filter, signal),
    survey_quality: await readSurveyQuality(reader, filter, signal),
    low_comments: await readLowComments(reader, filter, called, signal),
    awaiting_role: awaitingRole(versions),
    assumed_directions: assumedDirections(versions),
    doubtful_directions: await readDoubtfulDirections(reader, filter, signal),
    completeness: completeness.sentence,
    ...(completeness.standing ? { standing: completeness.standing } : {}),
    complete_to: isoOrNull(completeness.completeTo),
    read_from: isoOrNull(completeness.readFrom ?? null),
  };
  const shown =
    people.mode === "named" ? document : await protect(document, { reader, filter, compared, called, signal });
  const printed = { ...shown, low_comments: shown.low_comments.slice(0, mostComments) };
  return rounded(leaveOut(onlyAsked(printed, filter), request.minimum ?? 0));
}

/** Last of all: what is left out may not be what would give a withheld number away. */
function leaveOut(document: ReportDocument, minimum: number): ReportDocument {
  const most = ({ responses, csat, nps, evaluator_csat: people, machine_csat: machines }: GroupFigures): number =>
    Math.max(
      responses ?? minimum,
      ...[csat, nps, people, machines].map(({ n, hidden }) => n ?? (hidden ? minimum : 0)),
    );
  const groups = document.groups?.filter((group) => most(group) >= minimum) ?? null;
  return { ...document, groups, left_out: (document.groups?.length ?? 0) - (groups?.length ?? 0) };
}

const isoOrNull = (time: number | null): string | null => (time === null ? null : isoTime(time));

const iso = ({ from, to }: Interval) => ({ from: isoTime(from), to: isoTime(to) });

/** The filter as it was asked for, without what lets everything pass. */
function told({ range: _, ...filter }: Filter): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}

const noChanges = { csat: null, nps: null, mean_satisfaction: null } as const;

/** What forbids a verdict whatever was asked: numbers that may still change, or of which a part was never read. */
function obstacleOf(
  running: boolean,
  first: Interval,
  range: Interval,
  { completeTo, readFrom }: Completeness,
): Obstacle {
  if (running) return "running";
  const ended = completeTo !== null && completeTo + unread >= range.to;
  const begun = (readFrom ?? 0) <= Math.min(first.from, range.from);
  return ended && begun ? null : "incomplete";
}
