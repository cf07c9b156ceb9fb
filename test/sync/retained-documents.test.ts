import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { day, hour } from "../../src/base/index.ts";
import { addressMark } from "../../src/sandbox/http/documents/customer-addresses.ts";
import { defaultSync, erase, type Retention, rebuild, status } from "../../src/sync/index.ts";
import { newFolder } from "../new-folder.ts";
import { evaluation, interaction, monday, smallOrg, survey } from "../orgs/small-org.ts";
import { seeds } from "../seeds.ts";
import { onServer } from "../servers/engine.ts";
import { present } from "../servers/sandboxed.ts";
import { openSecondWarehouse, openSynced, type Synced } from "../servers/synced.ts";
import { findEverywhere } from "./erased-texts.ts";

const after = (days: number): number => monday + days * day;
const since = monday - day;
const never: Retention = { comments: null, agents: null, documents: null };
const tenDays = { count: 10, unit: "days" } as const;
const documents: Retention = { ...never, documents: tenDays };
const submitted = [
  ["Pending", monday + hour],
  ["Finished", monday + 3 * hour],
  ["Released", monday + 4 * hour],
] as const;
const answered = [
  ["Pending", monday + hour],
  ["Sent", monday + 2 * hour],
  ["Finished", monday + 5 * hour],
] as const;
const again = [
  ["Rescored", after(20)],
  ["Finished", after(20) + hour],
] as const;

const remark = "Words that nobody else has written";

/** One interaction for each way that a response may go on, and a young one. */
const org = () =>
  smallOrg([
    interaction("i-both", monday, {
      surveys: [{ ...survey("plain", answered), interactionId: "i-both" }],
      evaluations: [evaluation("judged", submitted, { interactionId: "i-both", comments: remark })],
    }),
    interaction("i-gone", monday, { surveys: [survey("gone", [...answered, ["Deleted", after(20)]])] }),
    interaction("i-late", monday, { surveys: [survey("late", [...answered.slice(0, 2), ["Finished", after(20)]])] }),
    interaction("i-open", monday, { surveys: [survey("open", answered.slice(0, 2))] }),
    interaction("i-withdrawn", monday, {
      evaluations: [evaluation("withdrawn", [...submitted, ["Deleted", after(20)]])],
    }),
    interaction("i-rescored", monday, { evaluations: [evaluation("rescored", [...submitted, ...again])] }),
    interaction("i-released", monday, {
      evaluations: [evaluation("released", [...submitted.slice(0, 2), ["Released", after(20)]])],
    }),
    interaction("i-young", after(9), {
      surveys: [
        survey(
          "young",
          answered.map(([step, time]) => [step, time + 9 * day] as const),
        ),
      ],
    }),
  ]);

const open = (): Promise<Synced> => openSynced({ org: org() }, after(1));

async function syncOn(synced: Synced, at: number, retention: Retention = never): Promise<number> {
  synced.clock.advance(after(at) - synced.clock.now());
  const before = synced.sandbox.requests.length;
  await synced.sync({ since, retention });
  return synced.sandbox.requests.length - before;
}

/** What readers see, and what is asked for by it; not whether a document is there. */
async function rowsOf({ table, warehouse }: Synced): Promise<unknown> {
  const responses = (await table("response")).map(({ without_document: _, ...row }) =>
    // Hashes are of rows in the order of their columns, which is another one in what was stored.
    Object.fromEntries(Object.entries(row).filter(([name]) => !name.endsWith("_hash"))),
  );
  const others = [];
  for (const name of ["answer", "attribution", "leg", "interaction_division", "interaction_wrap_up"])
    others.push(await table(name));
  return { responses, others, feed: await warehouse.query("SELECT response_id, deleted FROM csat_change ORDER BY 1") };
}

/** The stored documents of responses and interactions, without those that are emptied. */
const contents = async ({ warehouse }: Synced): Promise<string> =>
  JSON.stringify(
    await warehouse.query(
      `SELECT id, kind, json FROM document WHERE kind IN ('survey', 'evaluation', 'interaction')
         AND position('"forgotten":{"document":true' IN json) = 0 ORDER BY kind, id`,
    ),
  );

const left = async ({ warehouse }: Synced): Promise<readonly unknown[]> =>
  (await warehouse.query("SELECT response_id FROM response WHERE without_document ORDER BY response_id")).map(
    ({ response_id }) => response_id,
  );

const lastChange = async ({ warehouse }: Synced): Promise<unknown> =>
  (await warehouse.query("SELECT last FROM change_counter"))[0]?.["last"];

