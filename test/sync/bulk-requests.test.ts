import { expect, test } from "vitest";
import { day, hour } from "../../src/base/index.ts";
import type { WireVariant } from "../../src/sandbox/index.ts";
import type { SyncResult } from "../../src/sync/index.ts";
import { createChoiceOrg } from "../orgs/choice-surveys.ts";
import { type ChoiceForm, choiceForms, choiceWays } from "../orgs/choice-ways.ts";
import { everything } from "../seeds.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced } from "../servers/synced.ts";

/*
 * What a sync costs beside reading one by one, whichever way Genesys takes: a first one at most 3 requests for 100 responses, a
 * later one with few responses none.
 */

const days = 3;
const firstDay = Math.floor(present / day) - days;
const refused = "question-aggregates-400";

/** A first sync, and one four hours later, when some twenty more surveys were answered. */
async function syncTwice(form: ChoiceForm, variant: WireVariant | null) {
  const org = createChoiceOrg({ seed: 6, surveys: 420, days, present, ...choiceForms[form] });
  const variants = variant === null ? [] : [variant];
  await using synced = await openSynced({ org, variants }, (firstDay + 2) * day + 12 * hour);
  const first = await synced.sync({ since: firstDay * day, sources: ["surveys"] });
  synced.clock.advance(4 * hour);
  const later = await synced.sync({ sources: ["surveys"] });
  const responses = await synced.warehouse.query("SELECT count(*) AS n FROM response WHERE status = 'Finished'");
  return { first, later, responses: Number(responses[0]?.["n"]) };
}

const requests = ({ spent }: SyncResult): number => spent.requests;

const ways = choiceWays.filter(([, variant]) => variant !== refused);
const alwaysTried = ways.filter(([, variant]) => variant === "texts-always-counted");

const oneByOne = new Map<ChoiceForm, ReturnType<typeof syncTwice>>();
function syncOneByOne(form: ChoiceForm): ReturnType<typeof syncTwice> {
  const single = oneByOne.get(form) ?? syncTwice(form, refused);
  oneByOne.set(form, single);
  return single;
}

test.each(everything ? ways : alwaysTried)(
  "what reading one by one costs, and 0.03 a response: %s, %s",
  async (form, variant) => {
    const single = await syncOneByOne(form);
    expect(single.responses).toBeGreaterThan(350);
    const way = await syncTwice(form, variant);
    expect(requests(way.first)).toBeLessThanOrEqual(requests(single.first) + 0.03 * single.responses);
    expect(requests(way.later)).toBeLessThanOrEqual(requests(single.later));
  },
);
