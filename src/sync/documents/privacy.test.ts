import { readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { asItCame } from "../../../test/orgs/as-it-came.ts";
import { present } from "../../../test/servers/sandboxed.ts";
import { openSynced } from "../../../test/servers/synced.ts";
import { day } from "../../base/index.ts";
import { collectAddresses, readAddresses, readSpellings } from "./addresses.ts";
import { type KeepRules, keepDocument, keepUnreadable } from "./kept-document.ts";

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
  // What could not be read is kept all the same, as far as it is of use.
  expect((await synced.table("problem")).every(({ json }) => json !== null)).toBe(true);
  const key = `${synced.warehouse.place}.key`;
  expect(statSync(key).mode & 0o777).toBe(0o600);
  expect(readFileSync(key, "utf8")).toMatch(/^[0-9a-f]{64}\n$/);
});

test.each([
  ["+49 30 1234567", ["49301234567"]],
  ["tel:+15550100", ["15550100"]],
  ["0049 (30) 123-4567", ["49301234567"]],
  ["sip:+49301234567@trunk.example;user=phone", ["49301234567"]],
  ["+49 (0)30 123-4567", ["49301234567"]],
  ["0049 (0) 30/1234567", ["49301234567"]],
  ["(+49) 30 1234567", ["49301234567"]],
  ["030 (0) 1234567", ["03001234567"]],
  ["+49\u00a030\u2011123\u20134567\u200b", ["49301234567"]],
  ["\uff0b\uff14\uff19 30 1234567", ["49301234567"]],
  ["+\u0664\u0669 \u0663\u0660 1234567", ["49301234567"]],
  ["tel:%2B49%2030%201234567", ["49301234567"]],
  ["sip:%2b49301234567@trunk.example", ["49301234567"]],
  ["sip:someone@Example.org:5060", ["someone@example.org"]],
  ["mailto:Someone@example.org", ["someone@example.org"]],
  ['"Doe, Jane" <jane@example.org>, bob@example.org', ["jane@example.org", "bob@example.org"]],
  ["WhatsApp user 7f3a", ["whatsapp user 7f3a"]],
  ["tel:+49301234567;ext=5;phone-context=example.org", ["49301234567"]],
  ["ju\u0308rgen@example.org", ["j\u00fcrgen@example.org"]],
  ["", []],
])("%s names %j", (field, addresses) => expect(readAddresses(field)).toEqual(addresses));

test.each([
  ["post@bücher.example", ["post@bücher.example", "post@xn--bcher-kva.example"]],
  ["post@xn--bcher-kva.example", ["post@xn--bcher-kva.example", "post@bücher.example"]],
  ["post@example.org", ["post@example.org"]],
  ["post@[192.0.2.1", ["post@[192.0.2.1"]],
  ["49301234567", ["49301234567"]],
])("%s is spelled %j", (address, spellings) => expect(readSpellings(address)).toEqual(spellings));

const marked = (address: string): string => `<${address}>`;

test("addresses are found in lists, however deep, each once, and one that poses as hashed is not believed", () => {
  const document = {
    cc: ["A <a@example.org>", "b@example.org"],
    participants: [{ address: "tel:+15550100", sessions: [{ ani: "+1 555 0100", dnis: "hmac:b@example.org" }] }],
    note: "c@example.org",
  };
  expect(collectAddresses(document, marked)).toEqual(["<15550100>", "<a@example.org>", "<b@example.org>"]);
});

const rules: KeepRules = { ...asItCame, hashAddress: marked };

/** An object in every place where the schema has none, and texts in fields that nobody reads. */
const secret = "jane@example.org";
const free = { properties: [{ property: "mail", propertyValue: secret }], attributes: { mail: secret } };

test.each([
  "survey",
  "evaluation",
  "interaction",
  "survey-form",
  "evaluation-form",
  "user",
  "survey-sighting",
] as const)("of a document of the kind %s nothing is kept but the fields that are named", (kind) => {
  const document = {
    id: "1",
    conversationId: "1",
    name: { given: secret },
    status: [secret],
    conversation: { id: "2", name: secret, ...free },
    participants: [
      { purpose: "agent", participantName: secret, sessions: [{ peerId: secret, segments: [free] }], ...free },
    ],
    answers: { questionGroupScores: [{ questionScores: [{ score: 5, ...free }], ...free }], ...free },
    externalTag: secret,
    ...free,
  };
  expect(keepDocument(kind, document, rules)?.json).not.toContain(secret);
  const unreadable = kind === "survey" || kind === "evaluation" || kind === "interaction" ? kind : "row";
  expect(keepUnreadable(unreadable, document, rules)).not.toContain(secret);
});

test("the kept fields of a document are unchanged, but for characters that no database takes", () => {
  const survey = { id: "a\u0000b\uD800c 😀", answers: { npsScore: 0, questionGroupScores: [{ questionScores: [] }] } };
  const kept = keepDocument("survey", survey, rules);
  expect(JSON.parse(kept?.json ?? "")).toEqual({ ...survey, id: "a\uFFFDb\uFFFDc 😀" });
  expect(kept?.flaws).toEqual([]);
});
