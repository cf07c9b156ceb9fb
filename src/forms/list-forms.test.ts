import { describe, expect, test } from "vitest";
import { type Answer, type Asked, openLoopback } from "../../test/servers/loopback.ts";
import { lastWeek, openSandboxed, present } from "../../test/servers/sandboxed.ts";
import { day, PermissionError, Secret } from "../base/index.ts";
import { createGenesys } from "../genesys/index.ts";
import type { SandboxOptions } from "../sandbox/index.ts";
import { type FormsRequest, listForms } from "./index.ts";

const none = { roles: {}, leads: {}, scales: {} };
const request: FormsRequest = {
  range: { from: present - 20 * day, to: present },
  sources: ["surveys", "evaluations"],
  forms: [],
  scores: none,
};
const open = (options: SandboxOptions = {}) => openSandboxed({ perDay: 20, days: 30, ...options });

describe("the forms of an org", () => {
  test("are all there, with the roles, scales and leads that are true", async () => {
    await using org = await open();
    const { forms, missing, skipped } = await listForms(org.genesys, request);
    expect([missing, skipped]).toEqual([[], []]);
    const published = org.sandbox.org.forms.filter((form) => form.published && form.modified <= present);
    expect(forms.flatMap(({ versions }) => versions.map(({ id }) => id)).sort()).toEqual(
      published.map(({ id }) => id).sort(),
    );
    for (const form of forms) {
      const own = published.filter(({ contextId }) => contextId === form.contextId);
      const newest = own.at(-1);
      expect([form.name, form.lead.contextId]).toEqual([newest?.name, newest?.leadContextId]);
      if (form.kind === "survey") expect(form.languages).toEqual([newest?.language]);
      const truth = own.flatMap(({ groups }) => groups.flatMap(({ questions }) => questions));
      const asked = truth.filter(({ type }) => type !== "readOnlyTextBlockQuestion");
      expect(form.questions.map(({ key }) => key).sort()).toEqual(
        [...new Set(asked.map((one) => one.contextId))].sort(),
      );
      for (const question of form.questions) {
        const { role, satisfiedValues } = truth.findLast(({ contextId }) => contextId === question.key) ?? {};
        expect([question.text, question.role]).toEqual([question.text, role]);
        if (role === "csat") expect(question.scale?.satisfiedValues).toEqual(satisfiedValues);
      }
    }
  });

  test("are counted by what was really answered", async () => {
    await using org = await open();
    const { forms } = await listForms(org.genesys, request);
    const answered = new Map<string, number>();
    const { records } = await org.extract({ range: request.range, sources: ["surveys"] });
    for (const { answers } of records) {
      for (const { question_context_id: id, answer } of answers) {
        if (id && answer !== null) answered.set(id, (answered.get(id) ?? 0) + 1);
      }
    }
    // An empty text is no answer to us, and one more or less in a count.
    const surveys = forms.filter(({ kind }) => kind === "survey").flatMap((form) => form.questions);
    const questions = surveys.filter(({ role }) => role !== "comment");
    expect(questions.length).toBeGreaterThan(10);
    expect(questions.map(({ key, answered: n }) => [key, n])).toEqual(
      questions.map(({ key }) => [key, answered.get(key) ?? 0]),
    );
  });

  test("cost five requests, however many responses there are", async () => {
    for (const perDay of [5, 40]) {
      await using org = await open({ perDay });
      expect((await listForms(org.genesys, request)).spent.requests).toBe(5);
    }
  });

  test("can be chosen by name or by any id", async () => {
    await using org = await open();
    const { forms } = await listForms(org.genesys, { ...request, forms: ["voice SURVEY"] });
    const [voice] = forms;
    expect(forms.map(({ name }) => name)).toEqual(["Voice survey"]);
    for (const id of [voice?.contextId ?? "", voice?.versions[0]?.id ?? ""]) {
      expect((await listForms(org.genesys, { ...request, forms: [id] })).forms).toHaveLength(1);
    }
  });

  test("that the org does not have are refused, next to others that it has", async () => {
    await using org = await open();
    const refused = (forms: string[], sources = request.sources) =>
      expect(listForms(org.genesys, { ...request, sources, forms })).rejects;
    await refused(["Vioce survey"]).toThrow(
      'The org has no published form "Vioce survey". Did you mean "Voice survey"?',
    );
    await refused(["Voice survey", "Nowhere"]).toThrow(/^The org has no published form "Nowhere"\.$/);
    await refused(["Compliance check"], ["surveys"]).toThrow('no published survey form "Compliance check"');
    expect(org.sandbox.requests.filter(({ path }) => !/forms|token/.test(path))).toEqual([]);
  });

  test("may be of a kind that cannot be listed, and are then not refused", async () => {
    await using org = await open({ withoutPermissions: ["quality:surveyForm:view"] });
    const { forms, notes, skipped } = await listForms(org.genesys, {
      ...request,
      forms: ["Compliance check", "Voice survey"],
    });
    expect(forms.map(({ name }) => name)).toEqual(["Compliance check"]);
    expect(skipped).toHaveLength(1);
    expect(notes).toContain('Whether there is a form "Voice survey" is not known: not all of them could be listed.');
  });

  test("of one kind that may not be read are skipped, and of both is an error", async () => {
    const survey = "quality:surveyForm:view";
    await using org = await open({ withoutPermissions: [survey] });
    const { forms, skipped } = await listForms(org.genesys, request);
    expect(new Set(forms.map(({ kind }) => kind))).toEqual(new Set(["evaluation"]));
    expect(skipped).toEqual([{ source: "surveys", error: expect.any(PermissionError) }]);
    await expect(listForms(org.genesys, { ...request, sources: ["surveys"] })).rejects.toThrow(survey);
  });

  test("without the right to count them have null for a count, and it is reported", async () => {
    await using org = await open({ withoutPermissions: ["analytics:surveyAggregate:view"] });
    const { forms, notes, missing } = await listForms(org.genesys, request);
    expect(forms.flatMap(({ questions }) => questions).every(({ answered }) => answered === null)).toBe(true);
    expect(notes).toContainEqual(expect.stringMatching(/not known: 403 .*analytics:surveyAggregate:view/));
    expect(missing).toEqual([]);
  });

  test.each(["absolute-uris", "uncounted-groups", "only-asked-groups"] as const)(
    "are the same under %s",
    async (variant) => {
      await using one = await open();
      await using other = await open({ variants: [variant] });
      expect((await listForms(other.genesys, request)).forms).toEqual((await listForms(one.genesys, request)).forms);
    },
  );
});

