import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold, phrases } from "./phrases.ts";

describe("folding", () => {
  const same = [
    ["Größe", "GRÖSSE"],
    ["Satisfacción", "satisfaccion"],
    ["don’t", "don't"],
    ["ＣＳＡＴ", "csat"],
    ["MEMNUNİYET", "memnuniyet"],
    ["fi\u00adnish\u200b", "finish"],
    ["łatwo", "LATWO"],
    ["résolu\n  (e)", "resolu e"],
  ];
  for (const [a, b] of same) {
    test(`${JSON.stringify(a)} reads as "${b}"`, () => expect(fold(a ?? "")).toBe(fold(b ?? "")));
  }
  test("keeps the marks that distinguish words in other scripts", () => {
    expect(fold("が")).not.toBe(fold("か"));
    expect(fold("ที่")).not.toBe(fold("ท"));
  });
  test("is done once", () => fc.assert(fc.property(fc.string({ unit: "binary" }), (t) => fold(fold(t)) === fold(t))));
});

describe("a vocabulary", () => {
  const some = phrases({ en: "rate … experience|satisf*", de: "*zufrieden*", ja: "満足…評価" });
  const finds = (text: string) => some.find(fold(text))?.words ?? null;

  test("finds whole words of alphabets", () => {
    expect(finds("Are you satisfied?")).toBe("satisfied");
    expect(finds("unsatisfied")).toBeNull();
    expect(finds("Gesamtzufriedenheit")).toBe("gesamtzufriedenheit");
  });
  test("finds phrases with up to three words between", () => {
    expect(finds("Rate experience")).toBe("rate experience");
    expect(finds("rate your last chat experience")).toBe("rate your last chat experience");
    expect(finds("rate one two three four experience")).toBeNull();
  });
  test("finds words anywhere where scripts do not space them", () => {
    expect(finds("ご満足の評価を")).toBe("満足の評価");
  });
  test("knows when it is the whole text", () => {
    const answers = phrases({ en: "don't know|not applicable" });
    expect(answers.isAll(fold("Don't know / not applicable"))).toBe(true);
    expect(answers.isAll(fold("Don't know or not applicable"))).toBe(true);
    expect(answers.isAll(fold("I don't know"))).toBe(false);
    expect(answers.isAll(fold(""))).toBe(false);
  });
});
