import { expect, test } from "vitest";
import { day, hour } from "../../src/base/index.ts";
import { everything } from "../seeds.ts";
import { present } from "../servers/sandboxed.ts";
import { cameToEnd, endLeases, stopAfter } from "../servers/stopping.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

const made = ["response", "answer", "attribution", "interaction", "leg", "interaction_division", "interaction_wrap_up"];
const named = ["agent", "queue"];

/** Their documents are whole batches: interactions may be stored, and the names that they mention not yet. */
const unread = 100;
/** Ben Okafor on Billing, of whom nothing else speaks, and another agent. */
const cases = Array.from({ length: unread + 8 }, (_, index) => ({
  start: present - (5 + (index % 15)) * day - 2 * hour,
  ...(index < unread ? { queue: "Billing", agent: "Ben Okafor" } : { queue: "Kundenservice", agent: "Noah Fischer" }),
  survey: { score: 1 + (index % 5), comment: `Comment ${index}` },
  ...(index > unread ? { evaluation: { score: 4 } } : {}),
}));

/** The rows of the responses, and the documents. */
const read = async ({ table }: Synced) => ({
  rows: new Map(await Promise.all([...made, ...named].map(async (name) => [name, await table(name)] as const))),
  documents: (await table("document")).map(({ kind, id, hash }) => `${kind} ${id} ${hash}`).sort(),
});

/** As if those of one agent had never been read, the rows of others had gone, and the answers of yet others. */
async function damage({ warehouse, sandbox }: Synced): Promise<number> {
  const ofCases = (from = 0, to = 0) =>
    sandbox.org.cases
      .slice(from, to)
      .flatMap(({ surveyId, evaluationId }) => [surveyId, evaluationId].flatMap((id) => id ?? []));
  const [lost = [], withoutRows = [], withoutAnswers = []] = [
    [0, unread],
    [unread + 1, unread + 3],
    [unread + 4, unread + 5],
  ].map(([from, to]) => ofCases(from, to));
  const interactions = sandbox.org.cases.slice(0, unread).map(({ interactionId }) => interactionId);
  await warehouse.transaction(async (tx) => {
    const remove = (table: string, column: string, ids: readonly string[]) =>
      tx.run(`DELETE FROM ${table} WHERE ${column} IN (SELECT unnest($ids))`, { ids });
    for (const table of made.slice(0, 3)) await remove(table, "response_id", lost);
    for (const table of made.slice(3)) await remove(table, "interaction_id", interactions);
    const { users, queues } = sandbox.org;
    const names = [...users, ...queues].flatMap(({ id, name }) => (/^(Ben Okafor|Billing)$/.test(name) ? [id] : []));
    await remove("document", "id", [...lost, ...interactions, ...names]);
    for (const table of named) await remove(table, `${table}_id`, names);
    await tx.run("DELETE FROM fact WHERE name LIKE 'book %'");
    await remove("response", "response_id", withoutRows);
    await remove("answer", "response_id", withoutAnswers);
  });
  return lost.length + withoutRows.length + withoutAnswers.length;
}

test("a repair that is stopped anywhere loses nothing, and the next one ends with what was there before", async () => {
  await using c = await openSynced({ days: 30, perDay: 0, cases });
  const { warehouse } = c;
  await c.sync({ since: present - 30 * day });
  const before = await read(c);
  // Between any two transactions, or between some.
  const [first, stride] = everything ? [0, 1] : [1, 2];
  let stopped = first;
  for (let done = false; !done; stopped += stride) {
    const lost = await damage(c);
    done = await cameToEnd(c.reconcile({ repair: true }, {}, stopAfter(warehouse, stopped)));
    await endLeases(warehouse);
    const syncsFirst = Math.floor(stopped / stride) % 2 === 0;
    if (syncsFirst) {
      await c.sync();
      // What was not repaired yet is lost still, and not taken for whole.
      const whole = (await read(c)).rows.get("answer")?.length === before.rows.get("answer")?.length;
      expect((await c.reconcile()).complete, `after ${stopped}`).toBe(whole);
    }
    const repaired = await c.reconcile({ repair: true });
    if (!syncsFirst) await c.sync();
    expect([repaired.lost, repaired.complete], `after ${stopped}`).toEqual([0, true]);
    expect(await read(c), `after ${stopped}`).toEqual(before);
    if (stopped === first) expect(repaired.repaired).toBe(lost);
  }
  expect(stopped).toBeGreaterThan(6);
}, 600_000);
