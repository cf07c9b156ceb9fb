import { expect, test } from "vitest";
import { evaluation, interaction, monday, smallOrg, survey } from "../../../test/orgs/small-org.ts";
import { openAsked } from "../../../test/servers/asked.ts";
import { createTestClock } from "../../../test/servers/clock.ts";
import { day, hour, isoInterval } from "../../base/index.ts";
import type { FaultName } from "./all-faults.ts";

const indices = Array.from({ length: 12 }, (_, index) => index);
const idOf = (kind: string, index: number) => `${kind}0000000-0000-4000-a000-0000000000${10 + index}`;
const org = smallOrg(
  indices.map((index) => {
    const surveys = [
      survey(idOf("5", index), [
        ["Sent", monday + hour],
        ["Finished", monday + 2 * hour],
      ]),
    ];
    const evaluations = [
      evaluation(idOf("e", index), [
        ["Pending", monday + hour],
        ["Finished", monday + 2 * hour],
      ]),
    ];
    return interaction(idOf("c", index), monday + index, { surveys, evaluations });
  }),
);
const clock = createTestClock(monday + 6 * day);
const open = (...faults: FaultName[]) => openAsked({ org, clock, limit: "off", faults });
const surveyAt = (index: number) => `/quality/surveys/${idOf("5", index)}`;
const evaluationAt = (index: number) => `/quality/conversations/${idOf("c", index)}/evaluations/${idOf("e", index)}`;
const details = `/analytics/conversations/details?id=${indices.map((index) => idOf("c", index)).join(",")}`;
const interval = isoInterval({ from: monday - 9 * hour, to: monday + day });
const aggregates = "/analytics/surveys/aggregates/query";

test("future-words: a finished survey has the same new word in its document, its row, its groups and its filters", async () => {
  await using asked = await open("future-words");
  const statuses: string[] = [];
  for (const index of indices) statuses.push((await asked.ask(surveyAt(index))).body.status);
  const { conversations } = (await asked.ask(details)).body;
  expect(conversations.map((each: ReturnType<typeof JSON.parse>) => each.surveys[0].surveyStatus)).toEqual(statuses);
  const count = statuses.filter((status) => status === "Submitted").length;
  expect([0, indices.length]).not.toContain(count);
  const counted = async (surveyStatus: string) => {
    const filter = { type: "and", predicates: [{ dimension: "surveyStatus", value: surveyStatus }] };
    const body = { interval, groupBy: ["surveyStatus"], metrics: ["nSurveyResponses"], filter };
    const [only] = (await asked.ask(aggregates, body)).body.results;
    return [only.group.surveyStatus, only.data[0].metrics[0].stats.count];
  };
  expect(await counted("Submitted")).toEqual(["Submitted", count]);
  expect(await counted("Finished")).toEqual(["Finished", indices.length - count]);
});

test("future-words: question types, media types, ids in upper case and times without offset", async () => {
  await using asked = await open("future-words");
  const texts: string[] = [];
  for (const path of [...indices.map(surveyAt), ...indices.map(evaluationAt), details])
    texts.push(JSON.stringify((await asked.ask(path)).body));
  const all = texts.join();
  expect(all).toContain('"type":"NpsQuestion"');
  expect(all).not.toContain('"type":"npsQuestion"');
  expect(all).toContain('"mediaType":"VOICE"');
  expect(all).not.toContain('"mediaType":"voice"');
  for (const written of [/"id":"5[-0-9a-f]{35}"/, /"id":"5[-0-9A-F]*A[-0-9A-F]*"/, /:\d\d\.000Z"/, /:\d\d\.000"/])
    expect(all).toMatch(written);
});

test("future-words: an id in upper case finds what it finds in lower case, and without the fault nothing", async () => {
  const id = idOf("5", 1).toUpperCase();
  const filter = { type: "and", predicates: [{ dimension: "surveyId", value: id }] };
  const found = async (...faults: FaultName[]) => {
    await using asked = await open(...faults);
    const counted = await asked.ask(aggregates, { interval, metrics: ["nSurveyResponses"], filter });
    const batch = await asked.ask(`/analytics/conversations/details?id=${idOf("c", 1).toUpperCase()}`);
    return [
      (await asked.ask(`/quality/surveys/${id}`)).status,
      counted.body.results.length,
      batch.body.conversations.length,
    ];
  };
  expect(await found("future-words")).toEqual([200, 1, 1]);
  expect(await found()).toEqual([404, 0, 0]);
});

