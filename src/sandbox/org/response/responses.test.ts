import { describe, expect, test } from "vitest";
import { day as dayLength, hour, minute } from "../../../base/index.ts";
import type { Answer, FormVersion, Interaction, Survey } from "../../model.ts";
import { createOrg } from "../org.ts";

const org = createOrg({ seed: 12, firstDay: 20_500, lastDay: 20_560, perDay: 60 });
const all: Interaction[] = [];
for (let day = org.firstDay; day <= org.lastDay; day++) all.push(...org.day(day));
const surveys = all.flatMap((interaction) => interaction.surveys);
const evaluations = all.flatMap((interaction) => interaction.evaluations);
const formOf = ({ formId }: { readonly formId: string }): FormVersion => {
  const form = org.forms.find(({ id }) => id === formId);
  if (!form) throw new Error(formId);
  return form;
};
const statuses = ({ events }: { readonly events: readonly { readonly status: string }[] }): string =>
  events.map(({ status }) => status).join(" ");

describe("every response", () => {
  test("has ascending events, each heard of a little later", () => {
    for (const { events } of [...surveys, ...evaluations]) {
      expect(events[0]?.status).toBe("Pending");
      for (const [at, event] of events.entries()) {
        expect(event.eventTime).toBeGreaterThan(event.time);
        expect(Number.isInteger(event.time) && Number.isInteger(event.eventTime)).toBe(true);
        const before = events[at - 1];
        if (!before) continue;
        expect(event.time).toBeGreaterThan(before.time);
        expect(event.eventTime).toBeGreaterThan(before.eventTime);
      }
    }
  });

  test("is finished only when everybody is done with the interaction", () => {
    for (const interaction of all) {
      const emitted = interaction.participants.flatMap(({ sessions }) =>
        sessions.flatMap(({ metrics }) => metrics.map((metric) => metric.emitted)),
      );
      for (const { events } of [...interaction.surveys, ...interaction.evaluations]) {
        const finished = events.find(({ status }) => status === "Finished")?.time;
        if (finished !== undefined) expect(finished).toBeGreaterThan(Math.max(...emitted));
      }
    }
  });

  test("answers questions and options of its own form version, each at most once", () => {
    for (const response of [...surveys, ...evaluations]) {
      const questions = formOf(response).groups.flatMap((group) => group.questions);
      const order = response.answers.map(({ questionId }) => questions.findIndex(({ id }) => id === questionId));
      expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
      for (const answer of response.answers) {
        const question = questions.find(({ id }) => id === answer.questionId);
        const options = question?.options.map(({ id }) => id) ?? [];
        const chosen = [...answer.optionIds, ...(answer.optionId === null ? [] : [answer.optionId])];
        for (const id of chosen) expect(options).toContain(id);
        const given = [answer.optionId !== null, answer.optionIds.length > 0, answer.nps !== null].filter(
          Boolean,
        ).length;
        if (answer.notApplicable) expect([given, answer.text]).toEqual([0, null]);
        else if (question?.type === "freeTextQuestion") expect(typeof answer.text).toBe("string");
        else expect(given).toBe(1);
      }
    }
  });

  test("has answers only if it came so far, by a form that was published by then", () => {
    for (const response of [...surveys, ...evaluations]) {
      if (!statuses(response).includes("Finished")) expect(response.answers).toEqual([]);
      const form = formOf(response);
      expect(form.published).toBe(true);
      expect(form.modified).toBeLessThanOrEqual(response.events[0]?.time ?? 0);
    }
  });
});

test("a hidden question was hidden by the answer that its condition names", () => {
  let hidden = 0;
  for (const response of surveys) {
    const questions = formOf(response).groups.flatMap((group) => group.questions);
    const answerTo = (text: string): Answer | undefined => {
      const question = questions.find((one) => one.text.includes(text));
      return response.answers.find(({ questionId }) => questionId === question?.id);
    };
    const reason = answerTo("main reason for your answer");
    if (!reason) continue;
    const overall = answerTo("satisfied were you overall");
    const value = questions.flatMap(({ options }) => options).find(({ id }) => id === overall?.optionId)?.value;
    expect(reason.notApplicable === "system").toBe(value === undefined || value > 2);
    hidden++;
  }
  expect(hidden).toBeGreaterThan(3);
});

