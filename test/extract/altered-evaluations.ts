import { expect } from "vitest";
import { day, hour } from "../../src/base/index.ts";
import { evaluation, interaction, monday, smallOrg } from "../orgs/small-org.ts";
import { type Alter, type Altered, openAltered } from "../servers/altered.ts";
import type { Asked } from "../servers/loopback.ts";

export const week = { from: monday - day, to: monday + 6 * day };
export const released = (id: string) =>
  interaction(`i-${id}`, monday, {
    evaluations: [
      evaluation(id, [
        ["Pending", monday + hour],
        ["Finished", monday + 3 * hour],
        ["Released", monday + 4 * hour],
      ]),
    ],
  });

export const open = (alter: Alter, ...ids: string[]): Promise<Altered> =>
  openAltered(alter, { org: smallOrg(ids.map(released)) }, monday + 5 * day);

export type Json = Record<string, unknown>;
export const isSearch = ({ path }: Asked): boolean => path.endsWith("/evaluations/search");
export const isDocument = ({ path }: Asked, id: string): boolean => path.endsWith(`/evaluations/${id}`);

/** The fields of one evaluation, in every listing and document. */
export const changing =
  (id: string, changes: () => Json): Alter =>
  (asked, document) => {
    const one = (each: Json): Json => (each["id"] === id ? { ...each, ...changes() } : each);
    if (isDocument(asked, id)) return { body: one(document as Json) };
    if (!isSearch(asked)) return undefined;
    const listing = document as { results: Json[] };
    return { body: { ...listing, results: listing.results.map(one) } };
  };

/** What `extract` and `sync` deliver, and what they name as missing: they agree. */
export async function both(org: Altered) {
  const extraction = await org.extract(week, { sources: ["evaluations"] });
  const result = await org.sync({ since: monday - day, sources: ["evaluations"] });
  const rows = await org.query(
    "SELECT evaluation_id, csat_scores, form_id FROM csat_response WHERE source = 'evaluation' ORDER BY ALL",
  );
  const records = extraction.records.map(({ evaluation_id, csat_scores, form_id }) => ({
    evaluation_id,
    csat_scores: JSON.stringify(csat_scores),
    form_id,
  }));
  expect(rows).toEqual(records.sort((a, b) => ((a.evaluation_id ?? "") < (b.evaluation_id ?? "") ? -1 : 1)));
  return { records, problems: [extraction.problems, result.problems], complete: result.complete };
}
