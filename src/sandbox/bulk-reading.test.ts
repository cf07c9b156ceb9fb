import { describe, expect, test } from "vitest";
import {
  type Chosen,
  chosenIn,
  differences,
  formOf,
  from,
  inForm,
  now,
  open,
  org,
  placeOf,
  questionsOf,
  surveyRows,
} from "../../test/orgs/chosen-answers.ts";
import type { Asked } from "../../test/servers/asked.ts";
import { isoInterval } from "../base/index.ts";
import { wrongForm } from "./http/bulk-answers.ts";
import type { ExpectedRow, SandboxOptions, WireVariant } from "./index.ts";

/*
 * Survey aggregates by answer, against the truth: what their groups add up to, by default and where they are played to be
 * wrong.
 */

interface Group {
  readonly group: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, { readonly count: number; readonly sum?: number }>>;
}

async function groups(asked: Asked, groupBy: readonly string[], metrics: readonly string[]): Promise<Group[]> {
  const body = { interval: isoInterval({ from, to: now }), alternateTimeDimension: "eventTime", groupBy, metrics };
  const { body: answer } = await asked.ask("/analytics/surveys/aggregates/query", body);
  return answer.results.map(({ group, data }: { group: Group["group"]; data: { metrics: never[] }[] }) => ({
    group,
    metrics: Object.fromEntries((data[0]?.metrics ?? []).map(({ metric, stats }) => [metric, stats])),
  }));
}

const byAnswer = ["surveyId", "surveyFormId", "surveyQuestionId", "surveyAnswerId"];
const responses = "nSurveyQuestionResponses";
const answerGroups = (asked: Asked) => groups(asked, byAnswer, [responses, "oSurveyQuestionScore"]);
const total = (all: readonly Group[]): number =>
  all.reduce((sum, { metrics }) => sum + (metrics[responses]?.count ?? 0), 0);

/** What the groups say was chosen in the surveys of the truth: others were deleted since. */
const listed = new Set(surveyRows.map(({ response_id }) => response_id));
const chosenBy = (all: readonly Group[]): Chosen =>
  new Map(
    all.flatMap(({ group: { surveyId = "", surveyQuestionId = "", surveyAnswerId } }) =>
      surveyAnswerId !== undefined && listed.has(surveyId)
        ? [[placeOf(surveyId, surveyQuestionId), surveyAnswerId]]
        : [],
    ),
  );

/** Surveys in which a question for free text counts as answered. */
const textCounted = (all: readonly Group[]): Set<string> =>
  new Set(
    all.flatMap(({ group: { surveyId = "", surveyFormId = "", surveyQuestionId } }) => {
      const question = questionsOf(formOf(surveyFormId)).find(({ id }) => id === surveyQuestionId);
      return question?.type === "freeTextQuestion" ? surveyId : [];
    }),
  );
const wrote = surveyRows.filter(({ answers }) =>
  answers.some(({ type, answer }) => type === "freeTextQuestion" && answer !== null),
);

