import { expect, test } from "vitest";
import { answer, openStored, response } from "../../test/orgs/stored.ts";
import { readFigure } from "./figure.ts";
import type { Filter } from "./filter.ts";
import { responseCondition } from "./response-condition.ts";

const evaluation = (id: string, interaction: string, changes: object) =>
  response(id, { source: "evaluation", interaction_id: interaction, agent_id: "ada", ...changes });

const survey = (id: string, csat: number, changes: object = {}) =>
  response(id, { interaction_id: `i-${id}`, agent_id: "ada", csat_score: csat, satisfied: csat > 0.5, ...changes });

const settings = { openSince: Date.parse("2026-03-01"), local: { timeZone: "UTC", firstDayOfWeek: 1 } };

test("populations of evaluations, of pairs and of what is not linked", async () => {
  await using warehouse = await openStored({
    response: [
      survey("a", 1),
      survey("b", 0),
      survey("c", 1, { agent_id: "ben", linked: false }),
      survey("d", 0, { interaction_start: "2026-02-01T00:00:00.000Z", status: "Sent" }),
      survey("e", 0, { status: "Pending" }),
      evaluation("h", "i-a", { evaluator_id: "eva", evaluator_csat_score: 1, total_score: 70 }),
      evaluation("i", "i-a", { evaluator_id: "eva", total_score: 80 }),
      evaluation("j", "i-b", { evaluator_csat_score: 0.5, total_score: 90 }),
      evaluation("k", "i-c", { evaluator_id: "eva", total_score: 90 }),
    ],
    answer: [],
  });
  const chosen = async (text: string): Promise<string> => {
    const { sql, parameters } = responseCondition({ figure: readFigure(text, settings) });
    const rows = await warehouse.query(`SELECT response_id FROM response WHERE ${sql} ORDER BY 1`, parameters);
    return rows.map((row) => row["response_id"]).join("");
  };
  const cases: [figure: string, ids: string][] = [
    ["evaluations", "hijk"],
    ["evaluator", "h"],
    ["machine", "j"],
    ["unlinked", "c"],
    ["pairs:human", "a"],
    ["pairs:human:high-low", "a"],
    ["pairs:human:high-high", ""],
    ["pairs:machine", "b"],
    ["pairs:machine:low-high", "b"],
    ["pairs:machine:low-low", ""],
    ["open", "e"],
    ["state:Sent", "d"],
  ];
  for (const [figure, ids] of cases) expect(await chosen(figure), figure).toBe(ids);
});

test("a part of what was written is found in any case and spelling, wherever it stands", async () => {
  await using warehouse = await openStored({
    response: [
      response("a", { comment: "Zu früh aufgelegt, 100%_ig" }),
      response("b", { comment: "zu fru\u0308h" }),
      response("c", { comment: "返事が遅い" }),
      response("d"),
      response("e"),
      response("f"),
    ],
    answer: [
      answer("d", 0, { type: "freeTextQuestion", role: "comment", answer: "FRÜH dran" }),
      answer("e", 0, { type: "npsQuestion", role: "nps", answer: "9", comment: "früh" }),
      answer("f", 0, { type: "multipleChoiceQuestion", role: "other", answer: "früh" }),
    ],
  });
  const found = async (text: string, more: Filter = {}): Promise<string> => {
    const { sql, parameters } = responseCondition({ ...more, text });
    const rows = await warehouse.query(`SELECT response_id FROM response WHERE ${sql} ORDER BY 1`, parameters);
    return rows.map((row) => row["response_id"]).join("");
  };
  expect(await found("früh")).toBe("abde");
  expect(await found("FRU\u0308H")).toBe("abde");
  expect(await found("が遅")).toBe("c");
  expect(await found("100%_")).toBe("a");
  for (const text of ["%", "_", "0%i", "'"]) expect(await found(text)).toBe(text === "%" || text === "_" ? "a" : "");
  expect(await found("früh", { sources: ["evaluations"] })).toBe("");
});
