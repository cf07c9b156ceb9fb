import renderToString from "preact-render-to-string";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  openServedOrganizations,
  rangeOfBoth as range,
  type ServedOrganizations,
} from "../../test/orgs/served-organizations.ts";
import { organizationNames } from "../../test/orgs/two-organizations.ts";
import type { Served } from "../../test/servers/served.ts";
import { OrganizationSwitch, Organizations } from "../parts/organization.tsx";
import { readAbout } from "../state/about.ts";
import { readAddress } from "../state/address.ts";
import { type Frame, FrameContext } from "../state/frame.ts";
import { withOrganization } from "../state/organizations.ts";
import { ready } from "../state/source.ts";
import { renderServed } from "./render-served.tsx";

let both: ServedOrganizations;
beforeAll(async () => {
  both = await openServedOrganizations();
});
afterAll(() => both[Symbol.asyncDispose]());

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
      const html = await renderServed(url, asker(both.shared));
      expect(html).toBe(await renderServed(url, asker(both.own[name])));
      const links = [...html.matchAll(/href="(\/[^"]*)"/g)].map(([, href = ""]) => href);
      expect(links.filter((href) => !href.includes(`org=${name}`))).toEqual([]);
    }
  },
);

test("without a word it shows the first one", async () => {
  const html = await renderServed(`/queues?${range}`, asker(both.shared));
  expect(html).toBe(await renderServed(`/queues?${range}&org=north`, asker(both.shared)));
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
  const html = await shown(both.shared, "/queues?since=7d&org=south&queue=Billing");
  expect(html).toMatch(/<button.*Organisation.*<bdi>Sandbox \(south\)<\/bdi>/);
  expect(html).toContain('<a href="/queues?since=7d&amp;org=north">');
  expect(html).toContain('<a href="/queues?since=7d&amp;org=south" aria-current="true">');
  expect(await shown(both.shared, "/interactions/i1?org=south")).toContain('<a href="/responses?org=north">');
  expect(await shown(both.own.north, "/queues")).not.toContain("<button");
});
