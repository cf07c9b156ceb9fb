import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Address, addressText, readAddress, viewNames } from "./address.ts";
import {
  activeFilters,
  carried,
  filterKeys,
  type Query,
  queryText,
  readQuery,
  settingKeys,
  singleOf,
  toggled,
  valuesOf,
  withoutLast,
  withPeriod,
  withValues,
} from "./query.ts";

const keys = [...filterKeys, ...settingKeys, "since", "from", "to", "figure", "text", "order", "sort", "unheard-of"];
const value = fc
  .string({ unit: "grapheme", minLength: 1 })
  .filter((text) => text.trim() !== "" && !text.includes('"') && text === text.trim());
const queries = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...keys), value), { selector: (pair) => JSON.stringify(pair) })
  .map((pairs): Query => pairs.map(([key, text]) => [key, key === "roster" ? `site=${text}` : text]));
const addresses = fc
  .tuple(fc.constantFrom(...viewNames), value, queries)
  .map(([view, id, query]): Address => ({ view, id: view === "interactions" ? id : null, query }));

describe("an address", () => {
  test("says everything that it was made of", () => {
    fc.assert(
      fc.property(addresses, (address) => {
        expect(readAddress(addressText(address))).toEqual(address);
      }),
    );
  });

  test.each(["/nowhere", "/queues/x", "/interactions", "/interactions/", "/overview", "/interactions/a/b"])(
    "%s is none of ours",
    (url) => expect(readAddress(url).view).toBeNull(),
  );

  test("keeps a choice by the roster that names no attribute, so that it is refused", () => {
    expect(readAddress("/overview?roster=Berlin").query).toEqual([["roster", "Berlin"]]);
  });

  test("that is badly escaped is read all the same", () => {
    expect(readAddress("/interactions/%E0%A4%A?queue=%E0%A4%A")).toMatchObject({
      view: "interactions",
      id: "%E0%A4%A",
    });
  });
});

describe("a query", () => {
  test("takes a list by comma and by repetition alike, each value once", () => {
    expect(readQuery("queue=a,b&queue=b&queue= c")).toEqual(readQuery("?queue=a&queue=b&queue=c"));
  });

  test("takes a name with a comma in quotes, and asks for it so", () => {
    expect(readQuery('queue="Sales, EU",b')).toEqual([
      ["queue", "Sales, EU"],
      ["queue", "b"],
    ]);
    expect(valuesOf(readQuery(queryText([["queue", "Sales, EU"]])), "queue")).toEqual(["Sales, EU"]);
  });

  test("takes a word that stands alone for yes", () => expect(singleOf(readQuery("linked"), "linked")).toBe("true"));

  test("leaves commas in what is no list", () => expect(singleOf(readQuery("text=well,+no"), "text")).toBe("well, no"));

  test("keeps what it does not know, so that the server can say what is wrong", () => {
    expect(queryText(readQuery("quee=Billing"))).toBe("quee=Billing");
  });

  test("takes a filter and gives it back, whatever else it has", () => {
    fc.assert(
      fc.property(queries, value, (query, id) => {
        fc.pre(!valuesOf(query, "queue").includes(id));
        expect(toggled(toggled(query, "queue", id), "queue", id)).toEqual(query);
      }),
    );
  });

  test("is without filters after as many steps back as it has, and keeps its period and its list", () => {
    fc.assert(
      fc.property(queries, (query) => {
        const steps = activeFilters(query).length;
        const last = Array.from({ length: steps }).reduce<Query>(withoutLast, query);
        expect(activeFilters(last)).toEqual([]);
        expect(last).toEqual(query.filter((pair) => !activeFilters(query).includes(pair)));
        expect(withoutLast(last)).toBe(last);
      }),
    );
  });

  test("has one period, whichever was asked before", () => {
    const asked = readQuery("queue=a&since=7d");
    expect(queryText(withPeriod(asked, { from: "2026-03-01", to: "2026-03-05" }))).toBe(
      "queue=a&from=2026-03-01&to=2026-03-05",
    );
    expect(queryText(withPeriod(asked, null))).toBe("queue=a");
  });

  test("leaves behind what only one view knows, and no filter", () => {
    fc.assert(
      fc.property(queries, (query) => {
        expect(activeFilters(carried(query))).toEqual(activeFilters(query));
      }),
    );
    expect(queryText(carried(readQuery("queue=a&figure=nps&text=x&order=newest&sort=-csat&rule=last")))).toBe(
      "queue=a&rule=last",
    );
  });

  test("has one value of a setting, the last that was chosen", () => {
    expect(queryText(withValues(readQuery("rule=last&queue=a"), "rule", ["first"]))).toBe("queue=a&rule=first");
  });
});