test("hostile-values: each in one document, always the same, named where the truth cannot be read", async () => {
  await using asked = await open("hostile-values");
  const read = async () => {
    const documents = [];
    for (const path of [...indices.map(surveyAt), ...indices.map(evaluationAt)])
      documents.push((await asked.ask(path)).body);
    return [...documents, ...(await asked.ask(details)).body.conversations];
  };
  const [first, again] = [await read(), await read()];
  const texts = first.map(writtenFlat);
  expect(again.map(writtenFlat)).toEqual(texts);
  const holding = (part: string) => texts.flatMap((text, index) => (text.includes(part) ? [index] : []));
  expect(holding('"nTransferred","value":1.5')).toEqual([24]);
  expect(holding('"nTransferred","value":10000000000')).toEqual([25]);
  expect(holding('"+010000-01-01T00:00:00.000Z"')).toEqual([0, 12, 26]);
  expect(holding('"+275760-09-13T00:00:00.000Z"')).toEqual([1, 13, 27]);
  expect(texts.flatMap((text, index) => (text.length > 5_000_000 ? [index] : []))).toEqual([2]);
  expect(holding("\\ud83d")).toEqual([3, 14, 29]);
  expect(holding("deep")).toEqual([4, 15, 28]);
  const spoilt = asked.sandbox.spoilt.map(({ id }) => id);
  expect(spoilt.toSorted()).toEqual(
    [
      ...[0, 1, 2, 3].map((index) => idOf("5", index)),
      ...[0, 1, 2].map((index) => idOf("e", index)),
      ...[0, 1, 2, 3].map((index) => idOf("c", index)),
    ].toSorted(),
  );
});

/** JSON of a document; `JSON.stringify` does not come back from a field that is nested 10,000 deep. */
function writtenFlat({ unreadField, ...document }: Record<string, unknown>): string {
  let [depth, inner] = [0, unreadField];
  for (; Array.isArray(inner); inner = inner[0]) depth += 1;
  return JSON.stringify(depth === 10_000 ? { ...document, unreadField: "deep" } : document);
}

test("hostile-values: one group of an aggregate counts 1e300, the same whenever it is asked for", async () => {
  await using asked = await open("hostile-values");
  const counts = async () => {
    const body = { interval, groupBy: ["surveyId"], metrics: ["nSurveyResponses"] };
    const { results } = (await asked.ask(aggregates, body)).body;
    return results.map((each: ReturnType<typeof JSON.parse>) => each.data[0].metrics[0].stats.count);
  };
  expect(await counts()).toEqual([1e300, ...Array<number>(11).fill(1)]);
  expect(await counts()).toEqual([1e300, ...Array<number>(11).fill(1)]);
});

test.each<[FaultName, string, string | null]>([
  ["gzip", "gzip, deflate", "gzip"],
  ["gzip", "identity", null],
  ["gzip", "br;q=1, gzip;q=0", null],
  ["unasked-gzip", "identity", "gzip"],
])("%s, asked with %s: %s", async (fault, accepted, encoding) => {
  await using asked = await open(fault);
  const { body } = await asked.login();
  const response = await fetch(`${asked.sandbox.url}/api/v2${surveyAt(1)}`, {
    headers: { authorization: `Bearer ${body.access_token}`, "accept-encoding": accepted },
  });
  expect(response.headers.get("content-encoding")).toBe(encoding);
  expect(await response.json()).toMatchObject({ id: idOf("5", 1) });
});

test("never-freeing-limit and epoch-reset change the headers of the limit, and nothing without one", async () => {
  const limits = async (limit: number | "off", ...faults: FaultName[]) => {
    await using asked = await openAsked({ org, clock, limit, faults });
    const { status, headers } = await asked.ask("/users");
    return [status, ...["count", "allowed", "reset"].map((name) => headers.get(`inin-ratelimit-${name}`))];
  };
  expect(await limits(300)).toEqual([200, "1", "300", "60"]);
  expect(await limits(300, "never-freeing-limit")).toEqual([200, "300", "300", "60"]);
  expect(await limits(300, "epoch-reset")).toEqual([200, "1", "300", String(clock.now() / 1000 + 60)]);
  expect(await limits("off", "never-freeing-limit", "epoch-reset")).toEqual([200, null, null, null]);
});
