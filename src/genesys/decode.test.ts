import { expect, test } from "vitest";
import { DecodeError } from "../base/index.ts";
import { decode, readDocument } from "./decode.ts";
import { endpoints } from "./index.ts";

const where = { endpoint: endpoints.survey, id: "s1" };

test("decoding returns the document itself, with all its fields in their order", () => {
  const document = { unknown: { deep: [1] }, status: null, id: "s1" };
  expect(decode(endpoints.survey.answer, document, where)).toBe(document);
});

test("what disagrees is named by endpoint, id and field, and not quoted", () => {
  const document = { id: "s1", answers: { questionGroupScores: [{ questionScores: [{ score: "a secret" }] }] } };
  const decoding = () => decode(endpoints.survey.answer, document, where);
  expect(decoding).toThrow(DecodeError);
  expect(decoding).toThrow(/^The answer of quality surveys s1 is not what .* at answers\.questionGroupScores\.0\./);
  expect(decoding).not.toThrow(/a secret/);
});

test("ids come in lower case, and nothing else does", () => {
  const id = "0A1B2C3D-0000-4000-8000-00000000000F";
  const text = JSON.stringify({ id, ids: [id, id.toLowerCase()], note: `See ${id}.`, name: "ABCDEF01" });
  expect(readDocument(text)).toEqual({
    id: id.toLowerCase(),
    ids: [id.toLowerCase(), id.toLowerCase()],
    note: `See ${id}.`,
    name: "ABCDEF01",
  });
  expect(readDocument("{")).toBeUndefined();
});
