import { expect, test } from "vitest";
import { readConfig } from "../config/index.ts";
import { definitionId } from "./definition.ts";
import { defaultSync } from "./request.ts";

const { definition } = defaultSync();
const id = (changes: object): string => definitionId({ ...definition, scores: { ...definition.scores, ...changes } });
const plain = definitionId(definition);

test("a change of anything that decides rows makes another definition", () => {
  const changes = [
    { roles: { q: "csat" } },
    { leads: { f: "q" } },
    { scales: { q: { best: "low" } } },
    { shortestLeg: 5 },
  ];
  expect(new Set([plain, ...changes.map(id)]).size).toBe(5);
  expect(definitionId({ ...definition, labels: ["view"] })).not.toBe(plain);
});

test("the settings without a file are the defaults of the library", async () => {
  const nowhere = { env: {}, home: "/nowhere", cwd: "/nowhere", platform: "linux", flags: { sandbox: true } } as const;
  const { csatLabels: labels, csatQuestions: questions, ...settings } = (await readConfig(nowhere)).settings;
  const { roles, leads, scales, shortestLeg } = settings;
  expect(definitionId({ labels, questions, scores: { roles, leads, scales, shortestLeg } })).toBe(plain);
});

test("the order of labels and of keys makes none", () => {
  const labels = ["a", "b"];
  expect(definitionId({ ...definition, labels })).toBe(definitionId({ ...definition, labels: labels.toReversed() }));
  expect(id({ roles: { a: "csat", b: "nps" } })).toBe(id({ roles: { b: "nps", a: "csat" } }));
});
