import { expect, test } from "vitest";
import { asItCame } from "../../../test/orgs/as-it-came.ts";
import { noise } from "../../../test/orgs/noise.ts";
import { everything } from "../../../test/seeds.ts";
import { openSandboxed, present } from "../../../test/servers/sandboxed.ts";
import { openSyncContext } from "../../../test/servers/sync-context.ts";
import { day } from "../../base/index.ts";
import { defaultSync } from "../request.ts";
import { derive } from "./derive.ts";

const comment = (text: string, question: number) => ({ questionId: `q${question}`, freeTextAnswer: text });
const survey = (id: string, texts: readonly string[]) => ({
  ...{ id, status: "Finished", conversation: { id: `i-${id}` }, surveyForm: { id: "form" } },
  completedDate: "2026-03-30T10:00:00.000Z",
  answers: { questionGroupScores: [{ questionGroupId: "g", questionScores: texts.map(comment) }] },
});
/** Of 300 kB in fields that are kept. */
const interaction = (id: string) => ({
  conversationId: id,
  conversationStart: "2026-03-30T09:00:00.000Z",
  participants: Array.from({ length: 2_000 }, (_, index) => ({
    ...{ participantId: noise(36, index), purpose: "agent", userId: `u${index}` },
    sessions: [{ sessionId: noise(36, index), mediaType: "voice", metrics: [] }],
  })),
});

test("more than the warehouse's memory holds at once is stored and derived, in as many transactions as it takes", async () => {
  await using org = await openSandboxed({ perDay: 0, days: 1 });
  await using context = await openSyncContext(org, { from: present - day, to: present });
  const { store, warehouse } = context;
  // In test:all more than the memory, 80 MB; in npm test what three transactions may hold.
  const [comments, interactions] = everything ? [38, 400] : [8, 160];
  const text = noise(5_000_000, 1);
  const document = interaction("i-l0");
  const size = JSON.stringify(document).length;
  for (let id = 0; id < comments; id += 1) {
    store.keep("survey", `c${id}`, survey(`c${id}`, [text]), { parentId: `i-c${id}` });
    await store.room();
  }
  for (let id = 0; id < interactions; id += 1) {
    store.keep("survey", `l${id}`, survey(`l${id}`, []), { parentId: `i-l${id}` });
    store.keep("interaction", `i-l${id}`, { ...document, conversationId: `i-l${id}` });
    await store.room();
  }
  await store.flush();
  const batches: number[] = [];
  await derive(warehouse, {
    ...{ organizationId: store.organizationId, definition: defaultSync().definition, interactionUrl: () => null },
    ...{
      now: present,
      clock: { now: () => present },
      flaws: store.flaws,
      rules: asItCame,
      onDerived: (responses: number) => void batches.push(responses),
    },
  });
  expect(batches.reduce((a, b) => a + b, 0)).toBe(comments + interactions);
  expect(batches.length).toBeGreaterThan(everything ? 4 : 3);
  const maxCharacters = 16_000_000;
  expect(interactions * size).toBeGreaterThan(3 * maxCharacters);
  expect(Math.max(...batches)).toBeLessThan(comments + maxCharacters / size);
  const [counts] = await warehouse.query(
    `SELECT (SELECT count(*) FROM response) AS responses, (SELECT count(*) FROM underived) AS underived,
       (SELECT count(*) FROM interaction) AS interactions`,
  );
  expect(counts).toEqual({ responses: comments + interactions, underived: 0, interactions });
  // Each cut is reported.
  expect(
    store.flaws
      .found()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(Array.from({ length: comments }, (_, id) => `c${id}`).sort());
}, 240_000);

test("a document of which too much is of use is named, and not stored", async () => {
  await using org = await openSandboxed({ perDay: 0, days: 1 });
  await using context = await openSyncContext(org, { from: present - day, to: present });
  const { store, warehouse } = context;
  const texts = Array.from({ length: 25 }, () => "x".repeat(19_000));
  store.keep("survey", "large", survey("large", texts));
  store.keep("survey", "small", survey("small", ["fine"]));
  await store.flush();
  expect(await warehouse.query("SELECT id FROM document")).toEqual([{ id: "small" }]);
  expect(await warehouse.query("SELECT kind, id FROM problem")).toEqual([{ kind: "survey", id: "large" }]);
  store.keep("survey", "large", survey("large", ["fine"]));
  await store.flush();
  expect(await warehouse.query("SELECT id FROM problem")).toEqual([]);
});
