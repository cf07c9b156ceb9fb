import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ReportOptions, report, rows, status } from "../../src/library/index.ts";
import { rules } from "../../src/metrics/index.ts";
import { type Definition, rebuild } from "../../src/sync/index.ts";
import { type Row, scopedNames, type Warehouse } from "../../src/warehouse/index.ts";
import {
  definition,
  type OrganizationName,
  openTwoOrganizations,
  organizationNames,
  syncOrganization,
  type TwoOrganizations,
  withoutChangeIds,
} from "../orgs/two-organizations.ts";
import { createTestClock } from "../servers/clock.ts";
import { present } from "../servers/sandboxed.ts";

/*
 * The law of organizations: of each organization in a warehouse everything is as in a warehouse of its own, though their ids and
 * names are the same and what is behind them differs.
 */

describe.each(["DuckDB", "PostgreSQL"] as const)("on %s", (engine) => {
  let two: TwoOrganizations;
  beforeAll(async () => {
    two = await openTwoOrganizations(engine);
  });
  afterAll(() => two[Symbol.asyncDispose]());

  const groupings = ["queue", "agent", "division", "question", "wrap-up"] as const;

  /** Everything that a reader sees of an organization. */
  async function seen(warehouse: Warehouse, organization: string) {
    const exported: Record<string, unknown[]> = {};
    for (const kind of ["responses", "answers", "legs"] as const) {
      const list: unknown[] = [];
      for await (const batch of rows(warehouse, { rows: kind, all: true, organization }))
        list.push(...batch.map((row) => withoutChangeIds(JSON.stringify(row))));
      exported[kind] = list;
    }
    const asked = { organization, now: present, timeZone: "Europe/Berlin" } satisfies ReportOptions;
    const reports: unknown[] = [];
    for (const [index, by] of groupings.entries())
      reports.push(await report(warehouse, { ...asked, by, filter: { rule: rules[index % rules.length] } }));
    reports.push(await report(warehouse, { ...asked, filter: { queues: ["Billing"] } }));
    const known = await status(warehouse, { organization, now: present, timeZone: "Europe/Berlin" });
    const [state] = known.map(({ runs, ...rest }) => ({ ...rest, runs: runs.map(({ outcome }) => outcome) }));
    return { exported, reports, state };
  }

  test("the two have the same ids, and other content", async () => {
    const of = async (name: OrganizationName) =>
      new Map(
        (await two.own[name].query("SELECT response_id, answers FROM response WHERE listed")).map((row) => [
          row["response_id"],
          row["answers"],
        ]),
      );
    const [north, south] = [await of("north"), await of("south")];
    const common = [...north.keys()].filter((id) => south.has(id));
    expect(common.length).toBeGreaterThan(5);
    expect(common.filter((id) => north.get(id) !== south.get(id)).length).toBeGreaterThan(3);
  });

  /** A document is stored where it came, and with its addresses hashed by the key of the warehouse. */
  const withoutPlace = ({ arrival: _, hash: __, json: ___, ...row }: Row): string =>
    withoutChangeIds(JSON.stringify(row));

  /** Every row of an organization, in every table. */
  async function stored(warehouse: Warehouse, organization: string) {
    const tables = scopedNames.filter((table) => table !== "sync_run" && table !== "lease");
    const all = tables.map(async (table) => {
      const found = await warehouse.query(`SELECT * FROM ${table} WHERE organization_id = $organization`, {
        organization,
      });
      return [table, found.map(withoutPlace).sort()] as const;
    });
    return Object.fromEntries(await Promise.all(all));
  }

  test.each(organizationNames)("of %s everything is as in a warehouse of its own", async (name) => {
    const expected = await seen(two.own[name], name);
    expect(expected.exported["answers"]?.length).toBeGreaterThan(50);
    expect(await seen(two.shared, name)).toEqual(expected);
  });

  test.each(organizationNames)(
    "a rebuild of %s by other settings, and a sync of it that is stopped, leave the other as it is",
    async (name) => {
      const other = name === "north" ? "south" : "north";
      const [before, unchanged] = [await stored(two.shared, other), await stored(two.shared, name)];
      const changed: Definition = {
        ...definition,
        scores: { ...definition.scores, roles: { [await anyLead(name)]: "other" } },
      };
      for (const warehouse of [two.shared, two.own[name]])
        await rebuild(warehouse, changed, { clock: createTestClock(present), organization: name });
      const rebuilt = await stored(two.shared, name);
      expect(rebuilt).toEqual(await stored(two.own[name], name));
      expect(rebuilt).not.toEqual(unchanged);
      await expect(syncOrganization(name, two.shared, { stopped: true })).rejects.toThrow(/interrupted|aborted/i);
      expect(await stored(two.shared, other)).toEqual(before);
    },
  );

  test("a rebuild of both makes of each what it makes of it alone", async () => {
    for (const warehouse of [two.shared, ...Object.values(two.own)])
      await rebuild(warehouse, definition, { clock: createTestClock(present) });
    for (const name of organizationNames) {
      for (const warehouse of [two.shared, two.own[name]]) await syncOrganization(name, warehouse);
      expect(await stored(two.shared, name)).toEqual(await stored(two.own[name], name));
    }
  });

  /** The lead question that most have answered. */
  async function anyLead(organization: OrganizationName): Promise<string> {
    const [row] = await two.shared.query(
      `SELECT question_context_id AS id FROM answer WHERE organization_id = $organization AND lead
     GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
      { organization },
    );
    return String(row?.["id"]);
  }
});
