import renderToString from "preact-render-to-string";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import {
  type OrganizationName,
  openTwoOrganizations,
  organizationNames,
  type TwoOrganizations,
} from "../../test/orgs/two-organizations.ts";
import { createTestClock } from "../../test/servers/clock.ts";
import { present } from "../../test/servers/sandboxed.ts";
import { openServed, type Served } from "../../test/servers/served.ts";
import { OrganizationSwitch, Organizations } from "../parts/organization.tsx";
import { readAbout } from "../state/about.ts";
import { readAddress } from "../state/address.ts";
import { type Frame, FrameContext } from "../state/frame.ts";
import { withOrganization } from "../state/organizations.ts";
import { ready } from "../state/source.ts";
import { renderServed } from "./render-served.tsx";

let two: TwoOrganizations;
let shared: Served;
let own: Readonly<Record<OrganizationName, Served>>;
beforeAll(async () => {
  two = await openTwoOrganizations();
  const clock = createTestClock(present);
  shared = await openServed(two.shared, clock);
  own = { north: await openServed(two.own.north, clock), south: await openServed(two.own.south, clock) };
});
afterAll(async () => {
  for (const served of [shared, ...Object.values(own)]) await served[Symbol.asyncDispose]();
  await two[Symbol.asyncDispose]();
});

const range = `from=${new Date(present - 12 * day).toISOString()}&to=${new Date(present).toISOString()}`;

const asker = (served: Served) => async (path: string) => {
  const answered = await served.ask(path);
  if (answered.status !== 200) throw new Error(`${path}: ${answered.text}`);
  return answered.json();
};

test.each(["/", "/queues", "/agents", "/questions", "/evaluations", "/drivers", "/comments", "/responses"])(
  "%s shows of each what it shows of it alone, and keeps it in every link",
  async (path) => {
    for (const name of organizationNames) {
      const url = `${path}?${range}&org=${name}`;
      const html = await renderServed(url, asker(shared));
      expect(html).toBe(await renderServed(url, asker(own[name])));
      const links = [...html.matchAll(/href="(\/[^"]*)"/g)].map(([, href = ""]) => href);
      expect(links.filter((href) => !href.includes(`org=${name}`))).toEqual([]);
    }
  },
);

test("without a word it shows the first one", async () => {
  const html = await renderServed(`/queues?${range}`, asker(shared));
  expect(html).toBe(await renderServed(`/queues?${range}&org=north`, asker(shared)));
});

test("the switch leads to the same view of the other, and is not there where there is one", async () => {
  const shown = async (served: Served, url: string): Promise<string> => {
    const about = readAbout(await asker(served)("/api/about"));
    const address = withOrganization(about, readAddress(url));
    const source = { at: () => ready(null) };
    const frame: Frame = {
      about,
      address,
      source,
      language: "de",
      events: null,
      today: "2026-03-31",
      go: () => undefined,
    };
    return renderToString(
      <FrameContext.Provider value={frame}>
        <OrganizationSwitch />
        <Organizations close={() => undefined} />
      </FrameContext.Provider>,
    );
  };
  const html = await shown(shared, "/queues?since=7d&org=south&queue=Billing");
  expect(html).toMatch(/<button.*Organisation.*<bdi>Sandbox \(south\)<\/bdi>/);
  expect(html).toContain('<a href="/queues?since=7d&amp;org=north">');
  expect(html).toContain('<a href="/queues?since=7d&amp;org=south" aria-current="true">');
  expect(await shown(shared, "/interactions/i1?org=south")).toContain('<a href="/responses?org=north">');
  expect(await shown(own.north, "/queues")).not.toContain("<button");
});
