import { describe, expect, test } from "vitest";
import { createDocuments } from "./recurring.ts";

const survey = (id: string, form: unknown): string =>
  JSON.stringify({ id, surveyForm: form, answers: { "}": '\\"{' } });
const form = { id: "form", name: 'brackets {{ and "quotes\\"', questionGroups: [{ id: "{" }, {}] };

function reader() {
  const read = createDocuments();
  return (text: string): unknown => read({ recurring: "surveyForm" }, text);
}

describe("a field that recurs", () => {
  test("is read once, and the documents share it", () => {
    const read = reader();
    const documents = ["a", "b", "c"].map((id) => read(survey(id, form)));
    expect(documents).toEqual(["a", "b", "c"].map((id) => JSON.parse(survey(id, form))));
    const [, second, third] = documents.map((document) => Reflect.get(Object(document), "surveyForm"));
    expect(third).toBe(second);
  });

  test("is told apart by every letter", () => {
    const read = reader();
    for (const name of ["one", "two", "one", "two and more"]) {
      expect(read(survey("a", { ...form, name }))).toEqual({
        ...JSON.parse(survey("a", form)),
        surveyForm: { ...form, name },
      });
    }
  });

  test.each([
    ["deeper in the document", { id: "a", other: { surveyForm: form }, surveyForm: { id: "own" } }],
    ["in a list", [{ surveyForm: form }]],
    ["as null", { surveyForm: null }],
    ["as text", { id: '"surveyForm":{', surveyForm: '{"id":1}' }],
    ["in a key", { '"surveyForm': { id: 1 }, surveyForm: form }],
  ])("is left where it stands %s", (_, document) => {
    const read = reader();
    read(survey("a", form));
    for (let time = 0; time < 2; time++) expect(read(JSON.stringify(document))).toEqual(document);
  });

  test("does not hide damage", () => {
    const read = reader();
    const whole = survey("a", form);
    for (const text of [whole, whole.slice(0, -1), `${whole}}`, whole.slice(0, 60), '{"surveyForm":{']) {
      expect(read(text)).toEqual(text === whole ? JSON.parse(whole) : undefined);
    }
  });
});
