import { expect, test } from "vitest";
import { day, hour } from "../../src/base/index.ts";
import { openAltered } from "../servers/altered.ts";

test("a lead that was decided without all versions of its form is decided again", async () => {
  let fails = true;
  await using altered = await openAltered(
    ({ path }) =>
      fails && /forms\/surveys\/[^/]+\/versions/.test(path)
        ? { status: 400, body: { status: 400, code: "bad.request", message: "No." } }
        : undefined,
    { perDay: 8, days: 6 },
  );
  const leads = () =>
    altered.query(
      "SELECT id FROM document WHERE kind = 'form-lead' AND id IN (SELECT form_context_id FROM form WHERE kind = 'survey')",
    );
  await altered.sync({ since: altered.clock.now() - 4 * day });
  expect(await leads()).toEqual([]);
  fails = false;
  altered.clock.advance(hour);
  await altered.sync();
  expect((await leads()).length).toBeGreaterThan(0);
});
