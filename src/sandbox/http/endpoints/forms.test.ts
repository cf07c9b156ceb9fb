import { describe, expect, test } from "vitest";
import { monday, smallOrg } from "../../../../test/orgs/small-org.ts";
import { openAsked, type Reply } from "../../../../test/servers/asked.ts";
import { createTestClock } from "../../../../test/servers/clock.ts";

const open = () => openAsked({ org: smallOrg([]), clock: createTestClock(monday), limit: "off" });
const shown = ({ body }: Reply): unknown[] =>
  (body.entities ?? body).map(({ id, published, questionGroups }: Record<string, unknown>) => [
    id,
    published,
    questionGroups === undefined ? "bare" : "whole",
  ]);

describe("survey forms", () => {
  test("the listing has one draft a form, never published, without questions", async () => {
    await using asked = await open();
    expect(shown(await asked.ask("/quality/forms/surveys"))).toEqual([["sf-3", false, "bare"]]);
    const [form] = (await asked.ask("/quality/forms/surveys?expand=publishHistory")).body.entities;
    expect(form.publishedVersions.entities.map(({ id }: { id: string }) => id)).toEqual(["sf-1", "sf-2"]);
    expect(shown(await asked.ask("/quality/forms/surveys?name=nothing"))).toEqual([]);
  });

  test("versions, by any version's id", async () => {
    await using asked = await open();
    expect(shown(await asked.ask("/quality/forms/surveys/sf-2/versions"))).toEqual([
      ["sf-1", true, "bare"],
      ["sf-2", true, "bare"],
      ["sf-3", false, "bare"],
    ]);
    expect((await asked.ask("/quality/forms/surveys/ef-1/versions")).status).toBe(404);
  });

  test("a version that is yet to be published is in no list", async () => {
    const org = smallOrg([]);
    const forms = org.forms.map((form) => (form.id === "sf-2" ? { ...form, modified: monday + 1 } : form));
    await using asked = await openAsked({ org: { ...org, forms }, clock: createTestClock(monday), limit: "off" });
    const [form] = (await asked.ask("/quality/forms/surveys?expand=publishHistory")).body.entities;
    const lists = [
      shown({ ...(await asked.ask("/quality/forms/surveys")), body: form.publishedVersions }),
      shown(await asked.ask("/quality/forms/surveys/sf-1/versions")),
      shown(await asked.ask("/quality/forms/surveys/bulk?id=sf-1,sf-2")),
      shown(await asked.ask("/quality/publishedforms/surveys")),
    ];
    for (const list of lists) expect(list.map((version) => JSON.stringify(version)).join()).not.toContain("sf-2");
  });

  test("questions come by version id, alone or in bulk, or by context", async () => {
    await using asked = await open();
    const { body } = await asked.ask("/quality/forms/surveys/sf-1");
    expect(body.questionGroups[0].questions[0]).toMatchObject({
      ...{ id: "sf-1-q1", contextId: "survey-form-q1", type: "multipleChoiceQuestion" },
      answerOptions: [
        { text: "Bad", value: 1 },
        { text: "Good", value: 5 },
      ],
    });
    expect(shown(await asked.ask("/quality/forms/surveys/bulk?id=sf-3,sf-1,nothing"))).toEqual([
      ["sf-1", true, "whole"],
      ["sf-3", false, "whole"],
    ]);
    expect(shown(await asked.ask("/quality/forms/surveys/bulk/contexts?contextId=survey-form&published=true"))).toEqual(
      [["sf-2", true, "whole"]],
    );
    expect((await asked.ask("/quality/forms/surveys/bulk")).body.message).toBe("id: required");
  });

  test("published forms", async () => {
    await using asked = await open();
    expect(shown(await asked.ask("/quality/publishedforms/surveys"))).toEqual([
      ["sf-1", true, "bare"],
      ["sf-2", true, "bare"],
    ]);
    const latest = "/quality/publishedforms/surveys?onlyLatestEnabledPerContext=true";
    expect(shown(await asked.ask(latest))).toEqual([["sf-2", true, "bare"]]);
    expect((await asked.ask("/quality/publishedforms/surveys/sf-1")).body.id).toBe("sf-2");
    expect((await asked.ask("/quality/publishedforms/surveys?onlyLatestPerContext=true")).status).toBe(400);
  });
});

test("evaluation forms: at most 100 ids, questions only by id", async () => {
  await using asked = await open();
  expect(shown(await asked.ask("/quality/forms/evaluations"))).toEqual([["ef-1", false, "bare"]]);
  expect(shown(await asked.ask("/quality/forms/evaluations/bulk?id=ef-1"))).toEqual([["ef-1", true, "whole"]]);
  const tooManyIds = Array.from({ length: 101 }, (_, index) => `ef-${index}`).join(",");
  expect((await asked.ask(`/quality/forms/evaluations/bulk?id=${tooManyIds}`)).status).toBe(400);
  expect((await asked.ask("/quality/publishedforms/evaluations?onlyLatestPerContext=true")).status).toBe(200);
});