const among = <One>(list: readonly One[], is: (one: One) => boolean): number => list.filter(is).length / list.length;

test("surveys come about as often, and end as variously, as real ones", () => {
  const handled = all.filter(({ legs }) => legs.length > 0);
  expect(among(handled, (one) => one.surveys.length > 0)).toBeGreaterThan(0.38);
  expect(among(handled, (one) => one.surveys.length > 0)).toBeLessThan(0.5);
  const last = (survey: Survey) => survey.events.at(-1)?.status;
  for (const status of ["Sent", "Finished", "OptOut", "Error", "Expired", "Deleted"])
    expect(surveys.filter((survey) => last(survey) === status).length, status).toBeGreaterThan(10);
  expect(surveys.some((survey) => survey.type === "Voice" && last(survey) === "Finished")).toBe(true);
  expect(surveys.filter(({ missingRequiredAnswer }) => missingRequiredAnswer).length).toBeGreaterThan(10);
  const twice = all.filter((one) => one.surveys.length === 2);
  expect(twice.filter((one) => one.surveys.some((survey) => last(survey) === "Error")).length).toBeGreaterThan(20);
  expect(twice.filter((one) => one.surveys.every((survey) => last(survey) === "Finished")).length).toBeGreaterThan(3);
});

test("most answers come within two days and a few after weeks", () => {
  const delays = all.flatMap(({ end, surveys }) =>
    surveys
      .filter(({ type }) => type === "Web")
      .flatMap(({ events }) => events.find(({ status }) => status === "Finished")?.time ?? [])
      .map((time) => time - (end ?? 0)),
  );
  expect(among(delays, (delay) => delay < 2 * dayLength)).toBeGreaterThan(0.85);
  expect(among(delays, (delay) => delay < hour)).toBeGreaterThan(0.3);
  expect(Math.max(...delays)).toBeGreaterThan(45 * dayLength);
  expect(Math.max(...delays)).toBeLessThan(62 * dayLength);
});

test("in every channel answers come at once, within days, within weeks, and after more than thirty days", () => {
  const busy = createOrg({ seed: 12, firstDay: 20_500, lastDay: 20_539, perDay: 700 });
  const delays = new Map<string, number[]>();
  for (let day = busy.firstDay; day <= busy.lastDay; day++)
    for (const { start, end, participants, surveys } of busy.day(day))
      for (const { type, events } of surveys) {
        const finished = events.find(({ status }) => status === "Finished")?.time;
        if (finished === undefined || type === "Voice") continue;
        const sessions = participants.flatMap((one) => (one.purpose === "customer" ? one.sessions : []));
        const media = sessions.map(({ mediaType }) => mediaType).toSorted()[0] ?? "";
        // A message conversation stays open, and may be answered before it closes.
        const delay = (finished - (media === "message" ? start : (end ?? start))) / dayLength;
        delays.set(media, [...(delays.get(media) ?? []), delay]);
      }
  expect([...delays.keys()].sort()).toEqual(["callback", "chat", "email", "message", "voice"]);
  const steps = [0, 1, 3, 7, 14, 30] as const;
  for (const [media, all] of delays)
    for (const [at, from] of steps.entries()) {
      const to = steps[at + 1] ?? 62;
      expect(all.filter((delay) => delay >= from && delay < to).length, `${media}, ${from} to ${to}`).toBeGreaterThan(
        0,
      );
    }
});

test("a survey's team is the agent's at the time, not always today's", () => {
  const moved = surveys.filter(({ agentId, teamId }) => org.users.find(({ id }) => id === agentId)?.teamId !== teamId);
  expect(moved.length).toBeGreaterThan(0);
});

