import fc from "fast-check";
import { expect, test } from "vitest";
import { cacheJson, writeJson } from "./answer.ts";

test("cached JSON is put into its field as if it were written each time", () => {
  fc.assert(
    fc.property(fc.object(), fc.object({ withUnicodeString: true }), fc.object(), (before, form, after) => {
      const body = { before, form, absent: undefined, "a key\n": after };
      const plain = JSON.stringify(body);
      cacheJson(form);
      expect(writeJson(body)).toBe(plain);
    }),
  );
});

test("it is written once", () => {
  const form = cacheJson({ questions: ["How was it?"] });
  form.questions.push("Why?");
  expect(writeJson({ form })).toBe('{"form":{"questions":["How was it?"]}}');
});

test("a body that is no object, and none at all", () => {
  expect([writeJson([1, { a: undefined }]), writeJson(null), writeJson(undefined)]).toEqual(["[1,{}]", "null", ""]);
});
