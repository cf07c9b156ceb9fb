import { expect, test } from "vitest";
import { day as dayLength } from "../../base/index.ts";
import { createOrg } from "./org.ts";

const options = { seed: 3, firstDay: 20_500, lastDay: 20_560, perDay: 60 };

test("the same seed gives the same org, another seed another", () => {
  expect(createOrg(options).day(20_530)).toEqual(createOrg(options).day(20_530));
  expect(createOrg(options).users).toEqual(createOrg(options).users);
  expect(createOrg({ ...options, seed: 4 }).day(20_530)).not.toEqual(createOrg(options).day(20_530));
});

test("a day is the same alone as after all the others, kept or made again", () => {
  const alone = createOrg(options).day(20_559);
  const org = createOrg({ ...options, perDay: 60 });
  for (let day = org.firstDay; day <= org.lastDay; day++) org.day(day);
  expect(org.day(20_559)).toEqual(alone);
  expect(org.day(20_559)).toBe(org.day(20_559));
});

test("an interaction, survey or evaluation is found from its id alone", () => {
  const full = createOrg(options);
  const fresh = createOrg(options);
  const found = { surveys: 0, evaluations: 0 };
  for (const interaction of [20_500, 20_531, 20_560].flatMap((day) => full.day(day))) {
    expect(fresh.interaction(interaction.id)).toEqual(interaction);
    for (const survey of interaction.surveys) {
      expect(fresh.survey(survey.id)).toEqual({ survey, interaction });
      found.surveys++;
    }
    for (const evaluation of interaction.evaluations) {
      expect(fresh.evaluation(evaluation.id)).toEqual({ evaluation, interaction });
      found.evaluations++;
    }
  }
  expect(Math.min(found.surveys, found.evaluations)).toBeGreaterThan(10);
});

test("unknown ids find nothing, and neither does an id of another kind or another org", () => {
  const org = createOrg(options);
  const [interaction] = org.day(20_530);
  const other = createOrg({ ...options, seed: 4 }).day(20_530)[0];
  for (const id of ["", "nonsense", "1bc96a39-6725-40c4-9345-db72aa67b8c6", other?.id ?? "", org.users[0]?.id ?? ""]) {
    expect(org.interaction(id)).toBeUndefined();
    expect(org.survey(id)).toBeUndefined();
    expect(org.evaluation(id)).toBeUndefined();
  }
  expect(org.survey(interaction?.id ?? "")).toBeUndefined();
  const asked = org.day(20_530).flatMap(({ surveys }) => surveys)[0];
  expect(org.survey(asked?.id ?? "")?.survey).toEqual(asked);
  expect(org.interaction(asked?.id ?? "")).toBeUndefined();
});

test("days hold the interactions that start on them, by start, and none lies outside", () => {
  const org = createOrg(options);
  expect(org.day(20_499)).toEqual([]);
  expect(org.day(20_561)).toEqual([]);
  const starts = org.day(20_530).map(({ start }) => start);
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  expect(starts.every((start) => Math.floor(start / dayLength) === 20_530)).toBe(true);
});

test("one day, a single interaction a day and none at all are orgs too", () => {
  const small = createOrg({ seed: 1, firstDay: 20_500, lastDay: 20_500, perDay: 1 });
  expect(small.day(20_500).length).toBeLessThan(3);
  expect(createOrg({ ...options, perDay: 0 }).day(20_530)).toEqual([]);
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
