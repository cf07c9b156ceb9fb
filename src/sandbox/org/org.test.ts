import { expect, test } from "vitest";
import { day as dayLength, hour } from "../../base/index.ts";
import type { Evaluation, Interaction, Org, Survey } from "../model.ts";
import { createOrg } from "./org.ts";

const options = { seed: 3, firstDay: 20_500, lastDay: 20_560, perDay: 60 };

const dayOf = (org: Org, day: number): Interaction[] => [...org.day(day)];

// All that can be asked, asked: what nobody has looked at is not made, and a comparison does not look.
function wholeSurvey(survey: Survey): Survey {
  const { id, interactionId, formId, type, agentId, queueId, teamId, flowId, errorReason, events } = survey;
  const { answers, missingRequiredAnswer, totalScore, cause } = survey;
  const head = { id, interactionId, formId, type, agentId, queueId, teamId, flowId, errorReason };
  return { ...head, events, answers, missingRequiredAnswer, totalScore, cause };
}

function whole(interaction: Interaction): Interaction {
  const { id, start, end, direction, divisionIds, mayBeMissing, participants, evaluations } = interaction;
  const { legs, wait, transfers, wrapUpCodes, credits } = interaction;
  const head = { id, start, end, direction, divisionIds, mayBeMissing, participants, evaluations };
  return { ...head, surveys: interaction.surveys.map(wholeSurvey), legs, wait, transfers, wrapUpCodes, credits };
}

const wholeDay = (org: Org, day: number): Interaction[] => dayOf(org, day).map(whole);

test("the same seed gives the same org, another seed another", () => {
  expect(wholeDay(createOrg(options), 20_530)).toEqual(wholeDay(createOrg(options), 20_530));
  expect(createOrg(options).users).toEqual(createOrg(options).users);
  expect(wholeDay(createOrg({ ...options, seed: 4 }), 20_530)).not.toEqual(wholeDay(createOrg(options), 20_530));
});

test("an interaction is the same alone as after all the others, kept or made again", () => {
  const alone = whole(createOrg(options).at(20_559, 7));
  const org = createOrg({ ...options, perDay: 300 });
  for (let day = org.firstDay; day <= org.lastDay; day++) dayOf(org, day);
  expect(whole(createOrg(options).at(20_559, 7))).toEqual(alone);
  expect(whole(org.at(20_500, 3))).toEqual(whole(createOrg({ ...options, perDay: 300 }).at(20_500, 3)));
  expect(org.at(20_559, 7)).toBe(org.at(20_559, 7));
});

test("a day of 100,000 is counted and timed, and one of it made, without the others", () => {
  const org = createOrg({ ...options, perDay: 100_000 });
  expect(org.count(20_530)).toBeGreaterThan(30_000);
  const last = org.count(20_530) - 1;
  expect(org.start(20_530, last)).toBe(org.at(20_530, last).start);
  expect(org.mayBeMissing(20_530, last)).toBe(org.at(20_530, last).mayBeMissing);
  for (const index of [1, 500, 9_000, last]) {
    expect(org.start(20_530, index)).toBeGreaterThan(org.start(20_530, index - 1));
  }
});

test("no event is overlooked for not making its interaction, and few interactions are made for nothing", () => {
  const org = createOrg({ ...options, firstDay: 20_400, perDay: 100 });
  const all = Array.from({ length: 161 }, (_, at) => dayOf(org, 20_400 + at)).flat();
  const ids = (found: Iterable<Interaction>): Set<string> => new Set([...found].map(({ id }) => id));
  const has = (from: number, to: number, { events }: Survey | Evaluation): boolean =>
    events.some(({ eventTime }) => eventTime >= from && eventTime < to);
  const made = { surveys: 0, evaluations: 0 };
  const wanted = { surveys: 0, evaluations: 0 };
  for (let from = 20_490 * dayLength; from < 20_580 * dayLength; from += 2.3 * dayLength) {
    const to = from + 3 * hour;
    const found = { surveys: ids(org.withSurveys(from, to)), evaluations: ids(org.withEvaluations(from, to)) };
    for (const kind of ["surveys", "evaluations"] as const) {
      made[kind] += found[kind].size;
      for (const interaction of all.filter((one) => one[kind].some((response) => has(from, to, response)))) {
        wanted[kind]++;
        expect(found[kind]).toContain(interaction.id);
      }
    }
  }
  for (const kind of ["surveys", "evaluations"] as const) {
    expect(wanted[kind]).toBeGreaterThan(50);
    expect(made[kind]).toBeLessThan(10 * wanted[kind]);
  }
});