describe("survey aggregates by answer", () => {
  test("are the truth, option by option and score by score, and add up to their total", async () => {
    await using asked = await open();
    const all = await answerGroups(asked);
    expect(differences(chosenBy(all), chosenIn(surveyRows))).toEqual([]);
    expect(chosenIn(surveyRows).size).toBeGreaterThan(500);
    for (const { group, metrics } of all) {
      const question = questionsOf(formOf(group["surveyFormId"] ?? "")).find(
        ({ id }) => id === group["surveyQuestionId"],
      );
      const option = question?.options.find(({ id }) => id === group["surveyAnswerId"]);
      expect(metrics["oSurveyQuestionScore"]?.sum).toBe(option?.value);
    }
    const whole = await groups(asked, [], [responses]);
    const byForm = await groups(asked, ["surveyFormId"], [responses]);
    expect([total(whole), total(byForm)]).toEqual([total(all), total(all)]);
  });

  test("count a text that was written, and leave out what was not", async () => {
    await using asked = await open();
    const counted = textCounted(await answerGroups(asked));
    expect(wrote.filter(({ response_id }) => !counted.has(response_id))).toEqual([]);
    const silent = surveyRows.filter(({ response_id }) => !counted.has(response_id));
    expect(silent.length).toBeGreaterThan(wrote.length / 4);
  });

  test("give the recommendation of each survey", async () => {
    await using asked = await open();
    const all = await groups(asked, ["surveyId", "surveyPromoterScore"], ["nSurveyNpsResponses"]);
    const scores = new Map(all.map(({ group }) => [group["surveyId"], Number(group["surveyPromoterScore"])]));
    for (const { response_id, nps_score } of surveyRows) expect(scores.get(response_id) ?? null).toBe(nps_score);
  });

  test("promoter-words, promoter-classes: a class in place of the recommendation", async () => {
    const classes = async (variant: WireVariant) => {
      await using asked = await open({ variants: [variant] });
      const all = await groups(asked, ["surveyId", "surveyPromoterScore"], ["nSurveyNpsResponses"]);
      const scores = new Map(all.map(({ group }) => [group["surveyId"], group["surveyPromoterScore"]]));
      return surveyRows.flatMap(({ response_id, nps_score }) =>
        nps_score === null ? [] : `${nps_score >= 9 ? 1 : nps_score >= 7 ? 0 : -1} is ${scores.get(response_id)}`,
      );
    };
    expect([...new Set(await classes("promoter-words"))].toSorted()).toEqual([
      ...["-1 is detractor", "0 is passive", "1 is promoter"],
    ]);
    expect([...new Set(await classes("promoter-classes"))].toSorted()).toEqual(["-1 is -1", "0 is 0", "1 is 1"]);
  });

  test("empty-question-aggregates: nothing is found, and surveys are counted as ever", async () => {
    await using asked = await open({ variants: ["empty-question-aggregates"] });
    expect(await answerGroups(asked)).toEqual([]);
    expect((await groups(asked, ["surveyId"], ["nSurveyResponses"])).length).toBeGreaterThan(100);
  });

  test("unnamed-answers: the groups are surveys, and count all of their answers", async () => {
    await using asked = await open({ variants: ["unnamed-answers"] });
    await using usual = await open();
    const all = await answerGroups(asked);
    expect(new Set(all.flatMap(({ group }) => Object.keys(group)))).toEqual(
      new Set(["surveyId", "surveyFormId", "mediaType"]),
    );
    expect(total(all)).toBe(total(await answerGroups(usual)));
  });

  test("lost-answers: what is there is true, and falls short of the total by one in twenty", async () => {
    await using asked = await open({ variants: ["lost-answers"] });
    const all = await answerGroups(asked);
    const [found, true_] = [chosenBy(all), chosenIn(surveyRows)];
    expect(differences(found, true_).filter((place) => found.has(place))).toEqual([]);
    const whole = total(await groups(asked, ["surveyFormId"], [responses]));
    expect((whole - total(all)) / whole).toBeGreaterThan(1 / 40);
    expect((whole - total(all)) / whole).toBeLessThan(1 / 10);
  });

  test("uncounted-texts: options alone are counted, in every total", async () => {
    await using asked = await open({ variants: ["uncounted-texts"] });
    const all = await answerGroups(asked);
    expect(textCounted(all).size).toBe(0);
    expect(differences(chosenBy(all), chosenIn(surveyRows))).toEqual([]);
    expect(total(await groups(asked, [], [responses]))).toBe(total(all));
  });

  test("texts-always-counted: in every survey whose form asks for one", async () => {
    await using asked = await open({ variants: ["texts-always-counted"] });
    const counted = textCounted(await answerGroups(asked));
    const asks = ({ answers }: ExpectedRow) => answers.some(({ type }) => type === "freeTextQuestion");
    expect(surveyRows.filter((row) => counted.has(row.response_id) !== asks(row))).toEqual([]);
  });

  test("counted-not-applicable: what was marked is counted too, without an answer and a score", async () => {
    await using asked = await open({ variants: ["counted-not-applicable"] });
    await using usual = await open();
    const places = (all: readonly Group[]) =>
      new Map(all.map((each) => [placeOf(each.group["surveyId"] ?? "", each.group["surveyQuestionId"] ?? ""), each]));
    const [more, before] = [places(await answerGroups(asked)), places(await answerGroups(usual))];
    const added = [...more].filter(([place]) => !before.has(place));
    const marked = surveyRows.flatMap(({ response_id, answers }) =>
      answers.flatMap(({ not_applicable, question_id }) => (not_applicable ? placeOf(response_id, question_id) : [])),
    );
    for (const [, { group, metrics }] of added)
      expect([group["surveyAnswerId"], metrics["oSurveyQuestionScore"]]).toEqual([undefined, undefined]);
    expect(marked.filter((place) => !more.has(place))).toEqual([]);
    expect(added.length).toBeGreaterThan(50);
    expect(differences(chosenBy([...more.values()]), chosenIn(surveyRows))).toEqual([]);
  });

  test("scored-recommendations: a recommendation has a score, by default it has none", async () => {
    const scores = async (options: SandboxOptions) => {
      await using asked = await open(options);
      const all = await answerGroups(asked);
      return new Map(
        all.flatMap(({ group: { surveyId = "", surveyFormId = "", surveyQuestionId }, metrics }) => {
          const question = questionsOf(formOf(surveyFormId)).find(({ id }) => id === surveyQuestionId);
          return question?.type === "npsQuestion" ? [[surveyId, metrics["oSurveyQuestionScore"]?.sum] as const] : [];
        }),
      );
    };
    expect(new Set((await scores({})).values())).toEqual(new Set([undefined]));
    const scored = await scores({ variants: ["scored-recommendations"] });
    for (const { response_id, nps_score } of surveyRows) expect(scored.get(response_id) ?? null).toBe(nps_score);
  });

  test("limited-groups, cut-groups: too many groups are refused, or left out without a word", async () => {
    await using limited = await open({ variants: ["limited-groups"] });
    const body = { interval: isoInterval({ from, to: now }), groupBy: byAnswer, metrics: [responses] };
    const refused = await limited.ask("/analytics/surveys/aggregates/query", body);
    expect([refused.status, refused.body.details[0]?.fieldName]).toEqual([400, "groupBy"]);
    await using cut = await open({ variants: ["cut-groups"] });
    const all = await answerGroups(cut);
    expect(all).toHaveLength(20);
    expect(total(await groups(cut, [], [responses]))).toBeGreaterThan(total(all));
    const complete = await groups(cut, ["surveyFormContextId"], [responses]);
    expect(complete.length).toBeLessThan(20);
  });

  test.each([
    ["twenty, by default", undefined, 1 / 20],
    ["five", 5, 1 / 5],
    ["one", 1, 1],
  ])("wrong-survey-answers, one in %s: of one form, and the total is what it was", async (_, wrongOneIn, share) => {
    const options = wrongOneIn === undefined ? {} : { wrongOneIn };
    await using asked = await open({ variants: ["wrong-survey-answers"], ...options });
    await using usual = await open();
    const all = await answerGroups(asked);
    const form = wrongForm(org, "survey");
    const wrong = differences(chosenBy(all), chosenIn(surveyRows));
    const own = inForm(surveyRows, form?.contextId);
    expect(form?.name).toBe("Voice survey");
    expect(wrong.filter((place) => !own.has(place))).toEqual([]);
    expect(wrong.length / own.size).toBeGreaterThan(share / 2);
    expect(wrong.length / own.size).toBeLessThanOrEqual(share * 2);
    expect(total(all)).toBe(total(await answerGroups(usual)));
    // The same ones whenever they are asked for, however they are asked for.
    expect(chosenBy(await answerGroups(asked))).toEqual(chosenBy(all));
  });

  test("wrong-evaluation-answers: of evaluations alone", async () => {
    await using evaluations = await open({ variants: ["wrong-evaluation-answers"], wrongOneIn: 1 });
    expect(differences(chosenBy(await answerGroups(evaluations)), chosenIn(surveyRows))).toEqual([]);
  });
});
