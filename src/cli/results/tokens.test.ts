import { expect, test } from "vitest";
import type { KnownToken } from "../../roles/index.ts";
import { formatTokens } from "./tokens.ts";

const teams = ["0d1f8a6e-8a54-4f0e-9b2f-5d3e6d0c9a11", "5b0b7d52-6f0c-4a77-8a43-1d1f0f6f2f70"];
const manager: KnownToken = {
  ...{ id: "5ee3e5b516bc", name: "Bob, who leads all of the second line", role: "manager", organizationId: null },
  ...{ agents: [], teams, divisions: [], roster: {}, texts: false },
  ...{ addedAt: "2026-03-05T08:15:00.000Z", revokedAt: "2026-04-01T10:00:00.000Z" },
};

test("what a token sees stands below it, on lines that a terminal has room for", () => {
  const lines = formatTokens([manager], { columns: 80, colour: false }).split("\n");
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  const text = lines.join("\n");
  for (const whole of [...teams, "5ee3e5b516bc", "2026-04-01", "without comments"]) expect(text).toContain(whole);
});