describe("an open decision", () => {
  test("is proposed, a role first, and no more once it is configured", async () => {
    await using org = await open();
    const { proposals } = await listForms(org.genesys, request);
    const [role] = proposals;
    expect([role?.table, role?.value]).toEqual([["roles"], "csat"]);
    expect(new Set(proposals.map(({ table }) => table[0]))).toEqual(new Set(["roles", "scales", "leads", "measures"]));
    const scores = {
      roles: Object.fromEntries(
        proposals.filter(({ table }) => table[0] === "roles").map(({ key }) => [key, "other" as const]),
      ),
      leads: Object.fromEntries(
        proposals.filter(({ table }) => table[0] === "leads").map(({ key, value }) => [key, String(value)]),
      ),
      scales: Object.fromEntries(
        proposals
          .filter(({ table }) => table[0] === "scales")
          .map(({ table }) => [table[1] ?? "", { best: "high" as const }]),
      ),
    };
    const measures = { mine: proposals.flatMap(({ value }) => (typeof value === "object" ? value : [])) };
    expect((await listForms(org.genesys, { ...request, scores, measures })).proposals).toEqual([]);
  });
});

describe("a measure", () => {
  const proposed = async (measures: FormsRequest["measures"], org: Awaited<ReturnType<typeof open>>) => {
    const { forms, proposals } = await listForms(org.genesys, { ...request, sources: ["surveys"], measures });
    const joined = proposals.filter(({ table }) => table[0] === "measures");
    const formOf = (id: string) => forms.find(({ questions }) => questions.some(({ key }) => key === id));
    return joined.map(({ key, value }) => [
      key,
      (typeof value === "object" ? value : []).map((id) => formOf(id)?.languages.join()),
    ]);
  };

  test("is proposed for the questions on the whole of forms in several languages, on one scale", async () => {
    await using org = await open();
    expect(await proposed({}, org)).toEqual([["overall", ["en-US", "de", "ja", "es"]]]);
    // Another name where that one is taken.
    expect(await proposed({ overall: ["x"] }, org)).toEqual([["overall_2", ["en-US", "de", "ja", "es"]]]);
  });

  test("is proposed for what no measure joins yet, and not for a single language", async () => {
    await using org = await open();
    const { forms } = await listForms(org.genesys, { ...request, sources: ["surveys"] });
    const leadIn = (language: string) =>
      forms.find(({ languages }) => languages.includes(language))?.lead.contextId ?? "";
    expect(await proposed({ whole: [leadIn("ja")] }, org)).toEqual([["overall", ["en-US", "de", "es"]]]);
    expect(await proposed({ whole: [leadIn("ja"), leadIn("de"), leadIn("es")] }, org)).toEqual([]);
  });
});

