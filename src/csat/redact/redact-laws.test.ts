import { array, assert, constantFrom, property, string, tuple } from "fast-check";
import { expect, test } from "vitest";
import { createRedactor, defaultRedaction } from "./redact.ts";

const redact = createRedactor({ ...defaultRedaction, patterns: { "customer number": "\\bKD[- ]?\\d{6}\\b" } });

const spaces = ["", " ", "\u00a0", "\u2009", "\u202f", "\u3000", "\u200b", "\u00ad", "\u2060"];
const visible = spaces.filter((one) => /\s/.test(one));
const dashes = ["-", "\u2010", "\u2011", "\u2013", "\u2212", "－"];
const scripts = [0x30, 0xff10, 0x660, 0x6f0, 0x966];
const spell = (text: string, zero: number): string =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

/** One piece of data, each group of which may be set apart in any way. */
const pieces: readonly (readonly [placeholder: string, groups: readonly string[], between: readonly string[]])[] = [
  ["[phone]", ["+49", "30", "1234567"], [...spaces, ...dashes]],
  ["[phone]", ["0049", "170", "7654321"], [...spaces, ...dashes]],
  ["[phone]", ["0170", "7654321"], [...visible, ...dashes, "/", "."]],
  ["[phone]", ["(030)", "12345678"], [...spaces, ...dashes]],
  ["[phone]", ["212", "555", "0100"], [...visible, ...dashes, "."]],
  ["[card]", ["4111", "1111", "1111", "1111"], [...spaces, ...dashes]],
  ["[card]", ["3714", "496353", "98431"], [...spaces, ...dashes]],
  ["[IBAN]", ["DE89", "3704", "0044", "0532", "0130", "00"], [...spaces, ...dashes]],
  ["[IBAN]", ["gb82", "west", "1234", "5698", "7654", "32"], [...spaces, ...dashes]],
  ["[e-mail]", ["jane.doe", "@", "example.org"], spaces],
  ["[IP address]", ["192.168.", "0.17"], spaces.filter((one) => !visible.includes(one))],
  ["[customer number]", ["KD", "123456"], [...spaces, ...dashes]],
];
const piece = tuple(
  constantFrom(...pieces),
  array(constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)),
  constantFrom(...scripts),
).map(([[placeholder, groups, between], choices, zero]) => ({
  placeholder,
  text: spell(
    groups
      .map((group, index) => (index === 0 ? "" : (between[(choices[index] ?? 0) % between.length] ?? "")) + group)
      .join(""),
    zero,
  ),
}));
const word = constantFrom(
  "Danke",
  "the agent was great",
  "注文は",
  "¿por qué?",
  "😀",
  "e\u0301",
  "(",
  "no answer",
  "—",
);

test("whatever is written, in whichever script and with whatever between, is gone, and nothing else", () => {
  assert(
    property(array(tuple(word, piece), { minLength: 1, maxLength: 4 }), (parts) => {
      const text = parts.map(([before, { text: data }]) => `${before}, ${data};`).join("\n");
      const expected = parts.map(([before, { placeholder }]) => `${before}, ${placeholder};`).join("\n");
      expect(redact(text)).toBe(expected);
    }),
    { numRuns: 400 },
  );
});

const fragment = constantFrom(
  ...["0", "1", "49", "030", "1234", "4111 1111", "555", "2026", "DE89", "@", "a", "x.org", "KD", "[", "]", "[phone]"],
  ...[
    "[customer number]",
    ".",
    "-",
    "/",
    " ",
    ",",
    ":",
    "::",
    "+",
    "(",
    ")",
    "\n",
    "\u200b",
    "\ufffc",
    "€",
    "Tel",
    "order ",
  ],
);
const anyText = array(fragment, { maxLength: 30 }).map((all) => all.join(""));
const placeholder = /\[(?:e-mail|phone|card|IBAN|IP address|customer number)\]/;

test("a text that was redacted stays as it is", () => {
  assert(
    property(anyText, (text) => {
      const once = redact(text);
      expect(redact(once)).toBe(once);
    }),
    { numRuns: 2_000 },
  );
  assert(property(string({ unit: "binary" }), (text) => redact(redact(text)) === redact(text)));
});

test("what stays is what stood there, in its order", () => {
  assert(
    property(anyText, (text) => {
      let at = 0;
      const kept = redact(text).split(placeholder);
      for (const [index, part] of kept.entries()) {
        const found = index === kept.length - 1 ? text.length - part.length : text.indexOf(part, at);
        expect(found).toBeGreaterThanOrEqual(index === 0 ? 0 : at);
        expect(text.slice(found, found + part.length)).toBe(part);
        at = found + part.length;
      }
    }),
    { numRuns: 1_000 },
  );
});

test("a text without digits and signs of an address is the same string", () => {
  assert(
    property(
      string({ unit: "grapheme" }).map((text) => text.replace(/[\p{N}@＠﹫([{（]/gu, "")),
      (text) => redact(text) === text,
    ),
  );
});

test.each([
  ["digits", "1".repeat(200_000)],
  ["groups of digits", "0170 1234567 ".repeat(15_000)],
  ["signs of an address", "a@".repeat(100_000)],
  ["one long name before an address", `${"a".repeat(200_000)}@`],
  ["letters and colons", "ab:".repeat(70_000)],
  ["beginnings of accounts", "DE89 ".repeat(40_000)],
  ["dots", "1.".repeat(100_000)],
])("a long text of %s takes time that grows with its length alone", (_, text) => {
  const began = performance.now();
  redact(text);
  expect(performance.now() - began).toBeLessThan(20_000);
});

test("each kind is taken out where it is asked for, and nothing else", () => {
  const text = "a@b.org, +49 30 1234567, 4111111111111111, DE89370400440532013000, 10.0.0.1";
  const marks = ["[e-mail]", "[phone]", "[card]", "[IBAN]", "[IP address]"];
  for (const [index, kind] of (["e-mail", "phone", "card", "iban", "ip"] as const).entries()) {
    const parts = text.split(", ").map((part, at) => (at === index ? marks[at] : part));
    expect(createRedactor({ kinds: [kind], patterns: {} })(text)).toBe(parts.join(", "));
  }
  expect(createRedactor({ kinds: [], patterns: {} })(text)).toBe(text);
});
