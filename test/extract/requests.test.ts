import { beforeAll, describe, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import type { Extraction } from "../../src/extract/index.ts";
import { createOrg, type Org } from "../../src/sandbox/index.ts";
import { openSandboxed, present, truthOf } from "../servers/sandboxed.ts";

/*
 * Requests are the scarce resource: 300 a minute, and a monthly allowance that is billed beyond. One org of some 2,000
 * finished surveys in the range, made once.
 */
let big: Org;
beforeAll(() => {
  const lastDay = Math.floor(present / day);
  big = createOrg({ seed: 4, firstDay: lastDay - 9, lastDay, perDay: 1_600 });
  // Made here, so that no test pays for it.
  for (let one = big.firstDay; one <= big.lastDay; one++) big.day(one);
}, 120_000);

describe("2,000 surveys", () => {
  test("cost at most 1.03 requests a linked response", async () => {
    await using org = await openSandboxed({ org: big });
    const { records, spent } = await org.extract({ sources: ["surveys"] });
    expect(records).toHaveLength(truthOf(org, {}, { sources: ["survey"] }).length);
    expect(records.length).toBeGreaterThan(2_000);
    expect(records.every(({ linked }) => linked)).toBe(true);
    expect(spent.requests).toBe(org.sandbox.requests.filter(({ path }) => path.startsWith("/api/")).length);
    expect(spent.requests / records.length).toBeLessThanOrEqual(1.03);
  });

  test("an evaluation costs one request, and only if its form has labelled questions", async () => {
    await using org = await openSandboxed({ org: big });
    const { records } = await org.extract({ sources: ["evaluations"] });
    const asked = org.sandbox.requests.filter(({ path }) => /\/conversations\/[^/]+\/evaluations\/[^/]+$/.test(path));
    const labelled = new Set(
      big.forms
        .filter(({ groups }) =>
          groups.some((group) => /csat/i.test(group.name + group.questions.map(({ text }) => text).join())),
        )
        .map(({ id }) => id),
    );
    const forms = asked.map(({ path }) => big.evaluation(path.split("/").at(-1) ?? "")?.evaluation.formId ?? "");
    expect(forms.every((id) => labelled.has(id))).toBe(true);
    expect(new Set(asked.map(({ path }) => path)).size).toBe(asked.length);
    expect(records).toHaveLength(truthOf(org, {}, { sources: ["evaluation"] }).length);
    expect(records.length).toBeGreaterThan(300);
  });

  test("at 300 a minute use 97 % of the allowance and draw no 429", async () => {
    await using org = await openSandboxed({ org: big, limit: 300 });
    const { records, spent }: Extraction = await org.extract({ sources: ["surveys"] });
    expect(records.length).toBeGreaterThan(2_000);
    expect([spent.tooManyRequests, spent.allowed]).toEqual([0, 300]);
    // The first 300 need no waiting; every further 300 cannot come before the next minute.
    const least = (Math.ceil(spent.requests / 300) - 1) * 60_000;
    expect(least / org.clock.slept()).toBeGreaterThanOrEqual(0.97);
    expect(org.events.some(({ type }) => type === "waiting")).toBe(true);
  });
});

test("a range without ends costs what the time costs in which something may have happened", async () => {
  await using org = await openSandboxed({ perDay: 8, days: 10 });
  const read = async (from: number, to: number) => {
    const before = org.sandbox.requests.length;
    const { records } = await org.extract({ range: { from, to } });
    return { records, requests: org.sandbox.requests.length - before };
  };
  const first = await read(Date.UTC(2010, 0, 1), present);
  expect(first.records.length).toBeGreaterThan(5);
  const endless = await read(0, Date.UTC(9999, 0, 1));
  expect(endless.records).toEqual(first.records);
  expect(endless.requests - first.requests).toBeLessThanOrEqual(4);
});

test("nothing is asked for twice", async () => {
  await using org = await openSandboxed({ seed: 7 });
  await org.extract();
  const asked = org.sandbox.requests
    .filter(({ path }) => path.startsWith("/api/"))
    .map(({ method, path, query }) => `${method} ${path}?${query}`);
  const reads = asked.filter((request) => request.startsWith("GET"));
  expect(new Set(reads).size).toBe(reads.length);
});

test("a filter spends less: what analytics knows decides before a survey is read", async () => {
  await using org = await openSandboxed({ seed: 8 });
  const all = await org.extract({ sources: ["surveys"] });
  const queue = all.records[0]?.queue_name ?? "";
  const before = org.genesys.spent().byEndpoint["survey"] ?? 0;
  const { records } = await org.extract({ sources: ["surveys"], queues: [queue] });
  const wanted = all.records.filter(({ queue_name }) => queue_name === queue);
  expect(records).toEqual(wanted);
  expect((org.genesys.spent().byEndpoint["survey"] ?? 0) - before).toBeLessThanOrEqual(wanted.length);
  for (const changes of [{ media: ["chat", "email"] }, { forms: [all.records[0]?.form_name?.toUpperCase() ?? ""] }]) {
    const some = await org.extract({ sources: ["surveys"], ...changes });
    const keeps = (record: (typeof all.records)[number]) =>
      changes.media ? changes.media.includes(record.media_type ?? "") : record.form_name === all.records[0]?.form_name;
    expect(some.records).toEqual(all.records.filter(keeps));
    expect(some.records.length).toBeLessThan(all.records.length);
  }
});

test("a dry run reads no survey and no evaluation, and reports what reading would take", async () => {
  await using org = await openSandboxed({ seed: 9 });
  const planned = await org.plan();
  const { byEndpoint, requests } = org.genesys.spent();
  expect([byEndpoint["survey"], byEndpoint["evaluation"]]).toEqual([undefined, undefined]);
  await org.extract();
  const spent = org.genesys.spent().requests - requests - requests;
  expect(planned.requests).toBeGreaterThanOrEqual(spent);
  expect(planned.requests).toBeLessThanOrEqual(spent * 1.2 + 10);
});
