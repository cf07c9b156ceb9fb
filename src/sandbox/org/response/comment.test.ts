import { expect, test } from "vitest";
import { type Cause, causes } from "../../causes.ts";
import type { Interaction } from "../../model.ts";
import { createOrg } from "../org.ts";
import { english } from "./words/english.ts";
import { german } from "./words/german.ts";
import { japanese } from "./words/japanese.ts";
import { spanish } from "./words/spanish.ts";
import type { Words } from "./words/words.ts";

const languages: Readonly<Record<string, Words>> = { english, german, japanese, spanish };
const org = createOrg({ seed: 1, firstDay: 20_500, lastDay: 20_589, perDay: 60 });
const all: Interaction[] = [];
for (let day = org.firstDay; day <= org.lastDay; day++) all.push(...org.day(day));

const formNames = new Map(org.forms.map(({ id, name, language }) => [id, { name, language }]));
const commented = all.flatMap((interaction) =>
  interaction.surveys.flatMap((survey) => {
    const texts = survey.answers.flatMap(({ text }) => (text ? [text] : []));
    return texts.length > 0 ? [{ survey, interaction, texts }] : [];
  }),
);
const texts = commented.flatMap((one) => one.texts);

test("an org of 90 days has at least 300 distinct comments, in four languages", () => {
  expect(new Set(texts).size).toBeGreaterThanOrEqual(300);
  const spoken = commented.map(({ survey }) => formNames.get(survey.formId)?.language.slice(0, 2));
  for (const language of ["en", "de", "ja", "es"])
    expect(spoken.filter((one) => one === language).length, language).toBeGreaterThan(10);
  expect(texts.join("\n")).not.toMatch(/[{}]/);
});

test.each(Object.entries(languages))("%s has its own words for every cause, and no sentence has two", (_, words) => {
  const sentences = causes.flatMap((cause) => [...words.about[cause].pleased, ...words.about[cause].cross]);
  expect(new Set(sentences).size).toBe(sentences.length);
  for (const cause of causes)
    for (const tone of ["pleased", "cross"] as const) expect(words.about[cause][tone].length).toBeGreaterThan(1);
});

/** Which cause's sentence a text contains, read from the text alone: what the truth never does. */
function read(text: string): Cause | null {
  for (const words of Object.values(languages))
    for (const cause of causes)
      for (const sentence of [...words.about[cause].pleased, ...words.about[cause].cross]) {
        const pattern = sentence.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "[\\d.]+");
        if (new RegExp(pattern, "s").test(text)) return cause;
      }
  return null;
}

test("the cause that is written down is what each of a response's texts is about", () => {
  for (const { survey, texts: own } of commented)
    for (const text of own) expect([text, read(text)]).toEqual([text, survey.cause]);
  for (const { surveys } of all)
    for (const survey of surveys) if (!survey.answers.some(({ text }) => text)) expect(survey.cause).toBeNull();
  const quoted = all
    .flatMap(({ evaluations }) => evaluations)
    .flatMap(({ answers, cause }) => answers.flatMap(({ text }) => (text ? [[read(text), cause]] : [])));
  expect(quoted.length).toBeGreaterThan(20);
  for (const [text, cause] of quoted) expect(text).toBe(cause);
});

const share = (list: typeof commented, cause: Cause): number =>
  list.filter(({ survey }) => survey.cause === cause).length / list.length;
const of = (queue: string) => {
  const id = org.queues.find(({ name }) => name === queue)?.id;
  return commented.filter(({ survey }) => survey.queueId === id);
};

test("the topic goes with the queue, the mood, the journey and the week", () => {
  const elsewhere = (queue: string) => commented.filter((one) => !of(queue).includes(one));
  for (const [queue, cause] of [
    ["Orders", "delivery"],
    ["Loyalty", "price"],
    ["Technical Support", "resolution"],
  ] as const)
    expect(share(of(queue), cause), queue).toBeGreaterThan(1.3 * share(elsewhere(queue), cause));

  const score = ({ survey }: (typeof commented)[number]) => survey.totalScore ?? 50;
  const [high, low] = [commented.filter((one) => score(one) > 80), commented.filter((one) => score(one) < 40)];
  expect(share(high, "friendliness")).toBeGreaterThan(2 * share(low, "friendliness"));

  const moved = commented.filter(({ interaction }) => interaction.transfers > 0);
  const stayed = commented.filter(({ interaction }) => interaction.transfers === 0);
  expect(share(moved, "transfer")).toBeGreaterThan(3 * share(stayed, "transfer"));

  const since = org.change?.since ?? 0;
  const after = (one: (typeof commented)[number]) => one.interaction.start >= since * 86_400_000;
  const billing = of("Billing");
  const [then, now] = [billing.filter((one) => !after(one)), billing.filter(after)];
  expect(share(now, "invoice")).toBeGreaterThan(0.4);
  expect(share(then, "invoice")).toBeLessThan(0.3);
});