describe("an org that answers otherwise", () => {
  const choice = (id: string, text: string) => ({
    ...{ id, contextId: `of ${id.slice(0, 1)}`, text, type: "multipleChoiceQuestion" },
    answerOptions: [1, 2, 3, 4, 5].map((value) => ({ id: `${id}${value}`, text: String(value), value })),
  });
  const version = (id: string, modifiedDate: string, questions: object[]) => ({
    ...{ id, name: "Form", contextId: "ctx", published: true, modifiedDate },
    questionGroups: [{ id: `g${id}`, name: "Group", questions }],
  });
  const old = version("v1", "2026-01-01T00:00:00.000Z", [
    choice("a1", "How satisfied are you?"),
    choice("b1", "Go on?"),
  ]);
  const newest = version("v2", "2026-02-01T00:00:00.000Z", [choice("a2", "How satisfied were you?")]);

  /** A Genesys whose listing is without history, and whose aggregates answer as given. */
  async function list(aggregates: Answer | ((asked: Asked) => Answer), bulk: object[] = [newest, old]) {
    await using server = await openLoopback((asked) => {
      const { path } = asked;
      if (path.endsWith("/forms/surveys"))
        return { body: { entities: [{ id: "v3", name: "Form", contextId: "ctx" }] } };
      if (path.endsWith("/v3/versions")) return { body: { entities: [{ id: "v3", published: false }, newest, old] } };
      if (path.endsWith("/bulk")) return { body: { entities: bulk } };
      if (!path.endsWith("/aggregates/query")) return undefined;
      return typeof aggregates === "function" ? aggregates(asked) : aggregates;
    });
    const hosts = { api: server.url, login: server.url };
    await using genesys = createGenesys({ clientId: "x", clientSecret: new Secret("y"), hosts, env: {} });
    return await listForms(genesys, { ...request, range: lastWeek, sources: ["surveys"] });
  }
  const counted = (question: string, count: number) => ({
    group: { surveyQuestionId: question },
    data: [{ metrics: [{ metric: "nSurveyQuestionResponses", stats: { count } }] }],
  });

  test("without a history of versions: they are asked for; questions that the newest no longer asks are reported", async () => {
    const { forms } = await list({ body: { results: [counted("a1", 2), counted("a2", 3), counted("of b", 4)] } });
    expect(forms.map(({ versions }) => versions.map(({ id }) => id))).toEqual([["v1", "v2"]]);
    expect(forms[0]?.questions.map(({ key, text, asked, answered }) => [key, text, asked, answered])).toEqual([
      ["of a", "How satisfied were you?", true, 5],
      ["of b", "Go on?", false, 4],
    ]);
  });

  test.each([
    ["counts nothing", { body: { results: [] } }],
    ["does not say which question", { body: { results: [{ ...counted("x", 3), group: {} }] } }],
    ["refuses the question", { status: 400, body: { code: "bad.request", message: "surveyQuestionId" } }],
  ])("%s: null, and it is reported", async (_, aggregates) => {
    const { forms, notes } = await list(aggregates);
    expect(forms[0]?.questions.map(({ answered }) => answered)).toEqual([null, null]);
    expect(notes).toContainEqual(expect.stringMatching(/^How often questions were answered is not known: /));
  });

  test("takes only a form at a time: then each is counted by itself", async () => {
    const { forms } = await list(({ body }) =>
      body.includes('"value":"ctx"') ? { body: { results: [counted("a1", 2)] } } : { status: 400, body: {} },
    );
    expect(forms[0]?.questions.map(({ answered }) => answered)).toEqual([2, 0]);
  });

  test("keeps a version back: the rest is shown, and it is reported", async () => {
    const { forms, missing } = await list({ body: { entities: [] } }, [old, { ...newest, questionGroups: 7 }]);
    expect(forms).toHaveLength(1);
    expect(missing).toEqual(['1 of 2 versions of the survey form "Form" could not be read.']);
  });
});
