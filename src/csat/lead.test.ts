import { describe, expect, test } from "vitest";
import type { WireForm } from "../genesys/index.ts";
import { readForm } from "./form.ts";
import { labelledQuestions } from "./labels.ts";
import { chooseLead } from "./lead.ts";

const none = { roles: {}, leads: {}, scales: {} };
const answerOptions = [1, 2, 3, 4, 5].map((value) => ({ id: `o${value}`, text: String(value), value }));

/** A form version whose question ids carry the version. */
function version(number: number, questions: Record<string, string>, settings = none, group = "Group") {
  const wire: WireForm = {
    id: `f${number}`,
    contextId: "form",
    questionGroups: [
      {
        id: "g",
        name: group,
        questions: Object.entries(questions).map(([contextId, text]) => ({
          id: `${contextId}-${number}`,
          contextId,
          text,
          type: "multipleChoiceQuestion",
          answerOptions,
        })),
      },
    ],
  };
  return readForm(wire, "survey", settings);
}

const agent = { agent: "How satisfied were you with the agent?" };
const service = { service: "How satisfied were you with the service?" };
const whole = { whole: "Wie zufrieden sind Sie insgesamt?" };

describe("the lead", () => {
  test("asks for the whole, in any language and place", () =>
    expect(chooseLead([version(1, { ...agent, ...whole })], none).contextId).toBe("whole"));
  test("is else the first csat question", () =>
    expect(chooseLead([version(1, { why: "Why?", ...agent, ...service })], none).contextId).toBe("agent"));
  test("stays when a later version turns the form round", () =>
    expect(
      chooseLead([version(1, { ...agent, ...service }), version(2, { ...service, ...agent })], none).contextId,
    ).toBe("agent"));
  test("is found in the oldest version that has a csat question", () =>
    expect(chooseLead([version(1, { why: "Why?" }), version(2, service)], none).contextId).toBe("service"));
  test("asks for the whole in the oldest version that has such a question", () => {
    const versions = [
      version(1, agent),
      version(2, { ...service, ...whole }),
      version(3, { all: "Overall satisfaction" }),
    ];
    expect(chooseLead(versions, none).contextId).toBe("whole");
  });
  test("is the configured one, by the id of a version too", () => {
    const settings = { ...none, leads: { form: "service-1" } };
    expect(chooseLead([version(1, { ...whole, ...service }), version(2, service)], settings).contextId).toBe("service");
  });
  test("is its id where it has no context id", () => {
    const form = version(1, agent);
    const questions = form.questions.map((question) => ({ ...question, contextId: null }));
    expect(chooseLead([{ ...form, questions }], none).contextId).toBe("agent-1");
  });
  test("is none without a csat question", () => {
    expect(chooseLead([version(1, { why: "Why?" })], none)).toEqual({
      contextId: null,
      from: "nothing",
      reason: "The form has no csat question.",
    });
    expect(chooseLead([], none).contextId).toBeNull();
  });
});

describe("labelled questions", () => {
  const form = version(1, { a: "The CSAT of it", b: "Tone", c: "Straße" });
  const labelled = (labels: string[], questions: string[] = [], of = form) =>
    labelledQuestions(of, { labels, questions }).map(({ contextId }) => contextId);

  test("contain the label in their text, without regard to case", () => expect(labelled(["csat"])).toEqual(["a"]));
  test("or stand in a group that does", () =>
    expect(labelled(["csat"], [], version(1, { b: "Tone" }, none, "Customer (CSAT)"))).toEqual(["b"]));
  test("or are named by id or context id, in form order", () => expect(labelled([], ["c", "b-1"])).toEqual(["b", "c"]));
  test("compare ß and SS alike", () => expect(labelled(["STRASSE"])).toEqual(["c"]));
  test("are none by a blank label", () => expect(labelled(["", " "])).toEqual([]));
});