test("evaluations meet every outcome", () => {
  const count = (is: (one: (typeof evaluations)[number]) => boolean) => evaluations.filter(is).length;
  const outcomes: Record<string, number> = {
    released: count((one) => statuses(one) === "Pending InProgress Finished Released"),
    scheduled: count(({ scheduledRelease }) => scheduledRelease !== null),
    unreleased: count((one) => statuses(one).endsWith("Finished") && !one.neverRelease && !one.rescored),
    "never released": count(({ neverRelease }) => neverRelease),
    pending: count((one) => statuses(one) === "Pending"),
    "in progress": count((one) => statuses(one).endsWith("InProgress")),
    "in review": count((one) => statuses(one).endsWith("InReview")),
    retracted: count((one) => statuses(one).endsWith("Retracted")),
    "second version": count(({ version }) => version === 2),
    rescored: count((one) => statuses(one).endsWith("Rescored Finished")),
    deleted: count((one) => statuses(one).endsWith("Deleted")),
    calibration: count(({ calibrationId }) => calibrationId !== null),
    "by machine": count(({ systemSubmitted, evaluatorId }) => systemSubmitted && evaluatorId === null),
    "with a queue": count(({ queueId }) => queueId !== null),
    "all not applicable": count(({ answers }) => answers.length > 2 && answers.every((one) => one.notApplicable)),
  };
  for (const [outcome, times] of Object.entries(outcomes)) expect(times, outcome).toBeGreaterThan(2);
  const days = evaluations.map(({ events }) => ((events.at(-1)?.time ?? 0) - (events[0]?.time ?? 0)) / dayLength);
  expect(Math.max(...days)).toBeGreaterThan(5);
});

test("a scheduled release comes one to 45 days after the submission, and only that one has a date beforehand", () => {
  const waits: number[] = [];
  for (const { events, scheduledRelease, neverRelease } of evaluations) {
    if (scheduledRelease === null) continue;
    const submitted = events.findLast(({ status }) => status === "Finished")?.time ?? 0;
    expect(neverRelease).toBe(false);
    expect(events.at(-1)).toMatchObject({ status: "Released", time: scheduledRelease });
    waits.push((scheduledRelease - submitted) / dayLength);
  }
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...waits)).toBeLessThanOrEqual(45);
  expect(among(waits, (wait) => wait > 20)).toBeGreaterThan(0.3);
});

test("a new version follows what it retracts", () => {
  for (const next of evaluations.filter(({ version }) => version === 2)) {
    const old = evaluations.find(({ id }) => id === next.retractedEvaluationId);
    expect(old?.contextId).toBe(next.contextId);
    expect(old?.formId).toBe(next.formId);
    const resubmitted = next.events.find(({ status }) => status === "Finished")?.time ?? 0;
    expect(Math.abs((old?.events.at(-1)?.time ?? 0) - resubmitted)).toBeLessThan(minute);
  }
});

test("texts are civil unless the switch is set", () => {
  const texts = (one: readonly { readonly answers: readonly Answer[] }[]) =>
    one.flatMap(({ answers }) => answers.flatMap(({ text }) => text ?? []));
  expect(texts(surveys).join("\n")).not.toMatch(/[\u0000\u001b\ud800-\udbff](?![\udc00-\udfff])/);
  expect(Math.max(...texts(surveys).map((text) => text.length))).toBeLessThan(200);
  const hostile = createOrg({ seed: 12, firstDay: 20_500, lastDay: 20_525, perDay: 60, switches: ["hostile-text"] });
  const days = Array.from({ length: 26 }, (_, at) => [...hostile.day(20_500 + at)]).flat();
  const written = texts(days.flatMap((one) => one.surveys));
  for (const nasty of ["\u001b", "\u0000", "=cmd", "\u202e", "<script>"]) expect(written.join("\n")).toContain(nasty);
  expect(written.some((text) => !isWellFormed(text))).toBe(true);
  expect(written.some((text) => text.length >= 10_000)).toBe(true);
  expect(hostile.users.some(({ name }) => name.includes("\u001b"))).toBe(true);
});

const isWellFormed = (text: string): boolean => Buffer.from(text, "utf8").toString("utf8") === text;
