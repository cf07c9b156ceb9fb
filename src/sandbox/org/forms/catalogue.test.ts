import { expect, test } from "vitest";
import { day as dayLength } from "../../../base/index.ts";
import type { FormVersion } from "../../model.ts";
import { createIds } from "../ids.ts";
import { createCatalogue } from "./catalogue.ts";

const { versions, current } = createCatalogue(createIds(1), { first: 20_500, last: 20_560 });
const questionsOf = (form: FormVersion) => form.groups.flatMap(({ questions }) => questions);
const contexts = [...new Set(versions.map(({ contextId }) => contextId))].map((contextId) =>
  versions.filter((form) => form.contextId === contextId),
);

test("each version has its own ids, and a question has one context id in all versions", () => {
  const ids = versions.flatMap((form) => [
    form.id,
    ...form.groups.map(({ id }) => id),
    ...questionsOf(form).flatMap(({ id, options }) => [id, ...options.map((option) => option.id)]),
  ]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [first, second] of contexts) {
    if (!first || !second) continue;
    const known = new Set(questionsOf(first).map(({ contextId }) => contextId));
    expect(questionsOf(second).some(({ contextId }) => known.has(contextId))).toBe(true);
  }
});

test("the lead is a csat question of every version and stays though the order changes", () => {
  for (const form of versions) {
    const csat = questionsOf(form).filter(({ role }) => role === "csat");
    if (form.leadContextId === null) expect(csat).toEqual([]);
    else expect(csat.map(({ contextId }) => contextId)).toContain(form.leadContextId);
  }
  for (const forms of contexts) expect(new Set(forms.map(({ leadContextId }) => leadContextId)).size).toBe(1);
  for (const name of ["Post-call CSAT", "Digital contact", "Conversation quality"]) {
    const moved = versions.filter((form) => {
      const firstCsat = questionsOf(form).find(({ role }) => role === "csat");
      return form.name === name && firstCsat?.contextId !== form.leadContextId;
    });
    expect(moved.length, name).toBeGreaterThan(0);
  }
});

test("satisfied is the best of up to three values and the best two of more", () => {
  for (const { role, options, satisfiedValues, best: end } of versions.flatMap(questionsOf)) {
    if (role !== "csat") continue;
    const values = options.filter(({ offScale }) => !offScale).map(({ value }) => value);
    const best = values.toSorted((a, b) => (end === "high" ? b - a : a - b)).slice(0, values.length <= 3 ? 1 : 2);
    expect([...satisfiedValues]).toEqual(best.toSorted((a, b) => a - b));
  }
});

test("every type, role and oddity is there, and the wire can carry all of it", () => {
  const all = versions.flatMap(questionsOf);
  expect(new Set(all.map(({ type }) => type)).size).toBe(5);
  expect(new Set(all.map(({ role }) => role)).size).toBe(7);
  expect(all.some(({ options }) => options.some(({ offScale, value }) => offScale && value === 0))).toBe(true);
  expect(all.some(({ best, role }) => best === "low" && role === "csat")).toBe(true);
  expect(versions.flatMap(({ groups }) => groups).some(({ naEnabled }) => naEnabled)).toBe(true);
  expect(new Set(versions.map(({ language }) => language))).toEqual(new Set(["en-US", "en-GB", "de", "ja", "es"]));
  const surveys = versions.filter(({ kind }) => kind === "survey").flatMap(questionsOf);
  expect(surveys.map(({ type }) => type)).not.toContain("multipleSelectQuestion");
  const spoken = versions.filter(({ name }) => name === "Voice survey").flatMap(questionsOf);
  expect(new Set(spoken.map(({ type }) => type))).toEqual(new Set(["multipleChoiceQuestion"]));
});

test("conditions name options that exist", () => {
  for (const form of versions)
    for (const predicate of questionsOf(form).flatMap(({ visibleWhen }) => visibleWhen?.predicates ?? [])) {
      const [group, question, option] = (predicate.match(/\d+/g) ?? []).map(Number);
      expect(form.groups[group ?? -1]?.questions[question ?? -1]?.options[option ?? -1], predicate).toBeDefined();
    }
});

test("versions follow one another and only published ones are asked", () => {
  for (const forms of contexts) {
    const times = forms.map(({ modified }) => modified);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  }
  expect(current("postCall", 20_501 * dayLength)).toBe(versions[0]);
  expect(current("postCall", 20_559.9 * dayLength)).toMatchObject({ published: true });
  expect(versions.some(({ published }) => !published)).toBe(true);
});
