import { describe, expect, test } from "vitest";
import {
  type Chosen,
  chosenIn,
  differences,
  evaluationRows,
  from,
  inForm,
  now,
  open,
  org,
  placeOf,
  questionsOf,
} from "../../test/orgs/chosen-answers.ts";
import type { Asked } from "../../test/servers/asked.ts";
import { isoTime } from "../base/index.ts";
import { wrongForm } from "./http/bulk-answers.ts";

/* The search for evaluations by their answers, against the truth: by default and where it is played to be wrong. */

describe("the evaluation search by question and option", () => {
  const dates = { field: "submittedDate", startValue: isoTime(from), endValue: isoTime(now) };

  async function idsOf(asked: Asked, questionId: string, optionId: string): Promise<string[]> {
    const query = [
      { type: "DATE_RANGE", ...dates },
      { type: "EXACT", field: "questionId", value: questionId },
      { type: "EXACT", field: "questionAnswerId", value: optionId },
    ];
    const found: string[] = [];
    for (const systemSubmitted of [false, true])
      for (let pageNumber = 1; ; pageNumber++) {
        const body = { query, systemSubmitted, pageNumber, pageSize: 100 };
        const { results } = (await asked.ask("/quality/evaluations/search", body)).body;
        if (results.length === 0) break;
        found.push(...results.map(({ id }: { id: string }) => id));
      }
    return found;
  }

  /** Of the evaluations of the truth; others are retracted, calibration copies or not finished. */
  const known = new Set(evaluationRows.map(({ response_id }) => response_id));
  async function chosenInSearch(asked: Asked): Promise<Map<string, string>> {
    const chosen = new Map<string, string>();
    for (const form of org.forms.filter(({ kind }) => kind === "evaluation"))
      for (const { id, role, options } of questionsOf(form))
        for (const option of role === "csat" ? options : [])
          for (const found of await idsOf(asked, id, option.id))
            if (known.has(found)) chosen.set(placeOf(found, id), option.id);
    return chosen;
  }
  const csatQuestions = new Set(org.forms.flatMap(questionsOf).flatMap(({ role, id }) => (role === "csat" ? id : [])));
  const onCsat = (chosen: Chosen): Chosen =>
    new Map([...chosen].filter(([place]) => csatQuestions.has(place.split(" ")[1] ?? "")));
  const expected = onCsat(chosenIn(evaluationRows));

  test("is the truth, option by option", async () => {
    await using asked = await open();
    expect(differences(await chosenInSearch(asked), expected)).toEqual([]);
    expect(expected.size).toBeGreaterThan(100);
  });

  test("wrong-evaluation-answers: of one form, under one option alone", async () => {
    await using asked = await open({ variants: ["wrong-evaluation-answers"], wrongOneIn: 4 });
    const chosen = await chosenInSearch(asked);
    const own = inForm(evaluationRows, wrongForm(org, "evaluation")?.contextId);
    const wrong = differences(chosen, expected);
    expect(wrong.filter((place) => !own.has(place))).toEqual([]);
    expect(wrong.length).toBeGreaterThan(3);
    expect(new Set(chosen.keys())).toEqual(new Set(expected.keys()));
  });

  test("wrong-survey-answers: of surveys alone", async () => {
    await using surveys = await open({ variants: ["wrong-survey-answers"], wrongOneIn: 1 });
    expect(differences(await chosenInSearch(surveys), expected)).toEqual([]);
  });
});
