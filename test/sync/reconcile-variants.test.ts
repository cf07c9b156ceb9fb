import { describe, expect, test } from "vitest";
import { day, hour, isRecord } from "../../src/base/index.ts";
import { type SandboxOptions, type WireVariant, wireVariants } from "../../src/sandbox/index.ts";
import type { Cell, Reconciliation } from "../../src/sync/index.ts";
import { everything } from "../seeds.ts";
import { openAltered } from "../servers/altered.ts";
import { openSynced } from "../servers/synced.ts";

const small = { days: 25, perDay: 8 };
const since = (now: number): { readonly since: number } => ({ since: now - 20 * day });

type Count = "genesys" | "warehouse" | "late" | "notPermitted" | "deleted" | "redacted" | "lost";
const sum = ({ cells }: Reconciliation, name: Count): number =>
  cells.reduce((all: number, cell: Cell) => all + cell[name], 0);

/** What is compared is whole, and each difference has its explanation. */
function expectWhole(result: Reconciliation): void {
  expect([result.lost, result.missing, result.skipped, result.complete]).toEqual([0, [], [], true]);
  const explained = (["late", "notPermitted", "deleted", "redacted"] as const).map((name) => sum(result, name));
  expect(sum(result, "warehouse") + explained.reduce((a, b) => a + b)).toBe(sum(result, "genesys"));
  expect(sum(result, "genesys")).toBeGreaterThan(50);
}

/** Two ways at once are tried where one does not hide the other; each alone where all is tried. */
const alone = Object.keys(wireVariants) as WireVariant[];

describe("a healthy warehouse has lost nothing, whichever way Genesys goes", () => {
  const cases: readonly SandboxOptions[] = [
    ...(everything ? alone.map((one) => ({ variants: [one] })) : []),
    // Open ones too: a sweep looks for those that were cut.
    { variants: ["cut-groups"] },
    { variants: ["counted-when-created", "uncounted-groups", "only-asked-groups", "deleted-in-search"] },
    { variants: ["survey-retention", "limited-groups", "capped-results", "lasting-surveys", "start-time-basis"] },
    { switches: ["hidden-divisions", "redacted-forms", "missing-interactions"] },
    { faults: ["stale-documents"], withoutPermissions: ["quality:evaluation:searchAny"] },
  ];
  test.each(cases)("%j", async (options) => {
    await using c = await openSynced({ ...small, ...options });
    await c.sync(since(c.clock.now()));
    expectWhole(await c.reconcile());
  });
});

test("what happened since the last sync is late, and is there after the next", async () => {
  await using c = await openSynced({ ...small, daysAhead: 2 });
  await c.sync(since(c.clock.now()));
  await c.clock.sleep(30 * hour);
  const young = await c.reconcile();
  expectWhole(young);
  expect(sum(young, "late")).toBeGreaterThan(3);
  await c.sync();
  const synced = await c.reconcile();
  expectWhole(synced);
  expect(sum(synced, "late")).toBe(0);
});

test("what analytics hears of weeks later is late too", async () => {
  let behind = 12 * day;
  await using c = await openSynced({ ...small, daysAhead: 2, lateBy: () => behind });
  await c.sync(since(c.clock.now()));
  await c.sync();
  behind = 0;
  const heard = await c.reconcile();
  expectWhole(heard);
  expect(sum(heard, "late")).toBeGreaterThan(20);
  await c.sync();
  const synced = await c.reconcile();
  expectWhole(synced);
  expect(sum(synced, "late")).toBe(0);
});

test("what Genesys withholds of its own count is named for what it is", async () => {
  const ways = ["whole", "notPermitted", "whole", "deleted", "whole", "lost"];
  const withheld = new Map<string, string>();
  const refuse = (status: number, message: string) => ({ status, body: { status, code: "x", message } });
  await using c = await openAltered(({ path }, document) => {
    const [, kind, id = ""] = /\/quality\/(?:conversations\/[^/]+\/)?(survey|evaluation)s\/([^/]+)$/.exec(path) ?? [];
    if (kind === undefined) return undefined;
    if (!withheld.has(id))
      withheld.set(id, kind === "evaluation" ? "redacted" : (ways[withheld.size % ways.length] ?? "whole"));
    const way = withheld.get(id);
    if (way === "notPermitted") return refuse(403, "Missing permission in this division");
    if (way === "deleted") return refuse(404, "not found");
    if (way === "lost") return { status: 200, body: { id: 7 } };
    return way === "redacted" && isRecord(document)
      ? { status: 200, body: { ...document, answers: undefined, redacted: true } }
      : undefined;
  }, small);
  await c.sync(since(c.clock.now()));
  const result = await c.reconcile();
  const of = (way: string): number => [...withheld.values()].filter((one) => one === way).length;
  expect(sum(result, "notPermitted")).toBe(of("notPermitted"));
  // One in review, or retracted since, is whole without answers.
  expect(sum(result, "redacted")).toBeGreaterThan(of("redacted") / 2);
  expect(of("deleted")).toBeGreaterThan(2);
  // Some were deleted in the org itself.
  expect(sum(result, "deleted")).toBeGreaterThanOrEqual(of("deleted"));
  // A young one may still come by itself.
  expect(sum(result, "lost")).toBeGreaterThan(2);
  expect(sum(result, "lost") + sum(result, "late")).toBe(of("lost"));
});
