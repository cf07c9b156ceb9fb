import type { Interaction, Org } from "../model.ts";
import { countOf, dayOf, startOf } from "./calendar.ts";
import { plantCases } from "./cases/plant.ts";
import { createCatalogue } from "./forms/catalogue.ts";
import { createIds } from "./ids.ts";
import { makeInteraction, mayBeMissing } from "./interaction/interaction.ts";
import { createLruCache } from "./lru-cache.ts";
import { type OrgOptions, readOrgOptions } from "./org-options.ts";
import { createChange, defaultChangeDays } from "./planted-change.ts";
import { createRouting } from "./queues.ts";
import { createDraw, createStreams } from "./random.ts";
import { evaluationCandidates } from "./response/evaluations.ts";
import { surveyCandidates } from "./response/survey-odds.ts";
import { createRosters } from "./roster.ts";
import type { SwitchName } from "./switches.ts";
import { createPeople } from "./users.ts";
import type { World } from "./world.ts";

/**
 * Interactions kept in memory: all of a small org, at 10 to 25 kB each. Of a busy one those read last, such as the
 * interaction of a survey just read: 4,000 kept while paging through it doubled the memory of the process.
 */
const kept = { small: 6_000, busy: 500 };

/**
 * Creates an org. Its people and forms are kept; its interactions are made when they are read.
 * @throws {UsageError} for options that do not fit, and a case that cannot be planted
 */
export function createOrg(given: OrgOptions): Org {
  const {
    seed,
    idSeed = seed,
    firstDay,
    lastDay,
    perDay,
    switches = [],
    changedSince,
    cases = [],
  } = readOrgOptions(given);
  const ids = createIds(idSeed);
  const on: ReadonlySet<SwitchName> = new Set(switches);
  const routing = createRouting(ids, lastDay);
  const people = createPeople(ids, lastDay, on.has("hostile-text"));
  const forms = createCatalogue(ids, { first: firstDay, last: lastDay });
  const draws = {
    start: createDraw(seed, "start"),
    asked: createDraw(seed, "asked"),
    judged: createDraw(seed, "judged"),
    missing: createDraw(seed, "missing"),
    week: createDraw(seed, "week"),
  };
  const streams = {
    plan: createStreams(seed, "plan"),
    play: createStreams(seed, "play"),
    voiceSurvey: createStreams(seed, "voice survey"),
    surveys: createStreams(seed, "surveys"),
    surveyEvents: createStreams(seed, "survey events"),
    answers: createStreams(seed, "answers"),
    evaluations: createStreams(seed, "evaluations"),
    evaluationEvents: createStreams(seed, "evaluation events"),
    judgement: createStreams(seed, "judgement"),
  };
  const roster = createRosters(routing, people);
  const change = createChange(routing, firstDay, changedSince ?? lastDay - defaultChangeDays);
  const world: World = { seed, ids, routing, people, forms, roster, draws, streams, switches: on, lastDay, change };
  const small = (lastDay - firstDay + 1) * perDay <= kept.small;
  const recent = createLruCache<number, Interaction>(small ? kept.small : kept.busy);

  const counts = Array.from({ length: lastDay - firstDay + 1 }, (_, at) => countOf(seed, firstDay + at, perDay));
  const count = (day: number) => counts[day - firstDay] ?? 0;
  const start = (day: number, index: number): number => startOf(day, index, count(day), draws.start(day, index));
  const make = (day: number, index: number) => makeInteraction(world, { day, index, start: start(day, index) });
  const at = (day: number, index: number): Interaction => {
    const key = day * 2 ** 24 + index;
    return recent.get(key) ?? recent.keep(key, make(day, index));
  };
  // A sweep over more than can be kept would evict the interactions that are asked for by id, and keep nothing for the
  // next sweep.
  const pass = small ? at : make;
  const among = (candidatesOf: typeof surveyCandidates) =>
    function* (from: number, to: number): Iterable<Interaction> {
      for (let day = firstDay; day <= Math.min(dayOf(to), lastDay); day++) {
        const all = count(day);
        const startAt = (index: number) => startOf(day, index, all, draws.start(day, index));
        const isCandidate = candidatesOf(world, { day, from, to, startOf: startAt });
        if (isCandidate) for (let index = 0; index < all; index++) if (isCandidate(index)) yield pass(day, index);
      }
    };
  function* wholeDay(day: number): Iterable<Interaction> {
    for (let [index, all] = [0, count(day)]; index < all; index++) yield pass(day, index);
  }

  /** The interaction of an id, which carries its day and index. */
  const find = (id: string, kind: string): Interaction | undefined => {
    const place = ids.find(id);
    return place?.kind === kind && place.index < count(place.day) ? at(place.day, place.index) : undefined;
  };
  const org: Org = {
    id: ids.fixed("organization"),
    name: "Sandbox",
    seed,
    switches: on,
    users: people.users,
    queues: routing.desks.map(({ queue }) => queue),
    divisions: routing.divisions,
    teams: people.teams,
    wrapUpCodes: routing.wrapUpCodes,
    forms: forms.versions,
    change,
    cases: [],
    firstDay,
    lastDay,
    count,
    start,
    at,
    day: wholeDay,
    mayBeMissing: (day, index) => mayBeMissing(world, { day, index }),
    withSurveys: among(surveyCandidates),
    withEvaluations: among(evaluationCandidates),
    interaction: (id) => find(id, "interaction"),
    survey: (id) => {
      const interaction = find(id, "survey");
      const survey = interaction?.surveys.find((one) => one.id === id);
      return interaction && survey && { survey, interaction };
    },
    evaluation: (id) => {
      const interaction = find(id, "evaluation");
      const evaluation = interaction?.evaluations.find((one) => one.id === id);
      return interaction && evaluation && { evaluation, interaction };
    },
  };
  return plantCases(world, org, cases);
}
