import { expect, test } from "vitest";
import { day, hour, Secret } from "../src/base/index.ts";
import { defaultRequest, type Extraction, extract } from "../src/extract/index.ts";
import { createGenesys } from "../src/genesys/index.ts";
import { type FaultName, openSandbox, truth } from "../src/sandbox/index.ts";
import { defaultSync, type SyncResult, sync } from "../src/sync/index.ts";
import { openSynced } from "./synced.ts";

/*
 * Nothing is lost in silence: whatever an answer is — short, empty, an error in a 200, HTML, cut off, refused for one item, of
 * tomorrow's vocabulary — it is read all the same, asked for again, or named as missing (exit 6), and the next sync of a healthy
 * server heals it.
 */

const tried: readonly FaultName[] = [
  "short-pages",
  "shifting-pages",
  "moving-keys",
  "unasked-gzip",
  "retry-later-item",
  "errors-in-200",
  "wrong-documents",
  "stale-documents",
  "future-words",
  "html-items",
  "repeated-pages",
  "wrong-totals",
  "shuffled-rows",
  "server-errors",
  "dropped-answers",
  "truncated-answers",
  "broken-survey",
  "malformed-document",
  "lower-case-enums",
];
const range = 4 * day;

const seeds = Array.from({ length: 10 }, (_, index) => index + 1);

test.each(tried.flatMap((fault) => seeds.map((seed) => [fault, seed] as const)))(
  "under %s, seed %i",
  async (fault, seed) => {
    await using synced = await openSynced({ seed, perDay: 10, days: 8 });
    const { clock, warehouse } = synced;
    await using spoilt = await openSandbox({ clock, limit: "off", org: synced.sandbox.org, seed, faults: [fault] });
    const since = clock.now() - range;
    const connect = (to: typeof spoilt) =>
      createGenesys({
        ...{ clientId: to.clientId, clientSecret: new Secret(to.clientSecret), env: {}, clock },
        hosts: { api: to.url, login: to.url },
      });
    const owed = () =>
      truth(synced.sandbox.org, { from: since, to: clock.now(), now: clock.now() }).map(
        ({ response_id }) => response_id,
      );
    const rows = async () =>
      (
        await warehouse.query(
          "SELECT response_id FROM csat_response WHERE settled AND submit_date >= CAST($since AS TIMESTAMP) ORDER BY submit_date, response_id",
          { since: new Date(since).toISOString() },
        )
      ).map(({ response_id }) => String(response_id));
    const isNamed = ({ problems, missing, skipped }: Extraction | SyncResult): boolean =>
      problems.length + missing.length + skipped.length > 0;

    await using faulty = connect(spoilt);
    const extracted = await extract(faulty, defaultRequest({ from: since, to: clock.now() }), { clock });
    const ids = extracted.records.map(({ response_id }) => response_id);
    expect(ids.filter((id) => !owed().includes(id))).toEqual([]);
    if (owed().some((id) => !ids.includes(id))) expect(isNamed(extracted)).toBe(true);

    const first = await sync(faulty, warehouse, defaultSync({ since }), { clock });
    if (owed().length > (await rows()).length) expect([isNamed(first), first.complete]).toEqual([true, false]);

    clock.advance(hour);
    await synced.sync();
    expect(await rows()).toEqual(owed());
  },
);
