import fc from "fast-check";
import { expect, test } from "vitest";
import { openStored, response } from "../../test/orgs/stored.ts";
import { hour } from "../base/index.ts";
import { selectedBy } from "./selection.ts";
import { readSlices } from "./slices.ts";
import { rowsStatement } from "./sql.ts";

const start = Date.parse("2026-03-01T00:00:00Z");
const times = fc.option(
  fc.oneof(
    fc.nat(40 * hour),
    fc.nat(40).map((hours) => hours * hour),
  ),
  { nil: null, freq: 2 },
);
const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 5 }), {
  selector: (id) => id.replace(/[\0\p{Surrogate}]/gu, ""),
});

test("slices in their order are the whole in its order, and none is larger than an hour or a beginning makes it", async () => {
  await using warehouse = await openStored({});
  const selected = selectedBy({ rows: "responses" });
  const read = async (slice: string, newestFirst: boolean, more = {}) => {
    const query = { rows: "responses", columns: ["response_id", "submit_date"], withLead: false } as const;
    const statement = rowsStatement(selected.condition, { ...query, slice, newestFirst });
    return warehouse.query(statement, { ...selected.parameters, ...more });
  };
  const property = fc.asyncProperty(
    ids,
    fc.array(times, { minLength: 9 }),
    fc.integer({ min: 1, max: 9 }),
    fc.boolean(),
    async (names, dates, size, newestFirst) => {
      const rows = names.map((id, index) => {
        const time = dates[index % dates.length] ?? null;
        return response(id, { submit_date: time === null ? null : new Date(start + time).toISOString() });
      });
      await warehouse.transaction(async (tx) => {
        await tx.run("DELETE FROM response");
        await tx.put("response", rows);
      });
      const slices = await readSlices(warehouse, selected, { size, newestFirst });
      const parts = await Promise.all(slices.map(({ where, parameters: more }) => read(where, newestFirst, more)));
      expect(parts.flat()).toEqual(await read("true", newestFirst));
      for (const part of parts.filter(({ length }) => length > size)) {
        const first = part[0]?.["submit_date"];
        const key = ({ submit_date: date, response_id: id }: (typeof part)[number]) =>
          String(date ?? id).slice(0, date === null ? 3 : "2026-03-01T00".length);
        expect(new Set(part.map(key)).size, `a large slice from ${first}`).toBe(1);
      }
    },
  );
  await fc.assert(property, { numRuns: 25 });
});