test("an interaction, survey or evaluation is found from its id alone", () => {
  const full = createOrg(options);
  const another = createOrg(options);
  const found = { surveys: 0, evaluations: 0 };
  for (const interaction of [20_500, 20_531, 20_560].flatMap((day) => dayOf(full, day))) {
    const again = another.interaction(interaction.id);
    expect(again && whole(again)).toEqual(whole(interaction));
    for (const survey of interaction.surveys) {
      const asked = another.survey(survey.id);
      expect(asked && wholeSurvey(asked.survey)).toEqual(wholeSurvey(survey));
      expect(asked?.interaction).toBe(again);
      found.surveys++;
    }
    for (const evaluation of interaction.evaluations) {
      const asked = another.evaluation(evaluation.id);
      expect(asked?.evaluation).toEqual(evaluation);
      expect(asked?.interaction).toBe(again);
      found.evaluations++;
    }
  }
  expect(Math.min(found.surveys, found.evaluations)).toBeGreaterThan(10);
});

test("unknown ids find nothing, and neither does an id of another kind or another org", () => {
  const org = createOrg(options);
  const [interaction] = dayOf(org, 20_530);
  const other = createOrg({ ...options, seed: 4 }).at(20_530, 0);
  for (const id of ["", "nonsense", "1bc96a39-6725-40c4-9345-db72aa67b8c6", other.id, org.users[0]?.id ?? ""]) {
    expect(org.interaction(id)).toBeUndefined();
    expect(org.survey(id)).toBeUndefined();
    expect(org.evaluation(id)).toBeUndefined();
  }
  expect(org.survey(interaction?.id ?? "")).toBeUndefined();
  const asked = dayOf(org, 20_530).flatMap(({ surveys }) => surveys)[0];
  expect(org.survey(asked?.id ?? "")?.survey).toEqual(asked);
  expect(org.interaction(asked?.id ?? "")).toBeUndefined();
});

test("days hold the interactions that start on them, by start, and none lies outside", () => {
  const org = createOrg(options);
  expect(dayOf(org, 20_499)).toEqual([]);
  expect(dayOf(org, 20_561)).toEqual([]);
  const starts = dayOf(org, 20_530).map(({ start }) => start);
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  expect(starts.every((start) => Math.floor(start / dayLength) === 20_530)).toBe(true);
});

test("one day, a single interaction a day and none at all are orgs too", () => {
  const small = createOrg({ seed: 1, firstDay: 20_500, lastDay: 20_500, perDay: 1 });
  expect(small.count(20_500)).toBeLessThan(3);
  expect(dayOf(createOrg({ ...options, perDay: 0 }), 20_530)).toEqual([]);
});

test("people and places are as odd as real ones", () => {
  const { users, queues, divisions, teams, wrapUpCodes, switches } = createOrg(options);
  for (const state of ["deleted", "inactive"]) expect(users.filter((user) => user.state === state).length).toBe(2);
  expect(queues.filter(({ deleted }) => deleted).length).toBe(1);
  expect(divisions.filter(({ homeDivision }) => homeDivision).length).toBe(1);
  for (const list of [users, queues, divisions, teams, wrapUpCodes]) {
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
  }
  expect(switches.size).toBe(0);
  expect(JSON.stringify(users)).not.toContain("\\u001b");
});