test("documents leave with their age, rows and figures stay, and every later change of Genesys' still arrives", async () => {
  await using synced = await open();
  await using kept = await open();
  for (const at of [1, 5, 15]) {
    await syncOn(kept, at);
    await syncOn(synced, at);
  }
  const before = await rowsOf(synced);
  const change = await lastChange(synced);
  const usual = await syncOn(kept, 16);
  // No request is spent on it, then or later; nobody sees a change.
  expect(await syncOn(synced, 16, documents)).toBe(usual);
  expect(await rowsOf(synced)).toEqual(before);
  expect(await lastChange(synced)).toBe(change);
  const old = ["gone", "judged", "late", "open", "plain", "released", "rescored", "withdrawn"];
  expect(await left(synced)).toEqual(old);
  expect(await contents(synced)).not.toMatch(/i-both|judged|conversationStart":"2026-03-02/);
  expect(await contents(synced)).toContain("i-young");
  expect((await status(synced.warehouse, { now: synced.clock.now() }))[0]?.forgotten.documents).toBe(old.length);
  expect(await syncOn(synced, 17, documents)).toBe(await syncOn(kept, 17));

  // A rebuild removes none of them and brings nothing back, also where it is asked for other scores.
  const { definition } = defaultSync();
  const { clock } = synced;
  expect((await rebuild(synced.warehouse, definition, { clock })).kept).toBe(old.length);
  expect(await rowsOf(synced)).toEqual(before);
  const other = { ...definition, scores: { ...definition.scores, roles: { "sc-q1": "ces", "ec-q1": "ces" } as const } };
  expect((await rebuild(synced.warehouse, other, { clock })).kept).toBe(old.length);
  expect(await lastChange(synced)).toBe(change);
  await rebuild(synced.warehouse, definition, { clock });
  expect(await contents(synced)).not.toContain("i-both");
  const { cells } = await synced.reconcile();
  expect(cells.filter(({ lost }) => lost > 0)).toEqual([]);

  // What goes on after it.
  expect(await syncOn(synced, 21, documents)).toBe(await syncOn(kept, 21));
  expect(await rowsOf(synced)).toEqual(await rowsOf(kept));
  expect(await left(synced)).not.toContain("rescored");
  await syncOn(kept, 40);
  await syncOn(synced, 40, documents);
  expect(await rowsOf(synced)).toEqual(await rowsOf(kept));
  expect(await left(synced)).toContain("rescored");
});

const today = Math.floor(present / day);
const words = "Ben Okafor forgot ticket KD-12345, says the customer";
const written = (daysAgo: number) => ({
  start: (today - daysAgo) * day + 9 * hour,
  ...{ queue: "Billing", agent: "Ben Okafor" },
  survey: { score: 1, comment: words },
  evaluation: { score: 5, comment: words },
});
const daysOf = (count: number) => ({ count, unit: "days" }) as const;

/** What may be asked for of what is stored, one after another, and each of it from then on. */
const steps = {
  documents: { retention: { documents: daysOf(5) } },
  texts: { retention: { comments: daysOf(12) } },
  people: { retention: { agents: daysOf(15) } },
  redaction: { redaction: { kinds: [], patterns: { ticket: "KD-[0-9]+" } } },
  erasing: {},
} as const;
type Step = keyof typeof steps;

async function take(synced: Synced, order: readonly Step[], agent: string): Promise<void> {
  const { warehouse, clock } = synced;
  const { definition } = defaultSync();
  let retention = never;
  let privacy = {};
  for (const step of order) {
    const { retention: more = {}, ...rest } = { retention: {}, ...steps[step] };
    retention = { ...retention, ...more };
    privacy = { ...privacy, ...rest, retention };
    if (step === "erasing") await erase(warehouse, { kind: "agent", value: agent, definition, ...privacy }, { clock });
    await rebuild(warehouse, definition, { clock, ...privacy });
  }
}

test.each(seeds(6, 2))(
  "whatever goes first, rows have what they would have with their documents (%i)",
  async (seed) => {
    await using kept = await openSynced({
      perDay: 2,
      days: 20,
      cases: [written(17), written(13), written(8), written(3)],
    });
    await using synced = await openSecondWarehouse(kept);
    const plain = { since: present - 20 * day, redaction: { kinds: [], patterns: {} } } as const;
    for (const one of [kept, synced]) await one.sync(plain);
    const [ben] = await kept.warehouse.query("SELECT agent_id FROM agent WHERE name = 'Ben Okafor'");
    const agent = String(ben?.["agent_id"]);
    const others: readonly Step[] = ["texts", "people", "redaction", "erasing"];
    const [order = others] = fc.sample(fc.shuffledSubarray([...others], { minLength: others.length }), {
      seed,
      numRuns: 1,
    });
    await take(kept, others, agent);
    await take(synced, order.toSpliced((seed - 1) % others.length, 0, "documents"), agent);
    expect(await rowsOf(synced)).toEqual(await rowsOf(kept));
    expect((await left(synced)).length).toBeGreaterThan(20);
    const everything = JSON.stringify(await rowsOf(synced));
    for (const gone of ["Ben Okafor", "KD-12345", agent]) expect(everything).not.toContain(gone);
    expect(everything).toContain("[erased] forgot ticket [ticket]");

    // Of a customer the hashes of their addresses are left, by which all is found.
    const [old] = await synced.warehouse.query(
      "SELECT min(interaction_id) AS id FROM response WHERE without_document AND source = 'survey'",
    );
    const id = String(old?.["id"]);
    const value = `customer.${addressMark({ id })}@mail.example`;
    const { clock, warehouse } = synced;
    await erase(warehouse, { kind: "customer", value, definition: defaultSync().definition }, { clock });
    expect(JSON.stringify([await rowsOf(synced), await synced.table("document")])).not.toContain(id);
  },
);

test.skipIf(onServer)(
  "what has left with its age is out of the file's bytes within a week, and not at every sync",
  async () => {
    await using synced = await open();
    const { warehouse } = synced;
    const copy = join(newFolder(), "bytes");
    // Of another process: closing the file here would let go of the lock that this one has.
    const has = (text: string): boolean => {
      execFileSync("sh", ["-c", `cat "${warehouse.place}" "${warehouse.place}.wal" > "${copy}" 2>/dev/null || true`]);
      return readFileSync(copy).includes(text);
    };
    await syncOn(synced, 1);
    const shortened = { ...documents, comments: tenDays };
    await syncOn(synced, 12, shortened);
    expect(await findEverywhere(warehouse, [remark])).toEqual([]);
    expect(has(remark)).toBe(true);
    const fileOf = async () => (await stat(warehouse.place)).ino;
    const before = await fileOf();
    await syncOn(synced, 18, shortened);
    expect(await fileOf()).toBe(before);
    await syncOn(synced, 19.5, shortened);
    expect(await fileOf()).not.toBe(before);
    expect(has(remark)).toBe(false);
  },
);
