import fc from "fast-check";
import { expect, test } from "vitest";
import { plain } from "./safe-text.ts";

test("takes out what a terminal would obey, and keeps what people wrote", () => {
  expect(plain("\u001b[31mred\u001b[0m \u0007bell\r\nnext\u202Egnp.exe 満足 👍🏽")).toBe(
    "[31mred[0m bell nextgnp.exe 満足 👍🏽",
  );
  expect(plain("half \ud83d of a pair")).toBe("half \ufffd of a pair");
  expect(plain("one\ntwo\u0000", "lines")).toBe("one\ntwo");
});

test("no control character survives, for any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(plain(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      expect(Buffer.from(plain(text)).toString()).toBe(plain(text));
    }),
  );
});
