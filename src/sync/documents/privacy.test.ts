import { readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { present } from "../../../test/sandboxed.ts";
import { openSynced } from "../../../test/synced.ts";
import { day } from "../../base/index.ts";
import { isAddress } from "./addresses.ts";
import { clean } from "./clean.ts";

test("no customer's number or address is stored, and the key is its owner's alone", async () => {
  await using synced = await openSynced({ seed: 2, perDay: 12, days: 20, faults: ["malformed-document"] });
  await synced.sync({ since: present - 7 * day });
  const numbers = [...synced.sandbox.org.day(Math.floor(present / day) - 3)].flatMap(({ participants }) =>
    participants.flatMap(({ sessions }) => sessions.flatMap(({ ani, dnis }) => [ani, dnis].filter((one) => !!one))),
  );
  expect(numbers.length).toBeGreaterThan(3);
  const stored = JSON.stringify([await synced.table("document"), await synced.table("problem")]);
  for (const number of numbers) expect(stored.includes(String(number))).toBe(false);
  expect(stored).toContain("hmac:");
  // What could not be read is kept raw all the same.
  expect((await synced.table("problem")).every(({ json }) => json !== null)).toBe(true);
  const key = `${synced.warehouse.place}.key`;
  expect(statSync(key).mode & 0o777).toBe(0o600);
  expect(readFileSync(key, "utf8")).toMatch(/^[0-9a-f]{64}\n$/);
});

test.each([
  ["ani", "+49 30 1234567", true],
  ["dnis", "tel:+15550100", true],
  ["anything", "sip:someone@example.org", true],
  ["anything", "someone@example.org", true],
  ["subject", "write to someone@example.org please", false],
  ["ani", "hmac:0123", false],
])("%s: %s", (field, text, is) => expect(isAddress(field, text)).toBe(is));

test("addresses in lists are hashed under the name of the list, and unstorable characters replaced", () => {
  const text = clean({ callbackNumbers: ["+1555", "+1556"], note: "a\u0000b\uD800c 😀" }, (address) => `<${address}>`);
  expect(JSON.parse(text)).toEqual({ callbackNumbers: ["<+1555>", "<+1556>"], note: "a\uFFFDb\uFFFDc 😀" });
});
