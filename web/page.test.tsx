import { expect, test } from "vitest";
import { fullReport } from "../test/orgs/invented-report.ts";
import { Page } from "./page.tsx";
import { renderView, textOf } from "./testing/render.tsx";
import { frameWords } from "./words/frame.ts";

const page = (url: string, role?: string): string =>
  renderView(() => <Page />, { document: fullReport, url, ...(role === undefined ? {} : { role }) });

test("whoever sees a part is not sent to the syncs, which the server keeps from them", () => {
  for (const role of [undefined, "admin"]) expect(page("/", role)).toContain('href="/sync');
  for (const role of ["manager", "agent", "something new"]) expect(page("/", role)).not.toContain('href="/sync');
  expect(textOf(page("/sync"))).toContain("Sync");
  expect(page("/sync", "agent")).toContain(`<h1>${frameWords.en.notFound}</h1>`);
});
