import { beforeAll, expect, test } from "vitest";
import { type Asked, openAsked } from "../../../../test/servers/asked.ts";
import { createTestClock } from "../../../../test/servers/clock.ts";
import { day, isoInterval } from "../../../base/index.ts";
import { createOrg } from "../../org/org.ts";

const lastDay = 20_530;
const clock = createTestClock(lastDay * day + day / 2);
const org = createOrg({ seed: 3, firstDay: lastDay - 6, lastDay, perDay: 60 });
const interval = isoInterval({ from: (lastDay - 6) * day, to: (lastDay - 1) * day });
const open = () => openAsked({ org, clock, limit: "off" });

type Found = Map<string, string[]>;

/** Every text by the path of fields to it, without places in lists. */
function textsOf(value: unknown, path: string, found: Found): Found {
  if (typeof value === "string") found.set(path, [...(found.get(path) ?? []), value]);
  else if (Array.isArray(value)) for (const each of value) textsOf(each, path, found);
  else if (typeof value === "object" && value !== null)
    for (const [name, inner] of Object.entries(value)) textsOf(inner, path ? `${path}.${name}` : name, found);
  return found;
}

async function conversations(asked: Asked) {
  const found: unknown[] = [];
  for (let pageNumber = 1; ; pageNumber += 1) {
    const body = { interval, paging: { pageSize: 100, pageNumber } };
    const page = (await asked.ask("/analytics/conversations/details/query", body)).body.conversations ?? [];
    if (page.length === 0) return found;
    found.push(...page);
  }
}

let texts: Found;
let marks: readonly string[];

beforeAll(async () => {
  await using asked = await open();
  texts = textsOf(await conversations(asked), "", new Map());
  marks = asked.sandbox.addressMarks();
});

const session = "participants.sessions";

const places = [
  ...["externalTag", "participants.participantName", "participants.externalContactId"],
  ...["ani", "dnis", "sessionDnis", "addressFrom", "addressTo", "addressSelf", "addressOther", "cc", "bcc"].map(
    (name) => `${session}.${name}`,
  ),
  ...["destinationAddresses", "journeyCustomerId", "journeyCustomerSessionId", "protocolCallId", "remote"].map(
    (name) => `${session}.${name}`,
  ),
  ...["remoteNameDisplayable", "peerId", "callbackNumbers", "callbackUserName", "outboundContactId"].map(
    (name) => `${session}.${name}`,
  ),
  ...["screenShareAddressSelf", "videoAddressSelf", "flow.transferTargetAddress", "flow.transferTargetName"].map(
    (name) => `${session}.${name}`,
  ),
  ...["subject", "wrapUpNote", "wrapUpTags", "properties.value"].map((name) => `${session}.segments.${name}`),
];

test.each(places)("customers' addresses stand in %s", (path) => {
  const known = new Set(marks);
  const found = (texts.get(path) ?? []).flatMap((text) => /\d{12}(?!\d)/.exec(text)?.[0] ?? []);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((mark) => !known.has(mark))).toEqual([]);
});

test("each interaction has a mark of its own, and no other field carries one", () => {
  expect(new Set(marks).size).toBe(marks.length);
  const fields = [...texts].filter(([, all]) => all.some((text) => marks.some((mark) => text.includes(mark))));
  expect(fields.map(([field]) => field).toSorted()).toEqual(places.toSorted());
});

test("surveys and evaluations carry them in their names and in comments that are nobody's answer", async () => {
  await using asked = await open();
  const [surveyed, judged] = [[...org.withSurveys(0, clock.now())], [...org.withEvaluations(0, clock.now())]];
  const survey = surveyed.flatMap(({ surveys }) => surveys)[0];
  const evaluation = judged
    .flatMap(({ evaluations }) => evaluations)
    .find(({ events }) => events.some(({ status, time }) => status === "Finished" && time < clock.now()));
  const found = textsOf((await asked.ask(`/quality/surveys/${survey?.id}`)).body, "survey", new Map());
  const path = `/quality/conversations/${evaluation?.interactionId}/evaluations/${evaluation?.id}`;
  textsOf((await asked.ask(path)).body, "evaluation", found);
  const fields = [...found].filter(([, all]) => all.some((text) => marks.some((mark) => text.includes(mark))));
  expect(fields.map(([field]) => field)).toEqual([
    "survey.name",
    "evaluation.name",
    "evaluation.answers.privateComments",
    "evaluation.answers.agentComments",
  ]);
});

test("forms, people and queues carry none, and the details query finds an interaction by its customer's number", async () => {
  await using asked = await open();
  for (const path of ["/users", "/routing/queues", "/quality/forms/surveys"]) {
    const text = JSON.stringify((await asked.ask(path)).body);
    expect(marks.filter((mark) => text.includes(mark))).toEqual([]);
  }
  const number = texts.get(`${session}.ani`)?.find((text) => text.startsWith("tel:"));
  const segmentFilters = [{ type: "and", predicates: [{ dimension: "ani", value: number }] }];
  expect((await asked.ask("/analytics/conversations/details/query", { interval, segmentFilters })).body.totalHits).toBe(
    1,
  );
});
